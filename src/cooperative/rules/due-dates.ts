import { Temporal } from "temporal-polyfill";
import { DAY } from "../../clock.ts";
import { addDays } from "../../zones.ts";

export type Every = "month" | "week";

/** What the due dates of a loan depend on. Dates are YYYY-MM-DD. */
export type Calendar = {
  every: Every;
  disbursedOn: string;
  /** Day of the month on which instalments fall due, 1 to 31; the day of the disbursement when left out. Months only. */
  anchorDay?: number;
};

const DAYS_A_WEEK = 7;

/**
 * The due date of instalment n, from 1: n calendar months after the month of the disbursement, on the anchor day or, in
 * a shorter month, on its last day. 31 January is followed by 28 February and then by 31 March again, since every date
 * is counted from the disbursement and not from the date before. Weekly: n times seven days after the disbursement.
 */
export function dueDate({ every, disbursedOn, anchorDay }: Calendar, n: number): string {
  if (every === "week") return addDays(disbursedOn, DAYS_A_WEEK * n);
  const start = Temporal.PlainDate.from(disbursedOn);
  const month = start.toPlainYearMonth().add({ months: n });
  return month.toPlainDate({ day: Math.min(anchorDay ?? start.day, month.daysInMonth) }).toString();
}

/** Days from one date to another, negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** A date some months later; the last day of the month where that month is shorter. */
export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Checks that a text is a date of the calendar as YYYY-MM-DD; RangeError otherwise. */
export function day(name: string, date: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || Temporal.PlainDate.from(date).toString() !== date) {
    throw new RangeError(`${name} must be a date: ${date}`);
  }
  return date;
}
