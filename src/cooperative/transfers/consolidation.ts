import { ACCOUNTS } from "../accounts.ts";

/** Balances by account, each in its own direction, as the journal has them. */
export type Balances = ReadonlyMap<number, number>;

export type Consolidated = {
  /** All units as one cooperative: what they owe each other is taken out on both sides. */
  balances: Map<number, number>;
  /** Rupiah that were taken out of each pair of accounts. */
  eliminated: { placed: number; lent: number };
  /**
   * What does not meet: placed at the head office by the units' books and not by its own, or the other way round; lent
   * by the head office and owed by no unit. Both 0 in sound books.
   */
  unmatched: { placed: number; lent: number };
};

/**
 * The books of all units together. 1-104 stands against 2-306, and 1-203 against 2-303; what is left in 2-303 is owed to
 * others, a bank for instance, since the account holds both. Pure.
 */
export function consolidate(units: Iterable<Balances>): Consolidated {
  const balances = new Map<number, number>();
  for (const unit of units)
    for (const [account, amount] of unit) balances.set(account, (balances.get(account) ?? 0) + amount);
  const at = (account: number) => balances.get(account) ?? 0;
  const placed = Math.min(at(ACCOUNTS.atHeadOffice), at(ACCOUNTS.placedByUnits));
  const lent = Math.min(at(ACCOUNTS.unitsReceivable), at(ACCOUNTS.owedToHeadOffice));
  const unmatched = {
    placed: at(ACCOUNTS.atHeadOffice) - at(ACCOUNTS.placedByUnits),
    lent: at(ACCOUNTS.unitsReceivable) - lent,
  };
  take(balances, [ACCOUNTS.atHeadOffice, ACCOUNTS.placedByUnits], placed);
  take(balances, [ACCOUNTS.unitsReceivable, ACCOUNTS.owedToHeadOffice], lent);
  return { balances, eliminated: { placed, lent }, unmatched };
}

function take(balances: Map<number, number>, pair: readonly number[], amount: number): void {
  if (amount === 0) return;
  for (const account of pair) balances.set(account, (balances.get(account) ?? 0) - amount);
}
