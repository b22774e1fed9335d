import { ACCOUNTS, growsBy } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";

/** What accounts hold at the end of a year, each in its own direction; rupiah. */
export type Closing = readonly { account: number; closing: number }[];

/** Income (4-xxx) and expenses (5-xxx): what a year begins at 0. */
export const isResult = (account: number): boolean => account >= 4000 && account < 6000;

/** Income less expenses; below 0 for a loss. Pure. */
export const surplusOf = (balances: Closing): number =>
  balances.reduce((sum, { account, closing }) => {
    if (!isResult(account)) return sum;
    return growsBy(account) === "credit" ? sum + closing : sum - closing;
  }, 0);

/**
 * Every account of income and expenses is brought to 0, the difference is the year's surplus (3-302). What an earlier
 * year left there, a loss or what no meeting has shared yet, goes to 3-301 first, so that 3-302 is one year's. Pure.
 */
export function closingLines(balances: Closing): Line[] {
  const lines = balances.filter(({ account }) => isResult(account)).flatMap(emptied);
  const surplus = surplusOf(balances);
  const before = balances.find(({ account }) => account === ACCOUNTS.surplus)?.closing ?? 0;
  return [...lines, ...grown(ACCOUNTS.earlierSurplus, before), ...grown(ACCOUNTS.surplus, surplus - before)];
}

/** An account that grew against its own direction is emptied from the other side. */
function emptied({ account, closing }: Closing[number]): Line[] {
  if (closing === 0) return [];
  const against = (growsBy(account) === "credit") === closing > 0 ? debit : credit;
  return [against(account, Math.abs(closing))];
}

/** An account of equity, more or less. */
const grown = (account: number, amount: number): Line[] =>
  amount === 0 ? [] : [amount > 0 ? credit(account, amount) : debit(account, -amount)];
