import { addDays, dateIn, instantOf, type Zone } from "../../zones.ts";
import { type DemoWhen, MONTHS } from "./data.ts";

/** The twelve months of the demo's books, the last of them the one of today. */
export type Calendar = {
  zone: Zone;
  today: string;
  /** `2025-12` to `2026-11`. */
  months: readonly string[];
};

export function calendarOf(zone: Zone, now: number): Calendar {
  const today = dateIn(zone, now);
  const [year = 0, month = 0] = today.split("-").map(Number);
  const months = Array.from({ length: MONTHS }, (_, ago) =>
    new Date(Date.UTC(year, month - MONTHS + ago, 1)).toISOString().slice(0, 7),
  );
  return { zone, today, months };
}

/** The date of something, YYYY-MM-DD; without a day it was on `day`. */
export function dateOf({ today, months }: Calendar, when: DemoWhen, day: number): string {
  if (when.ago !== undefined) return addDays(today, -when.ago);
  return dayOf(months[(when.month ?? 1) - 1] ?? "", when.day ?? day);
}

/** `2026-02`, 31: the month has fewer days, and it is its last one. */
export function dayOf(month: string, day: number): string {
  const [year = 0, of = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, of, 0)).getUTCDate();
  return `${month}-${String(Math.min(day, last)).padStart(2, "0")}`;
}

/** Which of the twelve months (1 to 12) a date lies in. */
export const monthNumber = ({ months }: Calendar, date: string): number => months.indexOf(date.slice(0, 7)) + 1;

/** One thing that was done on a day of the past, at a local time. */
export type Step = { on: string; time: string; run(now: { at: number; today: string }): void };

/** Does everything that lies before `now`, in its order; what is at the same time, in the order in which it is given. */
export function playUntil({ zone }: Calendar, steps: readonly Step[], now: number): void {
  const due = steps
    .map((step) => ({ ...step, at: instantOf(zone, step.on, step.time) }))
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
  for (const { run, at, on } of due) run({ at, today: on });
}
