import { HOUR, MINUTE } from "../../clock.ts";
import { type Hours, minuteOfDay, type Zone } from "../../zones.ts";

/** Steps of the clock of a request: three reminders to the coordinators, and at 3 x 24 hours the managers hear of it. */
export const STEPS = ["first", "second", "last", "overdue"] as const;
export type Step = (typeof STEPS)[number];

/** How long after she asked. 3 x 24 hours is what UU 27/2022 gives (articles 30 to 32). */
const AFTER_MS: Record<Step, number> = { first: 24 * HOUR, second: 48 * HOUR, last: 66 * HOUR, overdue: 72 * HOUR };

/** The end of the hours lies this long after the latest reminder of a day, so that something can still be done. */
const BEFORE_EVENING_MS = 90 * MINUTE;

/** When a request has to be answered. */
export const answerBy = (openedAt: number): number => openedAt + AFTER_MS.overdue;

/** The newest step that is reached at an instant; undefined: none yet. */
export const stepAt = (openedAt: number, now: number): Step | undefined =>
  STEPS.findLast((step) => now >= openedAt + AFTER_MS[step]);

/**
 * When each step is told. The last reminder comes before the evening where it would fall into the night: told in the
 * morning it would come too late.
 */
export function timesOf(openedAt: number, zone: Zone, hours: Hours): Record<Step, number> {
  const at = (step: Step) => openedAt + AFTER_MS[step];
  return {
    first: at("first"),
    second: at("second"),
    last: beforeEvening(at("last"), zone, hours),
    overdue: at("overdue"),
  };
}

function beforeEvening(instant: number, zone: Zone, { from, to }: Hours): number {
  const minute = minuteOfDay(zone, instant);
  const latest = minutesOf(to) - BEFORE_EVENING_MS / MINUTE;
  if (minute >= minutesOf(from) && minute <= latest) return instant;
  const since = minute > latest ? minute - latest : minute + 24 * 60 - latest;
  return instant - since * MINUTE;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
