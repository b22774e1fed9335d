import type { WeekResult } from "./report.ts";
import { type AskedWeek, silentWeeks } from "./silence.ts";

/** When a member is shown to her facilitator first. From the programme's pack. */
export type Thresholds = {
  /** Weeks for which she was asked, without a report. */
  silentWeeks: number;
  /** Fall of the profit in percent, from two weeks before to the last report, with each week lower than the one before. */
  profitFallPercent: number;
  /** Weeks in a row in which the business did not run. */
  pausedWeeks: number;
};

export type Risk = { why: "silent"; weeks: number } | { why: "falling" } | { why: "paused"; weeks: number };

/**
 * Why somebody should be looked after first, or undefined: silence weighs most, then a business that stands still,
 * then a profit that falls. Numbers of her own do not leave this function.
 *
 * @param newestFirst the last week that is over and those before it, since she takes part; one in which nobody asked her
 *   and she told nothing is passed over
 */
export function riskOf(
  newestFirst: Iterable<AskedWeek>,
  history: readonly WeekResult[],
  thresholds: Thresholds,
): Risk | undefined {
  const byWeek = new Map(history.map((h) => [h.week, h.profit]));
  const hers = [...newestFirst].filter(({ asked, reported }) => asked || reported);
  const silent = silentWeeks(hers);
  if (silent >= thresholds.silentWeeks) return { why: "silent", weeks: silent };
  const told = hers.map(({ week }) => byWeek.get(week));
  const goingOn = told.findIndex((profit) => profit !== null);
  const paused = goingOn === -1 ? told.length : goingOn;
  if (paused >= thresholds.pausedWeeks) return { why: "paused", weeks: paused };
  return isFalling(told, thresholds.profitFallPercent) ? { why: "falling" } : undefined;
}

/** Of the last three weeks that she was asked for, each is lower than the one before. */
function isFalling([last, middle, first]: readonly (number | null | undefined)[], percent: number): boolean {
  if (last == null || middle == null || first == null || first === 0) return false;
  return last < middle && middle < first && (first - last) * 100 >= first * percent;
}

const WEIGHT: Record<Risk["why"], number> = { silent: 0, paused: 1, falling: 2 };

/** Order of a list of people at risk: the gravest reason first, the longest silence before the shorter. */
export function compareRisk(a: Risk, b: Risk): number {
  const weeks = (risk: Risk) => ("weeks" in risk ? risk.weeks : 0);
  return WEIGHT[a.why] - WEIGHT[b.why] || weeks(b) - weeks(a);
}
