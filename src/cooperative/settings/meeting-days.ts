import { addMonths } from "../../zones.ts";
import type { MeetingDays } from "../settings.ts";
import { WEEKDAYS } from "./written.ts";

/** Whether a unit meets on a date (YYYY-MM-DD). The 31st is the last day of a shorter month. Pure. */
export function meetsOn(days: MeetingDays, date: string): boolean {
  switch (days.every) {
    case "none":
      return false;
    case "week":
      return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] === days.on;
    case "month":
      return date === addMonths(date, 0, days.on);
  }
}
