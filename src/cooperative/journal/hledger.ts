import type Sqlite from "better-sqlite3";
import { accountCode, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../accounts.ts";
import type { Entry, Line } from "./entry.ts";
import { shortHash } from "./entry.ts";
import type { JournalReader } from "./reader.ts";
import { MEMBERS_BALANCES } from "./rows.ts";

/** The words of the export: from `accounts:` and `entries:` of a language. */
export type Words = { account(account: number): string; group(digit: number): string; kind(kind: string): string };

export type HledgerOptions = {
  /** The units to write; with several each is the top account of its own books. */
  units: readonly { id: number; name: string }[];
  words: Words;
  /** Members by name and number; otherwise by number alone. */
  names: boolean;
};

/** hledger's letters for what the first digit of an account says. */
const TYPES = ["A", "L", "E", "R", "X"] as const;

/**
 * The journal in the plain text of hledger, entry by entry, so that an auditor needs none of this software. Dates are
 * those of the books, with the value date as hledger's second date; the code is the entry's number in its unit. Debits
 * are positive. An account of members has a sub-account for each member, and for each loan below hers.
 *
 * @example
 * 2026-11-20=2026-11-19 (42) Setoran simpanan  ; unit:Melati, hash:1a2b3c4d
 *     Aset:1-101 Kas Unit  Rp 20000
 *     Kewajiban:2-101 Simpanan Sukarela:007  Rp -20000
 */
export function* hledgerJournal(
  sqlite: Sqlite.Database,
  journal: JournalReader,
  options: HledgerOptions,
): Generator<string> {
  yield "commodity Rp 1000.\n\n";
  for (const unit of options.units) {
    const names = new Names(sqlite, unit, options);
    yield* declarations(sqlite, unit.id, names);
    for (const entry of journal.entries(unit.id)) yield transaction(entry, names, options.words);
  }
}

const PLACES = `SELECT account, member, loan FROM ledger_balance WHERE member = 0 AND unit = @unit
  UNION ALL SELECT b.account, b.member, b.loan FROM ${MEMBERS_BALANCES} WHERE m.unit = @unit
  ORDER BY account, member, loan`;

/** Each account that has ever moved, so that `hledger check --strict` is content too. */
function* declarations(sqlite: Sqlite.Database, unit: number, names: Names): Generator<string> {
  for (const [at, type] of TYPES.entries()) yield `account ${names.group(at + 1)}  ; type:${type}\n`;
  const places = sqlite.prepare(PLACES).iterate({ unit }) as IterableIterator<{
    account: number;
    member: number;
    loan: number;
  }>;
  for (const place of places) yield `account ${names.account(place)}\n`;
  yield "\n";
}

function transaction(entry: Entry, names: Names, words: Words): string {
  const { booksOn, valueOn, no, kind, checker, memo, reverses } = entry;
  const date = booksOn === valueOn ? booksOn : `${booksOn}=${valueOn}`;
  const tags = [
    `unit:${names.unit}`,
    `maker:${plain(entry.maker)}`,
    ...(checker === null ? [] : [`checker:${plain(checker)}`]),
    ...(reverses === null ? [] : [`reverses:${names.no(reverses)}`]),
    `hash:${shortHash(entry.hash)}`,
    ...(memo === null ? [] : [`memo:${plain(memo)}`]),
  ];
  const postings = entry.lines.map((line) => `    ${names.account(line)}  Rp ${line.debit - line.credit}\n`);
  return `${date} (${no}) ${plain(words.kind(kind))}  ; ${tags.join(", ")}\n${postings.join("")}\n`;
}

/** Accounts of one unit as they are called in the text. */
class Names {
  readonly unit: string;
  private readonly options: HledgerOptions;
  private readonly known = new Map<string, string>();
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, { id, name }: { id: number; name: string }, options: HledgerOptions) {
    // Two villages may have a unit of one name; their books stay apart.
    const isOnly = options.units.filter((other) => plain(other.name) === plain(name)).length < 2;
    this.unit = isOnly ? plain(name) : `${plain(name)} ${id}`;
    this.options = options;
    this.sql = prepare(sqlite);
  }

  group(digit: number): string {
    const top = plain(this.options.words.group(digit));
    return this.options.units.length > 1 ? `${this.unit}:${top}` : top;
  }

  /** Kept for the length of a unit: each is asked for with every line. */
  account({ account, member = 0, loan = 0 }: Pick<Line, "account" | "member" | "loan">): string {
    const of = { member: MEMBER_ACCOUNTS.has(account) ? member : 0, loan: LOAN_ACCOUNTS.has(account) ? loan : 0 };
    const key = `${account}:${of.member}:${of.loan}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const own = `${accountCode(account)} ${plain(this.options.words.account(account))}`;
    const parts = [this.group(Math.trunc(account / 1_000)), own];
    if (of.member !== 0) parts.push(this.member(of.member));
    if (of.loan !== 0) parts.push(`P${padded(this.sql.loan.get(of.loan) as number, 4)}`);
    const name = parts.join(":");
    this.known.set(key, name);
    return name;
  }

  /** The number of another entry, in its unit. */
  no(entryId: number): number {
    return this.sql.no.get(entryId) as number;
  }

  private member(id: number): string {
    const { no, name } = this.sql.member.get(id) as { no: number; name: string };
    return this.options.names ? `${padded(no, 3)} ${plain(name)}` : padded(no, 3);
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  member: sqlite.prepare("SELECT no, name FROM coop_member WHERE id = ?"),
  loan: sqlite.prepare("SELECT no FROM loan WHERE id = ?").pluck(),
  no: sqlite.prepare("SELECT no FROM journal_entry WHERE id = ?").pluck(),
});

const padded = (n: number, digits: number) => String(n).padStart(digits, "0");

/** Text without what hledger reads as more than text: two spaces, colons, commas, brackets, dates in them, … */
const plain = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{N}.'/&+-]+/gu, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trim() || "-";
