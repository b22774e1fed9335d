import type Sqlite from "better-sqlite3";
import type { Entry, EntryHead, EntryKind, Line, PostedLine } from "./entry.ts";

/** The columns of an entry behind its id, in the order of `EntryRow`. */
export const ENTRY_COLUMNS = [
  "unit",
  "no",
  "kind",
  "value_on",
  "books_on",
  "booked_at",
  "maker",
  "checker",
  "source",
  "reverses",
  "memo",
  "hash",
] as const;
/** The columns of a line behind its entry and place, in the order of `LineRow`. */
export const LINE_COLUMNS = ["account", "debit", "credit", "member", "loan"] as const;

/** What is read of an entry; of the table under the name `e`. */
export const ENTRY = ["id", ...ENTRY_COLUMNS].map((column) => `e.${column}`).join(", ");
/** What is read of a line; of the table under the name `l`. */
export const LINE = LINE_COLUMNS.map((column) => `l.${column}`).join(", ");

/** What the members of units hold and owe, `b`, by way of the members, `m`: the key of balances begins with the member. */
export const MEMBERS_BALANCES =
  "coop_member AS m CROSS JOIN ledger_balance AS b ON b.member = m.id AND b.unit = m.unit";

export type EntryRow = [
  id: number,
  unit: number,
  no: number,
  kind: string,
  valueOn: string,
  booksOn: string,
  bookedAt: number,
  maker: string,
  checker: string | null,
  source: string | null,
  reverses: number | null,
  memo: string | null,
  hash: Buffer,
];
export type LineRow = [account: number, debit: number, credit: number, member: number | null, loan: number | null];

/** A statement whose rows are arrays: half of the cost of objects, where there are many. */
export const rawStatement = (sqlite: Sqlite.Database, sql: string): Sqlite.Statement => sqlite.prepare(sql).raw();

export function headOf(row: EntryRow): EntryHead {
  const [id, unit, no, kind, valueOn, booksOn, bookedAt, maker, checker, source, reverses, memo, hash] = row;
  return {
    id,
    unit,
    no,
    kind: kind as EntryKind,
    valueOn,
    booksOn,
    bookedAt,
    maker,
    checker,
    source,
    reverses,
    memo,
    hash: hash.toString("hex"),
  };
}

export function lineOf([account, debit, credit, member, loan]: LineRow): Line {
  const line: Line = { account, debit, credit };
  if (member !== null) line.member = member;
  if (loan !== null) line.loan = loan;
  return line;
}

export const entryOf = (row: EntryRow, lines: readonly LineRow[]): Entry => ({
  ...headOf(row),
  lines: lines.map(lineOf),
});

/** Rows of lines with their entry behind them. */
export type PostedRow = [...LineRow, ...EntryRow];

export const postedLineOf = (row: PostedRow): PostedLine => ({
  ...lineOf(row.slice(0, 5) as LineRow),
  entry: headOf(row.slice(5) as EntryRow),
});
