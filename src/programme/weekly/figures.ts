import type { WeekResult } from "./report.ts";
import { type Week, weekBefore } from "./week.ts";

export type ProfitChange = {
  /** Members with a profit in both weeks. */
  pairs: number;
  /** Rupiah, rounded; negative when it fell. 0 without pairs. */
  average: number;
  median: number;
};

/** How the profit of the same people changed from the week before to this one: each compared with herself. */
export function profitChange(week: Week, histories: Iterable<readonly WeekResult[]>): ProfitChange {
  const changes: number[] = [];
  for (const history of histories) {
    const now = profitIn(history, week);
    const before = profitIn(history, weekBefore(week));
    if (now !== null && before !== null) changes.push(now - before);
  }
  if (changes.length === 0) return { pairs: 0, average: 0, median: 0 };
  const sum = changes.reduce((total, change) => total + change, 0);
  return { pairs: changes.length, average: Math.round(sum / changes.length), median: median(changes) };
}

const profitIn = (history: readonly WeekResult[], week: Week): number | null =>
  history.find((h) => h.week === week)?.profit ?? null;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}
