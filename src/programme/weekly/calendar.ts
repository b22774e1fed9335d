import { DAY } from "../../clock.ts";
import { addDays, dateIn, type Hours, instantOf, mondayOf, type Zone } from "../../zones.ts";
import { lastDateFor, type Week, weekAbout } from "./week.ts";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day and local time of each week: `{ day: "friday", time: "16:00" }`. */
export type WeeklyTime = { day: Weekday; time: string };

/** One time at which something falls due in somebody's zone. */
export type Occurrence = {
  /** The week that it is about. */
  week: Week;
  /** Ms UTC. */
  dueAt: number;
  /** Ms UTC; later it is no longer worth doing. */
  expiresAt: number;
};

/**
 * The times of a weekly calendar entry in a zone that lie after `from` and not after `to` (ms UTC). Each expires on
 * the Wednesday on which its week ceases to be asked for, at the end of the hours, and never within a day.
 */
export function occurrences(entry: WeeklyTime, zone: Zone, hours: Hours, from: number, to: number): Occurrence[] {
  const found: Occurrence[] = [];
  const index = WEEKDAYS.indexOf(entry.day);
  for (let monday = mondayOf(dateIn(zone, from)); ; monday = addDays(monday, 7)) {
    const date = addDays(monday, index);
    const dueAt = instantOf(zone, date, entry.time);
    if (dueAt > to) return found;
    if (dueAt <= from) continue;
    const week = weekAbout(date);
    const expiresAt = Math.max(instantOf(zone, lastDateFor(week), hours.to), dueAt + DAY);
    found.push({ week, dueAt, expiresAt });
  }
}
