import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../accounts.ts";

/** A year of a unit that was closed. */
export type YearClose = {
  unit: number;
  year: number;
  entryId: number;
  /** Rupiah; below 0 for a loss. */
  surplus: number;
  /** `approved`: split among funds and members; `distributed`: every member has hers. */
  state: "closed" | "approved" | "distributed";
  approvedEntry: number | null;
  /** Rupiah by fund, as it was decided; of a loss what was taken from reserves, below 0. Null: nothing was decided. */
  split: Readonly<Record<string, number>> | null;
};

/** What a member gets of a year, for her savings and for her borrowing. `entryId`: what put it into her hands. */
export type Share = { member: number; forCapital: number; forUse: number; entryId: number | null };

/** Closed years, and what each member gets of them. */
export class YearCloses {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  of(unit: number, year: number): YearClose | undefined {
    return read(this.sql.of.get(unit, year));
  }

  /** The newest closed year of a unit. */
  newest(unit: number): YearClose | undefined {
    return read(this.sql.newest.get(unit));
  }

  close({ unit, year, entryId, surplus }: Pick<YearClose, "unit" | "year" | "entryId" | "surplus">): void {
    this.sql.close.run(unit, year, entryId, surplus);
  }

  /** `split` is kept as it was decided: fund, and rupiah. */
  approve(unit: number, year: number, split: Readonly<Record<string, number>>, entryId: number): void {
    this.sql.approve.run(JSON.stringify(split), entryId, unit, year);
  }

  /** What met a loss so far. The year stays closed: there is nothing to share. */
  cover(unit: number, year: number, taken: Readonly<Record<string, number>>, entryId: number): void {
    this.sql.cover.run(JSON.stringify(taken), entryId, unit, year);
  }

  addShare(unit: number, year: number, { member, forCapital, forUse }: Omit<Share, "entryId">): void {
    this.sql.addShare.run(unit, year, member, forCapital, forUse);
  }

  shares(unit: number, year: number): Share[] {
    return this.sql.shares.all(unit, year) as Share[];
  }

  /** A member has in hand, or in her savings, what she was owed of a year; of all years when none is named. */
  handedOver(unit: number, member: number, entryId: number, year?: number): void {
    if (year === undefined) this.sql.handedOverAll.run(entryId, unit, member);
    else this.sql.handedOver.run(entryId, unit, member, year);
    this.sql.settle.run(unit);
  }

  /** What an entry handed over was taken back. */
  takenBack(entryId: number, unit: number): void {
    if (this.sql.takenBack.run(entryId).changes > 0) this.sql.reopen.run(unit);
  }
}

const COLUMNS = `unit, year, entry_id AS entryId, surplus, state, approved_entry AS approvedEntry, split`;

type Row = Omit<YearClose, "split"> & { split: string | null };

function read(row: unknown): YearClose | undefined {
  if (row === undefined) return undefined;
  const { split, ...rest } = row as Row;
  return { ...rest, split: split === null ? null : (JSON.parse(split) as Record<string, number>) };
}

/** Whoever left was settled with, and is owed nothing of what was hers. */
const OWED = `EXISTS (SELECT 1 FROM shu_share AS s JOIN ledger_balance AS b
  ON b.unit = s.unit AND b.member = s.member AND b.account = ${ACCOUNTS.shuPayable} AND b.amount > 0
  WHERE s.unit = year_close.unit AND s.year = year_close.year AND s.entry_id IS NULL)`;

const prepare = (sqlite: Sqlite.Database) => ({
  of: sqlite.prepare(`SELECT ${COLUMNS} FROM year_close WHERE unit = ? AND year = ?`),
  newest: sqlite.prepare(`SELECT ${COLUMNS} FROM year_close WHERE unit = ? ORDER BY year DESC LIMIT 1`),
  close: sqlite.prepare("INSERT INTO year_close (unit, year, entry_id, surplus, state) VALUES (?, ?, ?, ?, 'closed')"),
  approve: sqlite.prepare(
    "UPDATE year_close SET state = 'approved', split = ?, approved_entry = ? WHERE unit = ? AND year = ?",
  ),
  cover: sqlite.prepare("UPDATE year_close SET split = ?, approved_entry = ? WHERE unit = ? AND year = ?"),
  addShare: sqlite.prepare("INSERT INTO shu_share (unit, year, member, for_capital, for_use) VALUES (?, ?, ?, ?, ?)"),
  shares: sqlite.prepare(
    `SELECT member, for_capital AS forCapital, for_use AS forUse, entry_id AS entryId FROM shu_share
     WHERE unit = ? AND year = ? ORDER BY member`,
  ),
  handedOver: sqlite.prepare("UPDATE shu_share SET entry_id = ? WHERE unit = ? AND member = ? AND year = ?"),
  handedOverAll: sqlite.prepare("UPDATE shu_share SET entry_id = ? WHERE unit = ? AND member = ? AND entry_id IS NULL"),
  takenBack: sqlite.prepare("UPDATE shu_share SET entry_id = NULL WHERE entry_id = ?"),
  settle: sqlite.prepare(
    `UPDATE year_close SET state = 'distributed' WHERE unit = ? AND state = 'approved' AND NOT ${OWED}`,
  ),
  reopen: sqlite.prepare(
    `UPDATE year_close SET state = 'approved' WHERE unit = ? AND state = 'distributed' AND ${OWED}`,
  ),
});
