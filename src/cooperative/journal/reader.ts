import type Sqlite from "better-sqlite3";
import { ACCOUNTS, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../accounts.ts";
import { Days, notBefore } from "./days.ts";
import type { Entry, PostedLine } from "./entry.ts";
import {
  ENTRY,
  type EntryRow,
  entryOf,
  LINE,
  type LineRow,
  MEMBERS_BALANCES,
  type PostedRow,
  postedLineOf,
  rawStatement,
} from "./rows.ts";
import { type TrialRow, trialBalance } from "./trial.ts";

/** Dates of the books, both within, YYYY-MM-DD. */
export type Span = { from?: string; to?: string };

const EVER = { from: "0000-01-01", to: "9999-12-31" } as const;
/** Before this id lies every entry. */
const NEWEST = Number.MAX_SAFE_INTEGER;

/**
 * What the journal holds. Reports go by `booksOn`; balances are rupiah in the account's own direction. `forget()` when a
 * transaction was taken back or another process wrote.
 */
export class JournalReader {
  private readonly sqlite: Sqlite.Database;
  /** Each posting asks for it twice. */
  private readonly locks = new Map<number, string | undefined>();
  protected readonly days: Days;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
    this.days = new Days(sqlite);
    this.sql = prepare(sqlite);
  }

  entry(id: number): Entry | undefined {
    return this.read(this.sql.entry.get(id));
  }

  /** By its number in the unit, as it stands on the receipt. */
  byNo(unit: number, no: number): Entry | undefined {
    return this.read(this.sql.byNo.get(unit, no));
  }

  bySource(source: string): Entry | undefined {
    return this.read(this.sql.bySource.get(source));
  }

  /** All that came from one message, whichever line of it and however many entries a line made; in their order. */
  ofMessage(source: string): Entry[] {
    // Behind a message's own name stands "#" and its line; "$" is the character after it.
    const ids = this.sql.ofMessage.all(`${source}#`, `${source}$`) as number[];
    return ids.flatMap((id) => this.entry(id) ?? []);
  }

  /** The entry that takes this one back. */
  reversalOf(entryId: number): Entry | undefined {
    return this.read(this.sql.reversalOf.get(entryId));
  }

  private read(row: unknown): Entry | undefined {
    if (row === undefined) return undefined;
    const [id] = row as EntryRow;
    return entryOf(row as EntryRow, this.sql.lines.all(id) as LineRow[]);
  }

  /** What an account of a unit holds: all of it, or the part of a member, or of one loan of hers. */
  balance(unit: number, account: number, member?: number, loan?: number): number {
    if (member === undefined && MEMBER_ACCOUNTS.has(account)) return this.sql.ofMembers.get(unit, account) as number;
    // Without loans there is one place, which is found without adding up.
    if (member !== undefined && loan === undefined && LOAN_ACCOUNTS.has(account))
      return this.sql.ofMember.get(unit, member, account) as number;
    return (this.sql.ofPlace.get(unit, member ?? 0, account, loan ?? 0) as number | undefined) ?? 0;
  }

  /** What a member has and owes, by account; 1-201 is the sum over her loans. */
  memberBalances(unit: number, member: number): ReadonlyMap<number, number> {
    return new Map(this.sql.memberBalances.all(unit, member) as [number, number][]);
  }

  /** Principal that is still owed of a loan; another account of loans where it is named. */
  loanBalance(loan: number, account: number = ACCOUNTS.loans): number {
    return this.sql.loanBalance.get(account, loan) as number;
  }

  /**
   * Lines that name a member, newest entry first. At least `limit` are given where there are as many: an entry is never
   * cut, so that `before: <last entry's id>` is the next page.
   */
  memberLines(member: number, page: { before?: number; limit: number } & Span): PostedLine[] {
    const { before, limit, from, to } = { ...EVER, ...page };
    const found: PostedLine[] = [];
    // Prepared anew: a statement that was left in the middle could not be begun again.
    const rows = rawStatement(this.sqlite, MEMBER_LINES).iterate(member, before ?? NEWEST, from, to);
    for (const row of rows as IterableIterator<PostedRow>) {
      const line = postedLineOf(row);
      if (found.length >= limit && line.entry.id !== found.at(-1)?.entry.id) break;
      found.push(line);
    }
    return found;
  }

  /** Lines that name a loan, oldest first: what is owed is reckoned from them. */
  loanLines(loan: number): PostedLine[] {
    return (this.sql.loanLines.all(loan) as PostedRow[]).map(postedLineOf);
  }

  /**
   * Entries of a unit by date of the books and number. They are read while the caller goes on, who must not write
   * before the end.
   */
  *entries(unit: number, span: Span = {}): Generator<Entry> {
    const { from, to } = { ...EVER, ...span };
    for (const row of rawStatement(this.sqlite, ENTRIES).iterate(unit, from, to) as IterableIterator<EntryRow>)
      yield entryOf(row, this.sql.lines.all(row[0]) as LineRow[]);
  }

  /** Lines of one account of a unit by date of the books and number; like `entries` in all else. */
  *accountLines(unit: number, account: number, span: Span = {}): Generator<PostedLine> {
    const { from, to } = { ...EVER, ...span };
    const rows = rawStatement(this.sqlite, ACCOUNT_LINES).iterate(unit, from, to, account);
    for (const row of rows as IterableIterator<PostedRow>) yield postedLineOf(row);
  }

  /** Opening, turnover and closing of each account that ever moved, of one unit or of all together. */
  trialBalance(unit: number | "all", period: { from?: string; to: string }): TrialRow[] {
    return trialBalance(this.sqlite, unit, period);
  }

  /** The newest entry of a unit: what the next one is chained to. */
  head(unit: number): { no: number; hash: string } | undefined {
    const row = this.sql.head.get(unit) as { no: number; hash: Buffer } | undefined;
    return row === undefined ? undefined : { no: row.no, hash: row.hash.toString("hex") };
  }

  /** Cash of the unit (1-101) at the end of a day, as the books say. */
  cashOn(unit: number, date: string): number {
    return this.trialBalance(unit, { to: date }).find(({ account }) => account === ACCOUNTS.cash)?.closing ?? 0;
  }

  /**
   * Entries of a member with one amount on one account and the same value date, newest first, those that were taken
   * back and reversals left out: perhaps the same deposit, told twice.
   */
  sameDay(unit: number, member: number, account: number, amount: number, valueOn: string): Entry[] {
    if (!this.days.mayHave(unit, member, account, amount, valueOn)) return [];
    const ids = this.sql.sameDay.all(member, account, amount, unit, valueOn, notBefore(valueOn)) as number[];
    if (ids.length === 0) return [];
    return [...new Set(ids)].flatMap((id) => this.entry(id) ?? []);
  }

  /** The last day on which nothing may be booked any more. */
  lockedUntil(unit: number): string | undefined {
    const known = this.locks.get(unit);
    if (known !== undefined || this.locks.has(unit)) return known;
    const until = (this.sql.lockedUntil.get(unit) as string | null) ?? undefined;
    this.locks.set(unit, until);
    return until;
  }

  forget(): void {
    this.locks.clear();
    this.days.forget();
  }
}

