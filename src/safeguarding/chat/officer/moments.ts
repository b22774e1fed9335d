import { HOUR } from "../../../clock.ts";
import { formatDateShort } from "../../../flow/understand/index.ts";
import { addDays, dateIn, minuteOfDay, type Zone, zoneShort } from "../../../zones.ts";

const MINUTES_OF_HOUR = 60;
const pad = (value: number) => String(value).padStart(2, "0");

/**
 * A deadline as it is said: the hour is rounded down, so that it tells nothing of the minute in which a report came,
 * and midnight is the end of a day. `{ date: "20 Nov", hour: "18.00", zone: "WIB" }`. Pure.
 */
export function deadlineIn(zone: Zone, at: number): { date: string; hour: string; zone: string } {
  const hour = Math.floor(minuteOfDay(zone, at) / MINUTES_OF_HOUR);
  const day = dateIn(zone, at);
  const short = zoneShort(zone);
  if (hour === 0) return { date: formatDateShort(addDays(day, -1)), hour: "24.00", zone: short };
  return { date: formatDateShort(day), hour: `${pad(hour)}.00`, zone: short };
}

/** The full hour of a line of the audit: `{ date: "20 Nov", hour: "14.00" }`. Pure. */
export const hourIn = (zone: Zone, hour: number): { date: string; hour: string } => ({
  date: formatDateShort(dateIn(zone, hour)),
  hour: clockIn(zone, Math.floor(hour / HOUR) * HOUR),
});

/** What the clock on her wall shows: `16.10`. Pure. */
export function clockIn(zone: Zone, at: number): string {
  const minutes = minuteOfDay(zone, at);
  return `${pad(Math.floor(minutes / MINUTES_OF_HOUR))}.${pad(minutes % MINUTES_OF_HOUR)}`;
}
