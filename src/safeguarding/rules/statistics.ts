import { maskedRow } from "../../analytics/index.ts";
import { LIMITS } from "../limits.ts";
import { CATEGORIES, type Category } from "./severity.ts";

/** Cases of a month, YYYY-MM, by category. */
export type MonthCount = { month: string; category: Category; cases: number };

/** A month as it may be shown: null is "fewer than five", and for the total "would tell such a number". */
export type ShownMonth = { month: string; cells: Readonly<Record<Category, number | null>>; total: number | null };

/**
 * The table of months by categories. Numbers under five are hidden, none as well. The cell from which a hidden one could
 * be reckoned is the total, so that is hidden wherever one is; hiding a second category in its place does not do, since
 * who knows the rule can often reckon both. Categories have no totals over the months for the same reason. Pure.
 */
export function shownStatistics(counts: readonly MonthCount[]): ShownMonth[] {
  const months = [...new Set(counts.map(({ month }) => month))].sort();
  return months.map((month) =>
    shownMonth(
      month,
      counts.filter((count) => count.month === month),
    ),
  );
}

function shownMonth(month: string, counts: readonly MonthCount[]): ShownMonth {
  const numbers = CATEGORIES.map((category) =>
    counts.filter((count) => count.category === category).reduce((sum, { cases }) => sum + cases, 0),
  );
  const { cells, total } = maskedRow(numbers, LIMITS.smallestCount);
  return { month, cells: Object.fromEntries(cells.entries()) as ShownMonth["cells"], total };
}
