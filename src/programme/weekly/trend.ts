import { formatMoney } from "../../flow/understand/words.ts";
import type { WeekResult } from "./report.ts";
import { type Week, weekBefore, weekLabel } from "./week.ts";

/** Weeks of her own that a woman is shown. */
const TREND_WEEKS = 4;

export type Trend = {
  /**
   * `paused`: the business did not run, and nothing is compared. `zero`: nothing was left, and nobody needs to hear how
   * much less that is. `again`: the first profit after a long time.
   */
  trend: "up" | "same" | "down" | "zero" | "first" | "again" | "paused";
  /** `10–16 Nov Rp 120.000, 17–23 Nov Rp 150.000`: the last weeks in one line, oldest first. */
  weeks: string;
  /** The difference to the last week with a profit, always without a sign: `Rp 30.000`. */
  change: string;
};

/** A person's own profit over the last four weeks up to the one reported. Weeks without business are left out. */
export function trendOf(week: Week, profit: number | null, history: readonly WeekResult[]): Trend {
  const oldest = weekBefore(week, TREND_WEEKS - 1);
  if (profit === null) return { trend: "paused", weeks: "", change: "" };
  const earlier = history
    .filter((h): h is { week: Week; profit: number } => h.profit !== null && h.week < week)
    .sort((a, b) => (a.week < b.week ? -1 : 1));
  const before = earlier.filter((h) => h.week >= oldest);
  const shown = [...before, { week, profit }];
  const weeks = shown.map((h) => `${weekLabel(h.week)} ${formatMoney(h.profit)}`).join(", ");
  const last = before.at(-1);
  if (last === undefined) return { trend: earlier.length === 0 ? "first" : "again", weeks, change: "" };
  const change = formatMoney(Math.abs(profit - last.profit));
  if (profit === last.profit) return { trend: "same", weeks, change };
  if (profit > last.profit) return { trend: "up", weeks, change };
  return { trend: profit === 0 ? "zero" : "down", weeks, change };
}
