import type Sqlite from "better-sqlite3";
import { type AgreedTerms, readTerms, writeTerms } from "./terms.ts";

export type LoanStatus =
  | "applied"
  | "approved"
  | "agreed"
  | "active"
  | "closed"
  | "written-off"
  | "rejected"
  | "withdrawn";

/** A loan from the application on. What is owed is not in it: that is reckoned from the journal (`book.ts`). */
export type LoanRow = {
  id: number;
  unit: number;
  /** 1, 2, 3, … within the unit: P0001. */
  no: number;
  member: number;
  state: LoanStatus;
  terms: AgreedTerms;
  purpose: string | null;
  groupId: number | null;
  /** The loan that this one pays off. */
  toppedUp: number | null;
  witness: string | null;
  appliedAt: number;
  disbursedOn: string | null;
  closedOn: string | null;
  remindAfter: string | null;
};

export type NewLoan = Pick<LoanRow, "unit" | "member" | "terms" | "appliedAt"> & {
  purpose?: string;
  groupId?: number;
  toppedUp?: number;
};

/** What changes of a loan after its application; what is left out stays. */
export type LoanChange = Partial<Pick<LoanRow, "witness" | "disbursedOn" | "closedOn">> & { state: LoanStatus };

type Row = Omit<LoanRow, "terms"> & { terms: string };

/** `P0001`, as it stands on paper. */
export const loanNo = (no: number): string => `P${String(no).padStart(4, "0")}`;

/** The loans of all units: rows, in prepared statements. */
export class Loans {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Writes down an application, with the next number of the unit. */
  add(loan: NewLoan): LoanRow {
    return this.insert(loan, "applied", null);
  }

  /**
   * Writes down a loan that ran before the books were opened, for their opening entry (kind `opening`, 1-201): its
   * principal is what is still owed, its periods those that are left, counted from `disbursedOn`.
   */
  addRunning(loan: NewLoan, disbursedOn: string): LoanRow {
    return this.insert(loan, "active", disbursedOn);
  }

  byId(id: number): LoanRow | undefined {
    return read(this.sql.byId.get(id));
  }

  byNo(unit: number, no: number): LoanRow | undefined {
    return read(this.sql.byNo.get(unit, no));
  }

  /** All loans of a member, newest first. */
  ofMember(member: number): LoanRow[] {
    return readAll(this.sql.ofMember.all(member));
  }

  /** Loans of a unit that are applied for, agreed or running, by number. */
  open(unit: number): LoanRow[] {
    return readAll(this.sql.open.all(unit));
  }

  /** Loans of a unit that are running, by number. */
  active(unit: number): LoanRow[] {
    return readAll(this.sql.active.all(unit));
  }

  /** Loans that were running at the end of a date, whatever became of them since, by number. */
  runningOn(unit: number, date: string): LoanRow[] {
    return readAll(this.sql.runningOn.all({ unit, date }));
  }

  /** Running loans of all units in the order of their ids, behind one of them. */
  activeAfter(id: number, limit: number): LoanRow[] {
    return readAll(this.sql.activeAfter.all(id, limit));
  }

  /** Loans to which somebody said yes in the presence of a witness, newest first: the supervisor's list. */
  witnessed(unit: number): LoanRow[] {
    return readAll(this.sql.witnessed.all(unit));
  }

  setState(id: number, change: LoanChange): LoanRow {
    const loan = this.byId(id);
    if (loan === undefined) throw new Error(`there is no loan ${id}`);
    const { state, witness, disbursedOn, closedOn } = { ...loan, ...change };
    this.sql.setState.run({ id, state, witness, disbursedOn, closedOn });
    return { ...loan, ...change };
  }

  /** Nobody is reminded of it before a date. */
  remindAfter(id: number, date: string | null): void {
    this.sql.remindAfter.run(date, id);
  }

  private insert(loan: NewLoan, state: LoanStatus, disbursedOn: string | null): LoanRow {
    const { unit, member, terms, appliedAt, purpose = null, groupId = null, toppedUp = null } = loan;
    const row = { unit, member, terms: writeTerms(terms), appliedAt, purpose, groupId, toppedUp, state, disbursedOn };
    const made = this.byId(this.sql.add.get(row) as number);
    if (made === undefined) throw new Error("a loan that was just written is not there");
    return made;
  }
}

const read = (row: unknown): LoanRow | undefined => (row === undefined ? undefined : loanOf(row as Row));
const readAll = (rows: readonly unknown[]): LoanRow[] => (rows as readonly Row[]).map(loanOf);
const loanOf = (row: Row): LoanRow => ({ ...row, terms: readTerms(row.terms) });

const SELECT = `SELECT id, unit, no, member, state, terms, purpose, group_id AS groupId, topped_up AS toppedUp, witness,
  applied_at AS appliedAt, disbursed_on AS disbursedOn, closed_on AS closedOn, remind_after AS remindAfter FROM loan`;
/** In the words of the index `loan_open`, without which SQLite does not use it. */
const OPEN = "state IN ('applied', 'approved', 'agreed', 'active')";

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite
    .prepare(
      `INSERT INTO loan (unit, no, member, state, terms, purpose, group_id, topped_up, applied_at, disbursed_on)
       VALUES (:unit, (SELECT coalesce(max(no), 0) + 1 FROM loan WHERE unit = :unit), :member, :state, :terms, :purpose,
         :groupId, :toppedUp, :appliedAt, :disbursedOn) RETURNING id`,
    )
    .pluck(),
  byId: sqlite.prepare(`${SELECT} WHERE id = ?`),
  byNo: sqlite.prepare(`${SELECT} WHERE unit = ? AND no = ?`),
  ofMember: sqlite.prepare(`${SELECT} WHERE member = ? ORDER BY id DESC`),
  open: sqlite.prepare(`${SELECT} WHERE unit = ? AND ${OPEN} ORDER BY id`),
  active: sqlite.prepare(`${SELECT} WHERE unit = ? AND ${OPEN} AND state = 'active' ORDER BY id`),
  runningOn: sqlite.prepare(`${SELECT} WHERE unit = :unit AND disbursed_on <= :date
    AND (state = 'active' OR (state IN ('closed', 'written-off') AND closed_on > :date)) ORDER BY no`),
  activeAfter: sqlite.prepare(`${SELECT} WHERE id > ? AND state = 'active' ORDER BY id LIMIT ?`),
  witnessed: sqlite.prepare(`${SELECT} WHERE unit = ? AND witness IS NOT NULL ORDER BY id DESC`),
  setState: sqlite.prepare(`UPDATE loan SET state = :state, witness = :witness, disbursed_on = :disbursedOn,
    closed_on = :closedOn WHERE id = :id`),
  remindAfter: sqlite.prepare("UPDATE loan SET remind_after = ? WHERE id = ?"),
});
