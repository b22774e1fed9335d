import type Sqlite from "better-sqlite3";
import { SAVINGS } from "../accounts.ts";
import { type SavingsAccount, type SavingsInterest, savingsInterest } from "../rules/index.ts";
import type { Settings } from "../settings.ts";
import { BY_BALANCE, type LowestBalances, lowestBalances } from "./month-savings.ts";
import { type TermBearing, termBearings } from "./term-interest.ts";

/** A month's jasa of one member on all that she saves; rupiah. */
export type MembersInterest = Pick<SavingsInterest, "gross" | "tax" | "net"> & { member: number };

type Rates = Pick<Settings, "savings" | "savingsTax">;

/** A month's jasa of a unit by member, those who get none left out. Whoever left has been settled with and gets none. */
export function interestOf(
  sqlite: Sqlite.Database,
  unit: number,
  month: string,
  { settings, isMember }: { settings: Rates; isMember(member: number): boolean },
): MembersInterest[] {
  const lowest = lowestBalances(sqlite, unit, month);
  return reckon(lowest, termBearings(sqlite, unit, month), settings).filter(({ member }) => isMember(member));
}

/** Every kind at its own rate, tax on all of a member's together; in the order of members. Pure. */
export function reckon(lowest: LowestBalances, terms: readonly TermBearing[], settings: Rates): MembersInterest[] {
  const accounts = new Map<number, SavingsAccount[]>();
  const add = (member: number, account: SavingsAccount) =>
    accounts.set(member, [...(accounts.get(member) ?? []), account]);
  for (const [member, balances] of lowest)
    for (const kind of BY_BALANCE)
      add(member, { lowest: balances.get(SAVINGS[kind]) ?? 0, ppm: settings.savings[kind].ratePpm });
  for (const { member, amount, ratePpm } of terms) add(member, { lowest: amount, ppm: ratePpm });
  const { freeUpTo, ratePpm } = settings.savingsTax;
  return [...accounts]
    .sort(([a], [b]) => a - b)
    .map(([member, hers]): MembersInterest => {
      const { gross, tax, net } = savingsInterest(hers, { freeUpTo, ppm: ratePpm });
      return { member, gross, tax, net };
    })
    .filter(({ gross }) => gross > 0);
}
