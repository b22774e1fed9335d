import { addDays, addMonths } from "../../zones.ts";

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
  return addMonths(disbursedOn, n, anchorDay);
}

/** Checks that a text is a date of the calendar as YYYY-MM-DD; RangeError otherwise. */
export function day(name: string, date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  // 31 February is parsed as 3 March by some engines, and refused by others.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`${name} must be a date: ${date}`);
  }
  return date;
}
