import type Sqlite from "better-sqlite3";
import type { Ranking, Result } from "./borda.ts";

export type Poll = {
  id: string;
  groupId: string;
  ask: string;
  options: readonly string[];
  byPerson: string;
  closesAt: number;
};

type Row = Omit<Poll, "options"> & { options: string };

/** What a group ranks. A ballot may be changed until it is counted, and is deleted then: only the result stays. */
export class Polls {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(poll: Poll & { openedAt: number }): void {
    this.sql.add.run({ ...poll, options: JSON.stringify(poll.options) });
  }

  /** One that is not counted yet. */
  open(id: string): Poll | undefined {
    const row = this.sql.open.get(id) as Row | undefined;
    return row === undefined ? undefined : pollOf(row);
  }

  /** Those of her groups that are not counted yet, the oldest first. */
  openFor(personId: string): Poll[] {
    return (this.sql.openFor.all(personId) as Row[]).map(pollOf);
  }

  vote(pollId: string, personId: string, ranking: Ranking, at: number): void {
    this.sql.vote.run({ pollId, personId, ranking: JSON.stringify(ranking), at });
  }

  ballots(pollId: string): Ranking[] {
    return (this.sql.ballots.pluck().all(pollId) as string[]).map((one) => JSON.parse(one) as number[]);
  }

  /** Keeps the result and lets the ballots go. */
  counted(pollId: string, result: Result, at: number): void {
    this.sql.counted.run({ pollId, result: JSON.stringify(result), at });
    this.sql.burn.run(pollId);
  }

  forget(personId: string): void {
    this.sql.forget.run(personId);
  }
}

const pollOf = (row: Row): Poll => ({ ...row, options: JSON.parse(row.options) as string[] });

const POLL = `SELECT p.id, p.group_id AS groupId, p.ask, p.options, p.by_person AS byPerson, p.closes_at AS closesAt
  FROM poll p`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO poll (id, group_id, ask, options, by_person, opened_at, closes_at)
       VALUES (:id, :groupId, :ask, :options, :byPerson, :openedAt, :closesAt)`,
    ),
    open: sqlite.prepare(`${POLL} WHERE p.id = ? AND p.counted_at IS NULL`),
    openFor: sqlite.prepare(
      `${POLL} JOIN group_member m ON m.group_id = p.group_id AND m.until IS NULL
       WHERE m.person_id = ? AND p.counted_at IS NULL ORDER BY p.opened_at, p.id`,
    ),
    vote: sqlite.prepare(
      `INSERT INTO poll_ballot (poll_id, person_id, ranking, at) VALUES (:pollId, :personId, :ranking, :at)
       ON CONFLICT (poll_id, person_id) DO UPDATE SET ranking = excluded.ranking, at = excluded.at`,
    ),
    ballots: sqlite.prepare("SELECT ranking FROM poll_ballot WHERE poll_id = ? ORDER BY ranking"),
    counted: sqlite.prepare("UPDATE poll SET result = :result, counted_at = :at WHERE id = :pollId"),
    burn: sqlite.prepare("DELETE FROM poll_ballot WHERE poll_id = ?"),
    forget: sqlite.prepare("DELETE FROM poll_ballot WHERE person_id = ?"),
  };
}
