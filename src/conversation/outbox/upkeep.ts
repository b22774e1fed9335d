import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { RowState } from "./row.ts";
import { SQL } from "./sql.ts";

type Old = { id: number; state: RowState; createdAt: number };

/** States that need nobody any more. A held row waits for an operator, however old it is. */
const DONE: ReadonlySet<RowState> = new Set(["sent", "dead", "dropped"]);

/** Forgets what was sent: first the text, later the row. */
export class Upkeep {
  private readonly sqlite: Sqlite.Database;
  private readonly sql;
  /** Where the walk over old rows stands; it begins anew when it meets a row that is young enough. */
  private walkedTo = 0;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
    this.sql = {
      emptySent: sqlite.prepare<[number, number]>(SQL.emptySent),
      emptyDead: sqlite.prepare<[number, number]>(SQL.emptyDead),
      oldest: sqlite.prepare<[number, number], Old>(SQL.oldest),
      remove: sqlite.prepare<[number]>(SQL.remove),
      forgetApproached: sqlite.prepare<[string]>(SQL.forgetApproached),
    };
  }

  /** One chunk of each kind, each in its own short transaction. */
  purge(now: number): { emptied: number; deleted: number; more: boolean } {
    const chunk = LIMITS.purgeRows;
    const textBefore = now - LIMITS_MS.keepSentText;
    const sent = this.sql.emptySent.run(textBefore, chunk).changes;
    // A dead letter is at the end of its tries within hours; its text is kept a day for an operator who mends the cause.
    const dead = this.sql.emptyDead.run(textBefore, chunk).changes;
    // By the day in UTC, which is at most one behind that of any zone here.
    this.sql.forgetApproached.run(new Date(now - LIMITS_MS.keepApproached).toISOString().slice(0, 10));
    const { deleted, more } = inTransaction(this.sqlite, () => this.deleteOld(now - LIMITS_MS.keepDelivered, chunk));
    return { emptied: sent + dead, deleted, more: more || sent === chunk || dead === chunk };
  }

  /** Ids rise with time, so the old rows are the first ones and no index of ages is needed. */
  private deleteOld(before: number, chunk: number): { deleted: number; more: boolean } {
    const rows = this.sql.oldest.all(this.walkedTo, chunk);
    let deleted = 0;
    for (const row of rows) {
      if (row.createdAt >= before) {
        this.walkedTo = 0;
        return { deleted, more: false };
      }
      if (DONE.has(row.state)) deleted += this.sql.remove.run(row.id).changes;
      this.walkedTo = row.id;
    }
    if (rows.length < chunk) this.walkedTo = 0;
    return { deleted, more: rows.length === chunk };
  }
}
