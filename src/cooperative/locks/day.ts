import { addDays } from "../../zones.ts";
import { type Result, refused } from "../operations/operation.ts";

/**
 * Up to which day a lock of a day closes the books; without a day it is yesterday. Pure; dates YYYY-MM-DD in the unit's
 * zone. Refusals: `lock-day-not-over` (the day must have passed, or nothing more could be written today), `lock-already`.
 */
export function dayLock(
  day: string | undefined,
  { today, lockedUntil }: { today: string; lockedUntil: string | undefined },
): Result<{ until: string }> {
  const until = day ?? addDays(today, -1);
  if (until >= today) return refused("lock-day-not-over", { until, date: addDays(until, 1) });
  if (until <= (lockedUntil ?? "")) return refused("lock-already", { until: lockedUntil ?? "" });
  return { ok: true, until };
}
