import type Sqlite from "better-sqlite3";
import type { Entry } from "../journal/entry.ts";

/**
 * What a member objects to. `entry`: an entry about her (SANGGAH). `missing`: a deposit that she made and that nobody
 * wrote down (LAPOR SETOR). Neither moves money: it ends by words, by a reversal, or by the deposit that is written
 * after all.
 */
export type Dispute = {
  id: number;
  unit: number;
  /** 1, 2, 3, … within the unit. */
  no: number;
  kind: "entry" | "missing";
  entryId: number | null;
  member: number;
  /** Of a missing deposit: rupiah, and the day as she says. */
  amount: number | null;
  on: string | null;
  reason: string | null;
  /** ms UTC */
  openedAt: number;
  /** Until then it is to be answered; ms UTC. */
  dueAt: number;
  state: "open" | "explained" | "reversed" | "posted";
  /** What the member was told. While it is open: what those said who may not end it. */
  answer: string | null;
  endedBy: string | null;
  endedAt: number | null;
};

export type NewDispute = Pick<
  Dispute,
  "unit" | "kind" | "entryId" | "member" | "amount" | "on" | "reason" | "openedAt" | "dueAt"
>;

/** The end of a dispute: how, whose word it was, what she said, when (ms UTC). */
export type Ending = { state: Exclude<Dispute["state"], "open">; by: string; answer: string | null; at: number };

/** Disputes of all units; rows, in prepared statements. Rules are in `rules.ts`. */
export class Disputes {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Writes down what a member objects to, with the next number of the unit. */
  add(given: NewDispute): Dispute {
    return this.sql.add.get(given) as Dispute;
  }

  byId(id: number): Dispute | undefined {
    return this.sql.byId.get(id) as Dispute | undefined;
  }

  byNo(unit: number, no: number): Dispute | undefined {
    return this.sql.byNo.get(unit, no) as Dispute | undefined;
  }

  /** What is open in a unit, oldest first. */
  open(unit: number): Dispute[] {
    return this.sql.open.all(unit) as Dispute[];
  }

  /** What a member waits for, oldest first. */
  openOf(unit: number, member: number): Dispute[] {
    return this.open(unit).filter((dispute) => dispute.member === member);
  }

  /** How many are open: it stands in every report. */
  openCount(unit: number): number {
    return this.sql.count.get(unit) as number;
  }

  /** What she objects to, where she did not say it at once. */
  because(id: number, reason: string): void {
    this.sql.because.run(reason, id);
  }

  /** Words of somebody who may not end it. */
  note(id: number, answer: string): void {
    this.sql.note.run(answer, id);
  }

  end(id: number, { state, by, answer, at }: Ending): void {
    this.sql.end.run(state, by, answer, at, id);
  }

  /** An entry was taken back: what was said against it is done. To be called with the reversal. */
  reversed({ reverses, maker, bookedAt }: Pick<Entry, "reverses" | "maker" | "bookedAt">): void {
    if (reverses !== null) this.sql.reversed.run(maker, bookedAt, reverses);
  }
}

const COLUMNS = `id, unit, no, kind, entry_id AS entryId, member, amount, "on", reason, opened_at AS openedAt,
  due_at AS dueAt, state, answer, ended_by AS endedBy, ended_at AS endedAt`;

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite.prepare(
    `INSERT INTO dispute (unit, no, kind, entry_id, member, amount, "on", reason, opened_at, due_at, state)
     VALUES (:unit, (SELECT coalesce(max(no), 0) + 1 FROM dispute WHERE unit = :unit), :kind, :entryId, :member, :amount,
       :on, :reason, :openedAt, :dueAt, 'open') RETURNING ${COLUMNS}`,
  ),
  byId: sqlite.prepare(`SELECT ${COLUMNS} FROM dispute WHERE id = ?`),
  byNo: sqlite.prepare(`SELECT ${COLUMNS} FROM dispute WHERE unit = ? AND no = ?`),
  open: sqlite.prepare(`SELECT ${COLUMNS} FROM dispute WHERE unit = ? AND state = 'open' ORDER BY id`),
  count: sqlite.prepare("SELECT count(*) FROM dispute WHERE unit = ? AND state = 'open'").pluck(),
  because: sqlite.prepare("UPDATE dispute SET reason = ? WHERE id = ? AND state = 'open' AND reason IS NULL"),
  note: sqlite.prepare("UPDATE dispute SET answer = ? WHERE id = ? AND state = 'open'"),
  end: sqlite.prepare(
    `UPDATE dispute SET state = ?, ended_by = ?, answer = coalesce(?, answer), ended_at = ? WHERE id = ? AND state = 'open'`,
  ),
  reversed: sqlite.prepare(
    "UPDATE dispute SET state = 'reversed', ended_by = ?, ended_at = ? WHERE entry_id = ? AND state = 'open'",
  ),
});
