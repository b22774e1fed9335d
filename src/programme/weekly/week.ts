import { WEEK } from "../../clock.ts";
import { formatDateShort } from "../../flow/understand/words.ts";
import { addDays, mondayOf } from "../../zones.ts";

/** A week is named by its Monday, YYYY-MM-DD. */
export type Week = string;

/** Until this day (Wednesday, counted from Monday 0) a report that is begun may still be about the week before. */
const LAST_EARLY_DAY = 2;

export const weekBefore = (week: Week, weeks = 1): Week => addDays(week, -7 * weeks);

/** The weeks before one, newest first: `weeksBefore("2026-11-16", 2)` is the 9th and the 2nd of November. */
export function weeksBefore(week: Week, count: number): Week[] {
  return Array.from({ length: count }, (_, at) => weekBefore(week, at + 1));
}

/** Weeks from one to a later one: 1 from a week to the next. */
export const weeksBetween = (from: Week, to: Week): number => Math.round((Date.parse(to) - Date.parse(from)) / WEEK);

/** `16–22 Nov`, `30 Nov–6 Des`: short enough for every message. */
export function weekLabel(week: Week): string {
  const sunday = addDays(week, 6);
  const sameMonth = week.slice(0, 7) === sunday.slice(0, 7);
  return `${sameMonth ? Number(week.slice(8)) : formatDateShort(week)}–${formatDateShort(sunday)}`;
}

/** The last date on which a week may still be asked for: Wednesday of the week after. */
export const lastDateFor = (week: Week): string => addDays(week, 7 + LAST_EARLY_DAY);

/** The week that something done on a date is about: until Wednesday the one before, for it is not over in people's minds. */
export function weekAbout(date: string): Week {
  const week = mondayOf(date);
  return date <= addDays(week, LAST_EARLY_DAY) ? weekBefore(week) : week;
}

export type WeekChoice = { week: Week; which: "this" | "last" | "earlier" };

/**
 * The week of a report that begins today: the one that she was invited for; until Wednesday the last one when it is
 * missing and she took part in it from its beginning; else this week.
 */
export function chooseWeek(given: {
  today: string;
  invited?: Week | undefined;
  /** Since when she takes part, YYYY-MM-DD. */
  since: string;
  reported: (week: Week) => boolean;
}): WeekChoice {
  const { today, invited, since, reported } = given;
  const early = weekAbout(today);
  const week = invited ?? (since <= early && !reported(early) ? early : mondayOf(today));
  return { week, which: whichWeek(week, today) };
}

/** How a week is spoken of today. */
export function whichWeek(week: Week, today: string): WeekChoice["which"] {
  const current = mondayOf(today);
  if (week === current) return "this";
  return week === weekBefore(current) ? "last" : "earlier";
}
