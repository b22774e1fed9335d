import { Temporal } from "temporal-polyfill";
import { DAY } from "../../clock.ts";
import { BadRequest } from "../answers.ts";
import { WEB_LIMITS } from "../limits.ts";

/** A request that is right, for the answers to those that are not. */
export const CLOCK_EXAMPLE = { advance: "P1D" };

/**
 * The milliseconds of an ISO 8601 duration from now on: `PT1H`, `P1D`, `P1W`, `P1M`. The clock never goes back, so that
 * no duty happens twice, and not more than a year at once.
 */
export function stepMs(advance: string, nowMs: number): number {
  let step: Temporal.Duration;
  try {
    step = Temporal.Duration.from(advance);
  } catch {
    throw new BadRequest("duration", `"${advance}" is no ISO 8601 duration.`, { example: CLOCK_EXAMPLE });
  }
  if (step.sign < 0) {
    throw new BadRequest("backwards", "The clock only goes forward, so that nothing happens twice.", {
      example: CLOCK_EXAMPLE,
    });
  }
  const ms = lengthOf(step, nowMs);
  if (ms === undefined || ms > WEB_LIMITS.advanceDays * DAY) {
    throw new BadRequest("too-far", "At most one year at once.", { example: CLOCK_EXAMPLE });
  }
  return ms;
}

/** Undefined where the length is outside what a calendar can count. */
function lengthOf(step: Temporal.Duration, nowMs: number): number | undefined {
  try {
    const relativeTo = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO("UTC");
    return Math.round(step.total({ unit: "millisecond", relativeTo }));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
