import type Sqlite from "better-sqlite3";

/** A task that was put off: until a day YYYY-MM-DD, and why; null once that was erased. */
export type Move = { until: string; reason: string | null };

type NewMove = { key: string; helperId: string; personId: string | null; until: string; reason: string } & Told;
type Told = { source: string; at: number };

/** Tasks that were put off to another day. */
export class Moves {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(move: NewMove): void {
    this.sql.add.run(move);
  }

  /** The newest one of each of somebody's tasks, by its key. */
  of(helperId: string): Map<string, Move> {
    const rows = this.sql.of.all(helperId) as (Move & { key: string })[];
    return new Map(rows.map(({ key, ...move }) => [key, move]));
  }

  /** Why something was put off goes with either of both; that it was, stays. */
  forget(personId: string): void {
    this.sql.forget.run({ personId });
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO task_move (key, helper_id, person_id, until, reason, source, at)
       VALUES (:key, :helperId, :personId, :until, :reason, :source, :at) ON CONFLICT DO NOTHING`,
    ),
    of: sqlite.prepare("SELECT key, until, reason FROM task_move WHERE helper_id = ? ORDER BY id"),
    forget: sqlite.prepare("UPDATE task_move SET reason = NULL WHERE person_id = :personId OR helper_id = :personId"),
  };
}
