export { lastDayOf } from "../locks/month.ts";

/** Months as `YYYY-MM`, in the order of the calendar as in that of the alphabet. */

export const monthOf = (date: string): string => date.slice(0, 7);

/** The month after a month. */
export function monthAfter(month: string): string {
  const [year = 0, of = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of, 1)).toISOString().slice(0, 7);
}

/** `2026-01` to `2026-12`. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);

/** The last day of a year. */
export const yearEnd = (year: number): string => `${year}-12-31`;
