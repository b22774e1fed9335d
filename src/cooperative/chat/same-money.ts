import type { Entry, EntryKind } from "../journal/entry.ts";
import type { LoanRow } from "../loans/store.ts";
import type { Member } from "../members.ts";
import { moved } from "./receipt.ts";
import type { CoopTurn } from "./turn.ts";

export type PaymentWay = "instalment" | "pay-from-savings" | "recover";
type Where = Pick<CoopTurn, "books" | "source">;

/** Entries that could be the same payment told once more. */
const LIKE: Record<PaymentWay, (kind: EntryKind) => boolean> = {
  instalment: (kind) => kind !== "disbursement" && kind !== "write-off" && kind !== "savings-to-loan",
  "pay-from-savings": (kind) => kind === "savings-to-loan",
  recover: (kind) => kind === "recovery",
};

/** The number of an entry of the same day that stands and paid the same for the same loan; undefined: there is none. */
export function samePayment(
  way: PaymentWay,
  { loan, amount, valueOn }: { loan: LoanRow; amount: number; valueOn: string },
  { books, source }: Where,
): number | undefined {
  const found = books.journal.loanLines(loan.id).find(({ entry }) => {
    if (entry.valueOn !== valueOn || entry.source === source || entry.reverses !== null || !LIKE[way](entry.kind))
      return false;
    const whole = books.journal.reversalOf(entry.id) === undefined ? books.journal.entry(entry.id) : undefined;
    return whole !== undefined && (moved(whole) === amount || forLoan(whole, loan.id) === amount);
  });
  return found?.entry.no;
}

/** What an entry paid of a loan: at a meeting savings are in it, too. */
const forLoan = ({ lines }: Entry, loan: number): number =>
  lines.reduce((sum, line) => sum + (line.loan === loan ? line.credit : 0), 0);

/** The same of a deposit (`out`: of a withdrawal) of one kind of savings. */
export function sameDeposit(
  { member, account, amount, valueOn }: { member: Member; account: number; amount: number; valueOn: string },
  { books, source }: Where,
  out = false,
): number | undefined {
  const stands = (entry: Entry) => wentThatWay(entry, member.id, account, out) && entry.source !== source;
  return books.journal.sameDay(member.unit, member.id, account, amount, valueOn).find(stands)?.no;
}

/** What she paid in this morning and takes out now is not the same thing twice. `out`: savings that became less. */
export const wentThatWay = ({ lines }: Pick<Entry, "lines">, member: number, account: number, out: boolean): boolean =>
  lines.some((line) => line.member === member && line.account === account && line.debit > 0 === out);
