/** What entries are about; in the locale as `entries:<kind>`. */
export const ENTRY_KINDS = [
  "opening",
  "join",
  "deposit",
  "withdrawal",
  "disbursement",
  "instalment",
  "settlement",
  "savings-to-loan",
  "joint-liability",
  "provision",
  "write-off",
  "recovery",
  "savings-interest",
  "death-benefit",
  "expense",
  "income",
  "bank",
  "transfer",
  "cash-difference",
  "leaving",
  "year-close",
  "shu",
  "shu-payment",
  "loss",
  "reversal",
  "other",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One side of an entry, rupiah above zero on one side only. */
export type Line = {
  account: number;
  debit: number;
  credit: number;
  member?: number;
  loan?: number;
};

/** An entry as somebody wants it posted. */
export type Draft = {
  unit: number;
  kind: EntryKind;
  /** When the money moved, YYYY-MM-DD. */
  valueOn: string;
  /** Person id, or `system`. */
  maker: string;
  checker?: string;
  /** What it comes from; a second draft with the same source posts nothing and gives the first entry. */
  source?: string;
  memo?: string;
  /** Somebody who may has agreed that a value date in a locked period is booked today. */
  late?: boolean;
  lines: readonly Line[];
};

/** An entry in the journal. */
export type Entry = {
  id: number;
  unit: number;
  no: number;
  kind: EntryKind;
  valueOn: string;
  booksOn: string;
  /** ms UTC */
  bookedAt: number;
  maker: string;
  checker: string | null;
  source: string | null;
  reverses: number | null;
  memo: string | null;
  /** SHA-256, hex. The first eight digits stand on receipts. */
  hash: string;
  lines: readonly Line[];
};

/** An entry without its lines. */
export type EntryHead = Omit<Entry, "lines">;

/** A line as it stands in the journal, with the entry that it belongs to. */
export type PostedLine = Line & { entry: EntryHead };

/** When it is: for `bookedAt`, and the unit's date for locks and late entries. */
export type BookingTime = { at: number; today: string };

type Owner = Pick<Line, "member" | "loan">;

export const debit = (account: number, amount: number, of?: Owner): Line =>
  lineOf({ account, debit: amount, credit: 0 }, of);

export const credit = (account: number, amount: number, of?: Owner): Line =>
  lineOf({ account, debit: 0, credit: amount }, of);

/** Added one by one: a copy of another object costs as much as all that is looked at in a line. */
function lineOf(line: Line, of: Owner | undefined): Line {
  if (of?.member !== undefined) line.member = of.member;
  if (of?.loan !== undefined) line.loan = of.loan;
  return line;
}

/** The eight digits of a hash that stand on a receipt. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
