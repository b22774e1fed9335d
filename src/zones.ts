import { DAY, HOUR, MINUTE } from "./clock.ts";

/**
 * Indonesia's three zones. None has had summer time since 1964, so that an offset is a constant and a local date is
 * plain arithmetic on the path of a message (the Temporal polyfill costs about 30 microseconds a conversion).
 */
const ZONES = {
  "Asia/Jakarta": { short: "WIB", offsetMs: 7 * HOUR },
  "Asia/Makassar": { short: "WITA", offsetMs: 8 * HOUR },
  "Asia/Jayapura": { short: "WIT", offsetMs: 9 * HOUR },
} as const;

export type Zone = keyof typeof ZONES;
export const ZONE_NAMES = Object.keys(ZONES) as [Zone, ...Zone[]];

/** The zone of a name or short name (`WITA`), or undefined. */
export function zoneOf(name: string): Zone | undefined {
  const wanted = name.trim().toLowerCase();
  return ZONE_NAMES.find((z) => z.toLowerCase() === wanted || ZONES[z].short.toLowerCase() === wanted);
}

/** `WIB`, `WITA` or `WIT`. */
export const zoneShort = (zone: Zone): string => ZONES[zone].short;

const local = (instantMs: number, zone: Zone) => instantMs + ZONES[zone].offsetMs;

/** The date on the wall, YYYY-MM-DD. */
export function dateIn(zone: Zone, instantMs: number): string {
  const day = Math.floor(local(instantMs, zone) / DAY);
  // One message asks for the same day a dozen times.
  if (day !== lastDay.day) lastDay = { day, date: new Date(day * DAY).toISOString().slice(0, 10) };
  return lastDay.date;
}

let lastDay = { day: 0, date: "1970-01-01" };

/** Minutes since local midnight. */
export function minuteOfDay(zone: Zone, instantMs: number): number {
  return Math.floor((((local(instantMs, zone) % DAY) + DAY) % DAY) / MINUTE);
}

/** The instant of a local date and time, `instantOf("Asia/Makassar", "2026-11-20", "16:00")`. */
export function instantOf(zone: Zone, date: string, time: string): number {
  return Date.parse(`${date}T${time}:00Z`) - ZONES[zone].offsetMs;
}

/** Monday of the week that a date lies in. */
export function mondayOf(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - weekday * DAY).toISOString().slice(0, 10);
}

/** A date some days later (or earlier, when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * A date some months later, on its own day of the month or another; the last day where that month is shorter. Plain
 * arithmetic: an ageing list of a federation asks for some hundred thousand of these.
 */
export function addMonths(date: string, months: number, anchorDay: number = Number(date.slice(8))): string {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(anchorDay, lastDay))).toISOString().slice(0, 10);
}

/** Days from one date to another, negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Hours in which Rukun may write first, local: `{ from: "08:00", to: "19:30" }`. */
export type Hours = { from: string; to: string };

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The instant itself when it lies in the hours, else the next opening. */
export function withinHours(zone: Zone, instantMs: number, hours: Hours): number {
  const minute = minuteOfDay(zone, instantMs);
  if (minute >= minutes(hours.from) && minute < minutes(hours.to)) return instantMs;
  const today = dateIn(zone, instantMs);
  return instantOf(zone, minute < minutes(hours.from) ? today : addDays(today, 1), hours.from);
}
