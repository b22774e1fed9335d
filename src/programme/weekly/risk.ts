import type { WeekResult } from "./report.ts";
import { type Week, weekBefore } from "./week.ts";

/** When a member is shown to her facilitator first. From the programme's pack. */
export type Thresholds = {
  /** Weeks without a report. */
  silentWeeks: number;
  /** Fall of the profit in percent, from two weeks before to the last report, with each week lower than the one before. */
  profitFallPercent: number;
  /** Weeks in a row in which the business did not run. */
  pausedWeeks: number;
};

export type Risk = { why: "silent"; weeks: number } | { why: "falling" } | { why: "paused"; weeks: number };

/** How far back silence is counted for a digest, in weeks. */
const LOOK_BACK = 8;

/**
 * Why somebody should be looked after first, or undefined: silence weighs most, then a business that stands still,
 * then a profit that falls. Numbers of her own do not leave this function.
 *
 * @param week the last week that is over
 * @param since the first week that she took part in
 */
export function riskOf(
  week: Week,
  since: Week,
  history: readonly WeekResult[],
  thresholds: Thresholds,
): Risk | undefined {
  const byWeek = new Map(history.map((h) => [h.week, h.profit]));
  const silent = runOf(week, since, (w) => !byWeek.has(w));
  if (silent >= thresholds.silentWeeks) return { why: "silent", weeks: silent };
  const paused = runOf(week, since, (w) => byWeek.get(w) === null);
  if (paused >= thresholds.pausedWeeks) return { why: "paused", weeks: paused };
  return isFalling(week, byWeek, thresholds.profitFallPercent) ? { why: "falling" } : undefined;
}

function runOf(week: Week, since: Week, holds: (week: Week) => boolean): number {
  let run = 0;
  for (let w = week; run < LOOK_BACK && w >= since && holds(w); w = weekBefore(w)) run += 1;
  return run;
}

function isFalling(week: Week, byWeek: ReadonlyMap<Week, number | null>, percent: number): boolean {
  const [last, middle, first] = [0, 1, 2].map((ago) => byWeek.get(weekBefore(week, ago)));
  if (last == null || middle == null || first == null || first === 0) return false;
  return last < middle && middle < first && (first - last) * 100 >= first * percent;
}

const WEIGHT: Record<Risk["why"], number> = { silent: 0, paused: 1, falling: 2 };

/** Order of a list of people at risk: the gravest reason first, the longest silence before the shorter. */
export function compareRisk(a: Risk, b: Risk): number {
  const weeks = (risk: Risk) => ("weeks" in risk ? risk.weeks : 0);
  return WEIGHT[a.why] - WEIGHT[b.why] || weeks(b) - weeks(a);
}
