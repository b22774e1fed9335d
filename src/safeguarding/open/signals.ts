import { addDays } from "../../zones.ts";
import { LIMITS } from "../limits.ts";

/** Things that can become a sign of trouble together: what they have in common, and the day, YYYY-MM-DD. */
export type Told = { about: string; on: string };

/** What so many have in common within thirty days of today, with their number. Pure. */
export function alike(told: readonly Told[], today: string, least: number): { about: string; count: number }[] {
  const from = addDays(today, 1 - LIMITS.alikeDays);
  const counts = new Map<string, number>();
  for (const { about, on } of told) if (on >= from && on <= today) counts.set(about, (counts.get(about) ?? 0) + 1);
  return [...counts].flatMap(([about, count]) => (count >= least ? [{ about, count }] : []));
}

/** The same sign is given once in thirty days. Pure. */
export const mayWarn = (last: string | undefined, today: string): boolean =>
  last === undefined || addDays(last, LIMITS.alikeDays) <= today;

/** How many could have come in a week, and how many did; from weekly reports now, from attendance of sessions as well. */
export type AttendanceWeek = { week: string; expected: number; came: number };

/**
 * Does attendance fall? The newest week against the weeks before it together: at least a quarter of all who could have
 * come fewer. Few people make no sign: one who is ill would be half of two. Weeks oldest first. Pure.
 */
export function attendanceFalls(weeks: readonly AttendanceWeek[]): boolean {
  const newest = weeks.at(-1);
  const before = weeks.slice(0, -1).slice(-LIMITS.attendanceWeeks);
  const expected = before.reduce((sum, week) => sum + week.expected, 0);
  const came = before.reduce((sum, week) => sum + week.came, 0);
  if (newest === undefined || newest.expected < LIMITS.attendanceLeast || expected < 2 * LIMITS.attendanceLeast)
    return false;
  // In whole numbers: came / expected of before, less that of now, in percent.
  const fallen = 100 * (came * newest.expected - newest.came * expected);
  return fallen >= LIMITS.attendanceFall * expected * newest.expected;
}
