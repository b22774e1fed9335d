import { ACCOUNTS } from "../accounts.ts";
import { growthBy } from "../journal/sound.ts";
import { type Balances, type Consolidated, consolidate } from "../transfers/consolidation.ts";
import type { Ledger } from "./ledger.ts";
import type { Period } from "./period.ts";
import type { Words } from "./words.ts";

/** One unit by its number in the books, or all as one cooperative. */
export type Of = number | "all";

/** What each account holds at the end of a day, in its own direction; of all units without what they owe each other. */
export function closingBalances({ journal }: Pick<Ledger, "journal">, of: Of, date: string): Consolidated {
  const balances = new Map(journal.trialBalance(of, { to: date }).map(({ account, closing }) => [account, closing]));
  if (of === "all") return consolidate([balances]);
  return { balances, eliminated: { placed: 0, lent: 0 }, unmatched: { placed: 0, lent: 0 } };
}

/** Sum of the accounts for which something holds. */
export function sumOf(balances: Balances, wanted: (account: number) => boolean): number {
  let sum = 0;
  for (const [account, amount] of balances) if (wanted(account)) sum += amount;
  return sum;
}

/** The first digit of an account: 1 what is owned, 2 owed, 3 equity, 4 income, 5 expense. */
export const groupOf = (account: number): number => Math.trunc(account / 1_000);

const CONTRA: ReadonlySet<number> = new Set([ACCOUNTS.lossAllowance, ACCOUNTS.accumulatedDepreciation]);

/** What an account adds to its side of the neraca: an allowance takes away. */
export const onPaper = (account: number, amount: number): number => (CONTRA.has(account) ? 0 - amount : amount);

/** Income less expenses that no year close has moved to 3-302 yet. */
export const openSurplus = (balances: Balances): number =>
  sumOf(balances, (account) => groupOf(account) === 4) - sumOf(balances, (account) => groupOf(account) === 5);

/** Everything that is owned, after allowances. */
export const totalAssets = (balances: Balances): number => {
  let sum = 0;
  for (const [account, amount] of balances) if (groupOf(account) === 1) sum += onPaper(account, amount);
  return sum;
};

/**
 * Income and expenses of a period by account. The year close, which empties these accounts at the end of a year, and
 * what takes it back are left out: they are no income.
 */
export function results(
  { sqlite, journal }: Pick<Ledger, "sqlite" | "journal">,
  of: Of,
  period: Period,
): Map<number, number> {
  const found = new Map<number, number>();
  const add = (account: number, amount: number) => found.set(account, (found.get(account) ?? 0) + amount);
  for (const { account, debit, credit } of journal.trialBalance(of, period))
    if (groupOf(account) >= 4) add(account, growthBy({ account, debit, credit }));
  const closes = sqlite.prepare(of === "all" ? YEAR_CLOSES_OF_ALL : YEAR_CLOSES);
  const rows = closes.all(...(of === "all" ? [] : [of]), period.from, period.to) as Parameters<typeof growthBy>[0][];
  for (const row of rows) add(row.account, -growthBy(row));
  return found;
}

const YEAR_CLOSE = `JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.books_on BETWEEN ? AND ? AND l.account >= 4000 AND (e.kind = 'year-close' OR (e.reverses IS NOT NULL
    AND (SELECT r.kind FROM journal_entry AS r WHERE r.id = e.reverses) = 'year-close')) GROUP BY l.account`;
const SUMS = "SELECT l.account, sum(l.debit) AS debit, sum(l.credit) AS credit FROM";
const YEAR_CLOSES = `${SUMS} (SELECT * FROM journal_entry WHERE unit = ?) AS e CROSS ${YEAR_CLOSE}`;
const YEAR_CLOSES_OF_ALL = `${SUMS} journal_entry AS e CROSS ${YEAR_CLOSE}`;

/** Income less expenses. */
export const surplusOf = (results: Balances): number => openSurplus(results);

/** What is to be said where the books of units and head office do not meet. */
export function unmatchedNotes({ placed, lent }: Consolidated["unmatched"], words: Words): string[] {
  return [
    ...(placed === 0 ? [] : [words.say("note.unmatched-placed", { amount: words.money(placed) })]),
    ...(lent === 0 ? [] : [words.say("note.unmatched-lent", { amount: words.money(lent) })]),
  ];
}