const entryWhere = (where: string) => `SELECT ${ENTRY} FROM journal_entry AS e WHERE ${where}`;
const POSTED = `SELECT ${LINE}, ${ENTRY} FROM`;
const AMOUNT = "SELECT coalesce(sum(b.amount), 0) FROM";
const IN_BOOKS = "e.unit = ? AND e.books_on BETWEEN ? AND ?";

const ENTRIES = entryWhere(`${IN_BOOKS} ORDER BY e.books_on, e.id`);
// CROSS JOIN is SQLite's way to say which table is gone through first.
const ACCOUNT_LINES = `${POSTED} journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE ${IN_BOOKS} AND l.account = ? ORDER BY e.books_on, e.id, l.n`;
const MEMBER_LINES = `${POSTED} journal_line AS l CROSS JOIN journal_entry AS e ON e.id = l.entry_id
  WHERE l.member = ? AND l.entry_id < ? AND e.books_on BETWEEN ? AND ? ORDER BY l.entry_id DESC, l.n`;

const prepare = (sqlite: Sqlite.Database) => ({
  entry: rawStatement(sqlite, entryWhere("e.id = ?")),
  byNo: rawStatement(sqlite, entryWhere("e.unit = ? AND e.no = ?")),
  bySource: rawStatement(sqlite, entryWhere("e.source = ?")),
  ofMessage: sqlite.prepare("SELECT id FROM journal_entry WHERE source >= ? AND source < ? ORDER BY id").pluck(),
  reversalOf: rawStatement(sqlite, entryWhere("e.reverses = ?")),
  lines: rawStatement(sqlite, `SELECT ${LINE} FROM journal_line AS l WHERE l.entry_id = ? ORDER BY l.n`),
  ofMembers: sqlite.prepare(`${AMOUNT} ${MEMBERS_BALANCES} WHERE m.unit = ? AND b.account = ?`).pluck(),
  ofMember: sqlite.prepare(`${AMOUNT} ledger_balance AS b WHERE unit = ? AND member = ? AND account = ?`).pluck(),
  ofPlace: sqlite
    .prepare("SELECT amount FROM ledger_balance WHERE unit = ? AND member = ? AND account = ? AND loan = ?")
    .pluck(),
  memberBalances: rawStatement(
    sqlite,
    "SELECT account, sum(amount) FROM ledger_balance WHERE unit = ? AND member = ? GROUP BY account",
  ),
  loanBalance: sqlite
    .prepare(`SELECT coalesce(sum(b.amount), 0) FROM loan AS l CROSS JOIN ledger_balance AS b
      ON b.unit = l.unit AND b.member = l.member AND b.account = ? AND b.loan = l.id WHERE l.id = ?`)
    .pluck(),
  loanLines: rawStatement(
    sqlite,
    `${POSTED} journal_line AS l CROSS JOIN journal_entry AS e ON e.id = l.entry_id
      WHERE l.loan = ? ORDER BY l.entry_id, l.n`,
  ),
  head: sqlite.prepare("SELECT no, hash FROM journal_entry WHERE unit = ? ORDER BY no DESC LIMIT 1"),
  sameDay: sqlite
    .prepare(`SELECT l.entry_id FROM journal_line AS l CROSS JOIN journal_entry AS e ON e.id = l.entry_id
      WHERE l.member = ? AND l.account = ? AND max(l.debit, l.credit) = ?
        AND e.unit = ? AND e.value_on = ? AND e.reverses IS NULL AND e.booked_at >= ?
        AND NOT EXISTS (SELECT 1 FROM journal_entry AS r WHERE r.reverses = e.id)
      ORDER BY l.entry_id DESC`)
    .pluck(),
  lockedUntil: sqlite.prepare("SELECT max(until) FROM period_lock WHERE unit = ?").pluck(),
});
