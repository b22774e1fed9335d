import type Sqlite from "better-sqlite3";
import { type Content, NO_HASH } from "./hash.ts";
import { MemberUnits } from "./member-units.ts";
import { ENTRY_COLUMNS, LINE_COLUMNS } from "./rows.ts";
import { type Movement, turnovers } from "./sound.ts";

/** Number and hash of an entry: what the next one is chained to. */
type Head = { no: number; hash: string };

/** What a posting reads and writes: its rows, in prepared statements. */
export class JournalWrites {
  /** A member stays in her unit for good. */
  private readonly units = new MemberUnits();
  /** Number and hash of the newest entry of units; undefined: somebody else may write between two entries. */
  private heads: Map<number, Head> | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** The entry that was made from a source. */
  idOfSource(source: string): number | undefined {
    return this.sql.idOfSource.get(source) as number | undefined;
  }

  /** Number and hash of the unit's newest entry. */
  head(unit: number): Head {
    return this.heads?.get(unit) ?? this.readHead(unit);
  }

  keepHeads(): void {
    this.heads ??= new Map();
  }

  dropHeads(): void {
    this.heads = undefined;
  }

  private readHead(unit: number): Head {
    const head = this.sql.head.get(unit) as string | undefined;
    if (head === undefined) return { no: 0, hash: NO_HASH };
    return { no: Number(head.slice(NO_HASH.length)), hash: head.slice(0, NO_HASH.length) };
  }

  memberUnit(member: number): number | undefined {
    const known = this.units.get(member);
    if (known !== undefined) return known;
    const unit = this.sql.memberUnit.get(member) as number | undefined;
    if (unit !== undefined) this.units.set(member, unit);
    return unit;
  }

  /** A transaction was taken back: a member who was read in it may not be there. */
  forget(): void {
    this.units.clear();
    this.heads = undefined;
  }

  loanOwner(loan: number): { unit: number; member: number } | undefined {
    return this.sql.loanOwner.get(loan) as { unit: number; member: number } | undefined;
  }

  /** Rupiah at one place of the balances, in the account's own direction. */
  balance(unit: number, { account, member, loan }: Omit<Movement, "delta">): number {
    return (this.sql.balance.get(unit, member, account, loan) as number | undefined) ?? 0;
  }

  /** Writes the entry with its lines, and brings balances (by what they move) and months along. Gives its id. */
  add(entry: Content, hash: string, moved: readonly Movement[]): number {
    const { unit, no, kind, valueOn, booksOn, bookedAt, maker, checker, source, reverses, memo, lines } = entry;
    const { lastInsertRowid } = this.sql.addEntry.run(
      unit,
      no,
      kind,
      valueOn,
      booksOn,
      bookedAt,
      maker,
      checker,
      source,
      reverses,
      memo,
      Buffer.from(hash, "hex"),
    );
    const id = Number(lastInsertRowid);
    let n = 0;
    for (const { account, debit, credit, member, loan } of lines)
      this.sql.addLine.run(id, ++n, account, debit, credit, member ?? null, loan ?? null);
    for (const movement of moved) this.move(unit, movement);
    const month = booksOn.slice(0, 7);
    for (const { account, debit, credit } of turnovers(lines))
      this.sql.addToMonth.run(unit, month, account, debit, credit);
    this.heads?.set(unit, { no, hash });
    return id;
  }

  private move(unit: number, { account, member, loan, delta }: Movement): void {
    if (delta >= 0) {
      this.sql.growBalance.run(unit, member, account, loan, delta);
      return;
    }
    // Not an upsert: SQLite would hold the CHECK against the row that it is about to insert, which is negative here.
    const { changes } = this.sql.addToBalance.run(delta, unit, member, account, loan);
    if (changes === 0) this.sql.firstBalance.run(unit, member, account, loan, delta);
  }

  lock(unit: number, kind: string, until: string, by: string, at: number): void {
    this.sql.lock.run(unit, kind, until, by, at);
  }
}

const insert = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;

const FIRST_BALANCE = "INSERT INTO ledger_balance (unit, member, account, loan, amount) VALUES (?, ?, ?, ?, ?)";

const prepare = (sqlite: Sqlite.Database) => ({
  idOfSource: sqlite.prepare("SELECT id FROM journal_entry WHERE source = ?").pluck(),
  // One text costs half of what two values in a row do.
  head: sqlite
    .prepare("SELECT lower(hex(hash)) || no FROM journal_entry WHERE unit = ? ORDER BY no DESC LIMIT 1")
    .pluck(),
  memberUnit: sqlite.prepare("SELECT unit FROM coop_member WHERE id = ?").pluck(),
  loanOwner: sqlite.prepare("SELECT unit, member FROM loan WHERE id = ?"),
  balance: sqlite
    .prepare("SELECT amount FROM ledger_balance WHERE unit = ? AND member = ? AND account = ? AND loan = ?")
    .pluck(),
  addEntry: sqlite.prepare(insert("journal_entry", ENTRY_COLUMNS)),
  addLine: sqlite.prepare(insert("journal_line", ["entry_id", "n", ...LINE_COLUMNS])),
  addToBalance: sqlite.prepare(`UPDATE ledger_balance SET amount = amount + ?
    WHERE unit = ? AND member = ? AND account = ? AND loan = ?`),
  firstBalance: sqlite.prepare(FIRST_BALANCE),
  growBalance: sqlite.prepare(`${FIRST_BALANCE} ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`),
  addToMonth: sqlite.prepare(`INSERT INTO ledger_month (unit, month, account, debit, credit) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit`),
  lock: sqlite.prepare("INSERT INTO period_lock (unit, kind, until, by_person, at) VALUES (?, ?, ?, ?, ?)"),
});
