import { daysBetween } from "../../zones.ts";
import { day } from "./due-dates.ts";
import { largestRemainder } from "./largest-remainder.ts";
import { mulPpm, whole } from "./rounding.ts";

/** A deposit (above 0) or a withdrawal (below 0) on a day; rupiah. */
export type Movement = { on: string; amount: number };

/** Final income tax on the interest that a member has in a month; from the first rupiah once it is above the threshold. */
export type TaxRule = { freeUpTo: number; ppm: number };

/** PPh Pasal 4(2) on a member's savings: nothing up to Rp 240,000 a month, else 10% of all of it. */
export const FINAL_TAX: TaxRule = { freeUpTo: 240_000, ppm: 100_000 };

/**
 * The lowest balance at the end of a day in a month (`2026-11`), rupiah. Within a day the order does not count: a woman
 * who pays in and takes out at one meeting has that meeting's balance. `opening` is the balance at the end of the month
 * before; movements of other months are left out. RangeError where a day ends below zero, as no day does in the journal.
 */
export function lowestBalance(movements: readonly Movement[], opening: number, month: string): number {
  const first = day("month", `${month}-01`);
  const days = new Map<string, number>();
  for (const { on, amount } of movements) {
    if (day("on", on).startsWith(month)) days.set(on, (days.get(on) ?? 0) + amount);
  }
  const onFirst = days.get(first) ?? 0;
  let balance = whole("balance", whole("opening", opening, 0) + onFirst, 0);
  let lowest = balance;
  for (const [on, amount] of [...days].sort(([a], [b]) => daysBetween(b, a))) {
    if (on === first) continue;
    balance = whole("balance", balance + amount, 0);
    lowest = Math.min(lowest, balance);
  }
  return lowest;
}

/** A kind of savings of one member in one month. */
export type SavingsAccount = { lowest: number; ppm: number };

export type SavingsInterest = { gross: number; tax: number; net: number };

/**
 * A month's interest on all savings of one member: the lowest balance times the rate, rounded down; tax on the sum of
 * the kinds, rounded down, and split among them by their interest, so that splitting savings avoids no tax.
 */
export function savingsInterest(
  accounts: readonly SavingsAccount[],
  tax: TaxRule = FINAL_TAX,
): SavingsInterest & { accounts: readonly SavingsInterest[] } {
  const grosses = accounts.map(({ lowest, ppm }) => mulPpm(lowest, ppm, "down"));
  const gross = grosses.reduce((sum, part) => sum + part, 0);
  const taxed = gross > tax.freeUpTo ? mulPpm(gross, tax.ppm, "down") : 0;
  const taxes = largestRemainder(taxed, grosses) ?? [];
  const parts = grosses.map((part, i) => ({ gross: part, tax: taxes[i] ?? 0, net: part - (taxes[i] ?? 0) }));
  return { gross, tax: taxed, net: gross - taxed, accounts: parts };
}
