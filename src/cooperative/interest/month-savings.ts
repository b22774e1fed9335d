import type Sqlite from "better-sqlite3";
import { SAVINGS, type SavingsKind } from "../accounts.ts";
import { lastDayOf } from "../jobs/months.ts";
import { MEMBERS_BALANCES } from "../journal/rows.ts";
import { lowestBalance, type Movement } from "../rules/index.ts";

/** Kinds whose jasa goes by the lowest balance of the month. Berjangka has its own, and dana duka is nobody's own. */
export const BY_BALANCE = [
  "principal",
  "mandatory",
  "voluntary",
  "holiday",
  "education",
  "capitalisation",
] as const satisfies readonly SavingsKind[];
export type ByBalance = (typeof BY_BALANCE)[number];

/** Lowest balances of a month by member and account; rupiah, those of 0 left out. */
export type LowestBalances = ReadonlyMap<number, ReadonlyMap<number, number>>;

type Row = { member: number; account: number };
type Moved = Row & { on: string; amount: number };

/** What each member of a unit had at least, at the end of every day of a month, as the books say it today. */
export function lowestBalances(sqlite: Sqlite.Database, unit: number, month: string): LowestBalances {
  const accounts = BY_BALANCE.map((kind) => SAVINGS[kind]);
  const marks = accounts.map(() => "?").join(", ");
  const now = sqlite
    .prepare(
      `SELECT b.member, b.account, sum(b.amount) AS amount FROM ${MEMBERS_BALANCES}
       WHERE m.unit = ? AND b.account IN (${marks}) GROUP BY b.member, b.account ORDER BY b.member, b.account`,
    )
    .all(unit, ...accounts) as (Row & { amount: number })[];
  // All that moved since the month began, so that its opening is what there is now without it.
  const moved = sqlite
    .prepare(
      `SELECT l.member, l.account, e.books_on AS "on", sum(l.credit - l.debit) AS amount
       FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
       WHERE e.unit = ? AND e.books_on >= ? AND l.member IS NOT NULL AND l.account IN (${marks})
       GROUP BY l.member, l.account, e.books_on ORDER BY e.books_on`,
    )
    .all(unit, `${month}-01`, ...accounts) as Moved[];
  const byPlace = new Map<string, Moved[]>();
  for (const one of moved) {
    const key = `${one.member} ${one.account}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
  }
  const found = new Map<number, Map<number, number>>();
  for (const { member, account, amount } of now) {
    const since = byPlace.get(`${member} ${account}`) ?? [];
    const lowest = lowestOf(since, amount - sumOf(since), month);
    if (lowest > 0) found.set(member, (found.get(member) ?? new Map<number, number>()).set(account, lowest));
  }
  return found;
}

/**
 * A balance is never below zero when it is written down, and yet may be on a day in between: a withdrawal of the 18th
 * that is written behind a deposit of the 20th. Such a month bears nothing. Pure.
 */
export function lowestOf(moved: readonly Movement[], opening: number, month: string): number {
  const inMonth = moved.filter(({ on }) => on <= lastDayOf(month));
  let [balance, lowest] = [opening, opening];
  for (const { amount } of inMonth) {
    balance += amount;
    lowest = Math.min(lowest, balance);
  }
  return lowest < 0 ? 0 : lowestBalance(inMonth, opening, month);
}

const sumOf = (moved: readonly Movement[]): number => moved.reduce((sum, { amount }) => sum + amount, 0);
