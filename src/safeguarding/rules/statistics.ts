import { LIMITS } from "../limits.ts";
import { CATEGORIES, type Category } from "./severity.ts";

/** Cases of a month, YYYY-MM, by category. */
export type MonthCount = { month: string; category: Category; cases: number };

/** A month as it may be shown: null is "fewer than five, or hidden so that such a number cannot be reckoned". */
export type ShownMonth = { month: string; cells: Readonly<Record<Category, number | null>>; total: number | null };

/**
 * The table of months by categories. Numbers under five are hidden, none as well; and where a hidden one could be
 * reckoned from the month's total, the next larger one too. Categories have no totals over the months: with them, and
 * those of the months, hidden numbers can be reckoned crosswise. Pure.
 */
export function shownStatistics(counts: readonly MonthCount[]): ShownMonth[] {
  const months = [...new Set(counts.map(({ month }) => month))].sort();
  return months.map((month) => {
    const of = (category: Category) =>
      counts
        .filter((count) => count.month === month && count.category === category)
        .reduce((sum, { cases }) => sum + cases, 0);
    return shownMonth(month, new Map<Category, number>(CATEGORIES.map((category) => [category, of(category)])));
  });
}

function shownMonth(month: string, cells: ReadonlyMap<Category, number>): ShownMonth {
  const least = LIMITS.smallestCount;
  const total = [...cells.values()].reduce((sum, cases) => sum + cases, 0);
  const hidden = new Set([...cells].filter(([, cases]) => cases < least).map(([category]) => category));
  const byNumber = [...cells].sort(([, a], [, b]) => a - b).map(([category]) => category);
  const sum = () => [...hidden].reduce<number>((all, category) => all + (cells.get(category) ?? 0), 0);
  for (const category of byNumber) if (hidden.size > 0 && (hidden.size < 2 || sum() < least)) hidden.add(category);
  const cell = (category: Category) => (hidden.has(category) ? null : (cells.get(category) ?? 0));
  const shown = Object.fromEntries(CATEGORIES.map((category) => [category, cell(category)]));
  return { month, cells: shown as ShownMonth["cells"], total: total < least ? null : total };
}
