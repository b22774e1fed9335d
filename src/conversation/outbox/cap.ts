import { addDays, dateIn, type Hours, instantOf, withinHours, ZONE_NAMES, type Zone } from "../../zones.ts";

/**
 * By what a daily cap counts: a day is one of the programme's zone, for it is the organisation's number that a platform
 * watches, and not the people whom it writes to, who may live in three zones.
 */
export type CapDay = { zone: Zone; hours: Hours };

export const PLAIN_DAY: CapDay = { zone: "Asia/Jakarta", hours: { from: "08:00", to: "19:30" } };

/** YYYY-MM-DD of an instant. */
export const dayOf = (now: number, { zone }: CapDay): string => dateIn(zone, now);

/** When a day's messages may begin: as soon as the hours have begun in every zone. */
export const openingOf = (day: string, { hours }: CapDay): number =>
  Math.max(...ZONE_NAMES.map((zone) => instantOf(zone, day, hours.from)));

/** The opening of the day after. */
export const nextOpening = (now: number, day: CapDay): number => openingOf(addDays(dayOf(now, day), 1), day);

/** Are these the hours of every zone? */
export const isOpen = (now: number, { hours }: CapDay): boolean =>
  ZONE_NAMES.every((zone) => withinHours(zone, now, hours) === now);

/** Why a row waits: `cap:200`. */
export const reasonOf = (perDay: number): string => `cap:${perDay}`;

export const isCapped = (reason: string | null): boolean => reason?.startsWith("cap:") === true;

export type Backlog = {
  /** People who are still to be reached. */
  waiting: number;
  /** People who were begun with today already. */
  usedToday: number;
  /** People a day; 0: nobody is begun with for now. */
  perDay: number;
  now: number;
};

/**
 * The day on which the last of those who wait is reached, YYYY-MM-DD, when nobody else is begun with. Of today only what
 * is left, and nothing after its hours. With nobody waiting it is today; undefined: never, at a cap of 0.
 *
 * @example
 * doneBy({ waiting: 1_240, usedToday: 200, perDay: 200, now }) // a week from now
 */
export function doneBy({ waiting, usedToday, perDay, now }: Backlog, day: CapDay = PLAIN_DAY): string | undefined {
  const today = dayOf(now, day);
  const isOver = dateIn(day.zone, withinHours(day.zone, now, day.hours)) !== today;
  const left = isOver ? 0 : Math.max(0, perDay - usedToday);
  const rest = waiting - left;
  if (rest <= 0) return today;
  return perDay >= 1 ? addDays(today, Math.ceil(rest / perDay)) : undefined;
}
