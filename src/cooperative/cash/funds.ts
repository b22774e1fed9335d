import { addDays } from "../../zones.ts";
import { ACCOUNTS, SURPLUS_FUNDS } from "../accounts.ts";
import type { Journal } from "../journal/journal.ts";
import { type Booking, type Need, NOBODY, type Refusal } from "../operations/operation.ts";

type Books = Pick<Journal, "balance" | "accountLines">;

/** What is shared among officers is not handed out by one of them alone, however little it is. */
export const needsForFund = (account: number): Need =>
  account === ACCOUNTS.officersFund ? { votes: 1, confirm: false, why: "officers-fund" } : NOBODY;

/** Why money cannot come from a fund, now or on the day on which it was handed out; undefined where it can. */
export function fundRefusal(
  journal: Books,
  account: number,
  amount: number,
  { unit, valueOn, today }: Booking,
): Refusal | undefined {
  if (!SURPLUS_FUNDS.has(account)) return undefined;
  const balance = journal.balance(unit, account);
  if (balance <= 0) return { code: "fund-empty", data: { account, wanted: amount } };
  if (amount > balance) return { code: "fund-holds", data: { account, balance, wanted: amount } };
  const least = valueOn < today ? leastSince(journal, { unit, account, day: valueOn, balance }) : balance;
  return amount > least
    ? { code: "fund-held", data: { account, balance: least, wanted: amount, date: valueOn } }
    : undefined;
}

/** The least that a fund held at the end of any day from `day` on; a neraca of each of these days must still be right. */
function leastSince(
  journal: Books,
  { unit, account, day, balance }: { unit: number; account: number; day: string; balance: number },
): number {
  const moved = new Map<string, number>();
  for (const { credit, debit, entry } of journal.accountLines(unit, account, { from: addDays(day, 1) }))
    moved.set(entry.booksOn, (moved.get(entry.booksOn) ?? 0) + credit - debit);
  let held = balance;
  for (const delta of moved.values()) held -= delta;
  let least = held;
  for (const delta of moved.values()) {
    held += delta;
    least = Math.min(least, held);
  }
  return least;
}
