import { addDays } from "../../zones.ts";
import { type Result, refused } from "../operations/operation.ts";

/** A month to be closed: `until` is its last day. */
export type MonthLock = { month: string; until: string };

/**
 * Up to which day a month closes the books; without a month it is the last one that is over. Pure; dates YYYY-MM-DD in
 * the unit's zone. Refusals: `lock-not-over` (the last day of it must have passed, or nothing more could be written
 * today), `lock-already`.
 */
export function monthLock(
  month: string | undefined,
  { today, lockedUntil }: { today: string; lockedUntil: string | undefined },
): Result<MonthLock> {
  const wanted = month ?? addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const until = lastDayOf(wanted);
  if (until >= today) return refused("lock-not-over", { until, date: addDays(until, 1) });
  if (until <= (lockedUntil ?? "")) return refused("lock-already", { until: lockedUntil ?? "" });
  return { ok: true, month: wanted, until };
}

/** The last day of a month, YYYY-MM. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next =
    number === 12
      ? `${String(year + 1).padStart(4, "0")}-01`
      : `${month.slice(0, 4)}-${String(number + 1).padStart(2, "0")}`;
  return addDays(`${next}-01`, -1);
}
