import type Sqlite from "better-sqlite3";

/** A member who waits for her helper. */
export type OpenTicket = { personId: string; kind: "help" | "silent" | "stalled" | "callback" };

/** A ticket of somebody who helps, as a task; `openedAt` ms UTC. */
export type HelpersTicket = OpenTicket & { id: string; openedAt: number };

/** What somebody asked about her data and a human has not answered. */
export type OpenRequest = { no: number; personId: string; openedAt: number };

/** Tasks for facilitators, kept as tickets: a member who has fallen silent, or one without a phone who wants help. */
export class Tasks {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  open(task: { id: string; kind: "silent" | "callback"; personId: string; helperId: string | null; at: number }): void {
    this.sql.open.run(task);
  }

  /** The task about her silence since she last reported (ms UTC, null: never): `none`, `open` or `closed`. */
  silence(personId: string, lastReportAt: number | null): "none" | "open" | "closed" {
    const state = this.sql.silence.get(personId, lastReportAt ?? 0) as string | undefined;
    if (state === undefined) return "none";
    return state === "closed" ? "closed" : "open";
  }

  /** She has reported: the task about her silence is done. */
  endSilence(personId: string, now: number): void {
    this.sql.endSilence.run(now, personId);
  }

  isWaiting(kind: "silent" | "callback", personId: string): boolean {
    return this.sql.waiting.get(personId, kind) !== undefined;
  }

  /** Everybody among somebody's people who waits for a human, oldest first. */
  waitingAmong(facilitatorId: string): OpenTicket[] {
    return this.sql.among.all(facilitatorId) as OpenTicket[];
  }

  /** What waits for one helper, oldest first; for a coordinator also what has no helper. */
  waitingFor(helperId: string, { alsoNobodys }: { alsoNobodys: boolean }): HelpersTicket[] {
    return this.sql.ofHelper.all({ helperId, nobodys: alsoNobodys ? 1 : 0 }) as HelpersTicket[];
  }

  /** A human has taken care of it. */
  close(ticket: string, now: number): void {
    this.sql.close.run(now, ticket);
  }

  /** Requests about people's data that wait for whoever may answer them, oldest first. */
  rightsWaiting(): OpenRequest[] {
    return this.sql.rights.all() as OpenRequest[];
  }

  /** Open tickets of people whom no facilitator looks after. */
  withoutFacilitator(): number {
    return this.sql.alone.get() as number;
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    open: sqlite.prepare(
      `INSERT INTO ticket (id, person_id, helper_id, kind, state, opened_at)
       VALUES (@id, @personId, @helperId, @kind, 'open', @at)`,
    ),
    silence: sqlite
      .prepare(
        `SELECT state FROM ticket WHERE person_id = ? AND kind = 'silent' AND opened_at > ?
         ORDER BY opened_at DESC LIMIT 1`,
      )
      .pluck(),
    endSilence: sqlite.prepare(
      "UPDATE ticket SET state = 'closed', closed_at = ? WHERE person_id = ? AND kind = 'silent' AND state = 'open'",
    ),
    waiting: sqlite.prepare(
      "SELECT 1 FROM ticket WHERE person_id = ? AND kind = ? AND state IN ('open', 'talking') LIMIT 1",
    ),
    among: sqlite.prepare(
      `SELECT t.person_id AS personId, t.kind FROM care c JOIN ticket t ON t.person_id = c.person_id
       WHERE c.carer_id = ? AND c.kind = 'facilitator' AND t.state IN ('open', 'talking') ORDER BY t.opened_at`,
    ),
    ofHelper: sqlite.prepare(
      `SELECT id, person_id AS personId, kind, opened_at AS openedAt FROM ticket
       WHERE state IN ('open', 'talking') AND (helper_id = :helperId OR (helper_id IS NULL AND :nobodys = 1))
       ORDER BY opened_at, id`,
    ),
    close: sqlite.prepare("UPDATE ticket SET state = 'closed', closed_at = ? WHERE id = ? AND state <> 'closed'"),
    rights: sqlite.prepare(
      `SELECT no, person_id AS personId, opened_at AS openedAt FROM rights_request WHERE done_at IS NULL
       ORDER BY opened_at, no`,
    ),
    alone: sqlite
      .prepare(
        `SELECT count(*) FROM ticket t WHERE t.state IN ('open', 'talking') AND NOT EXISTS
         (SELECT 1 FROM care c WHERE c.person_id = t.person_id AND c.kind = 'facilitator')`,
      )
      .pluck(),
  };
}
