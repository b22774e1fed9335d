import { Temporal } from "temporal-polyfill";
import { ask } from "./ask.ts";
import { type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

/** What a day is reckoned from; `prefer` says whether the question is about what was or what will be. */
export type DayContext = { today: Temporal.PlainDate; prefer?: "past" | "future" };
export type Day = Temporal.PlainDate;

/** Without `prefer`, a day this near is the one meant: the same day of another year is twice as far. */
const NEAR_DAYS = 120;
/** With `prefer`, a day just missed ("5/12" on the sixth) may still be meant. */
const JUST_MISSED_DAYS = 31;
const FAR_DAYS = 300;
/** From one 29 February to the next over a century that has none. */
const MAX_YEARS_TO_SEARCH = 8;

export const sureDay = (day: Day, why: string): Reading<string> => sure(day.toString(), why);
export const askDays = (days: readonly Day[], why: string): Reading<string> => ask(days.map(String), why);

/** The day, or undefined when the calendar has none such (31 Februari). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const inMonth = month >= 1 && month <= 12 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : 0;
  return day >= 1 && day <= inMonth ? Temporal.PlainDate.from({ year, month, day }) : undefined;
}

/** A day and month without a year: the one before or after today, by what is preferred and what is near. */
export function readDayOfYear({ today, prefer }: DayContext, month: number, day: number): Reading<string> {
  const find = (step: 1 | -1): Day | undefined => {
    for (let years = 0; years <= MAX_YEARS_TO_SEARCH; years++) {
      const found = dayOf(today.year + step * years, month, day);
      if (found !== undefined && Temporal.PlainDate.compare(found, today) * step >= 0) return found;
    }
    return undefined;
  };
  const [next, last] = [find(1), find(-1)];
  if (next === undefined || last === undefined) return refuse("date.impossible");
  const days = (to: Day) => Math.abs(today.until(to).days);
  if (prefer !== undefined) {
    const [meant, other] = prefer === "future" ? [next, last] : [last, next];
    const missed = days(meant) > FAR_DAYS && days(other) <= JUST_MISSED_DAYS;
    // 29 Februari may be years away.
    if (days(meant) > 366) return askDays([meant], "not this year");
    return missed ? askDays([other, meant], "day just missed") : sureDay(meant, "day and month");
  }
  const [near, far] = days(next) <= days(last) ? [next, last] : [last, next];
  return days(near) <= NEAR_DAYS ? sureDay(near, "day and month, near") : askDays([near, far], "which year");
}

/** A day of the month without a month: the nearest one on the preferred side that exists. */
export function readDayOfMonth({ today, prefer }: DayContext, day: number): Reading<string> {
  if (day < 1 || day > 31) return refuse("date.impossible");
  const find = (step: 1 | -1): Day | undefined => {
    for (let months = 0; months <= 2; months++) {
      const { year, month } = today.add({ months: step * months });
      const found = dayOf(year, month, day);
      if (found !== undefined && Temporal.PlainDate.compare(found, today) * step >= 0) return found;
    }
    return undefined;
  };
  const [next, last] = [find(1), find(-1)];
  if (next === undefined || last === undefined) return refuse("date.impossible");
  if (next.equals(last)) return sureDay(next, "day of the month, today");
  if (prefer === undefined) return askDays([next, last], "which month");
  const [meant] = prefer === "future" ? [next] : [last];
  const distance = Math.abs(today.until(meant).days);
  // The 31st asked for in a month of thirty days lies two months off: not surely what was meant.
  return distance > 31 ? askDays([meant], "no such day this month") : sureDay(meant, "day of the month");
}

/** The next such weekday strictly after today, or the last one strictly before. Monday is 1. */
export function weekdayFrom(today: Day, weekday: number, step: 1 | -1): Day {
  const gap = (step * (weekday - today.dayOfWeek) + 7) % 7;
  return today.add({ days: step * (gap === 0 ? 7 : gap) });
}

/** That weekday in the week (Monday to Sunday) so many weeks from this one. */
export function weekdayInWeek(today: Day, weekday: number, weeks: number): Day {
  return today.add({ days: weekday - today.dayOfWeek + 7 * weeks });
}
