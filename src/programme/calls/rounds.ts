import { addMonths } from "../../zones.ts";
import type { Call } from "../pack/index.ts";

/**
 * The days on which a call is made, of somebody who began on a day, between two days, both included (YYYY-MM-DD). On her
 * first day nobody is called.
 */
export function roundsOf(call: Call, began: string, from: string, to: string): string[] {
  const days = "after" in call ? daysAfter(call, began, to) : daysOfMonths(call, from, to);
  return days.filter((day) => day > began && day >= from && day <= to);
}

function daysAfter({ months, again }: Extract<Call, { after: unknown }>, began: string, to: string): string[] {
  const days = months.map((month) => addMonths(began, month));
  const last = months.at(-1) ?? 0;
  const step = last - (months.at(-2) ?? 0);
  if (!again) return days;
  for (let month = last + step; addMonths(began, month) <= to; month += step) days.push(addMonths(began, month));
  return days;
}

function daysOfMonths(call: Extract<Call, { day: number }>, from: string, to: string): string[] {
  const days: string[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1))
    if (call.in?.includes(Number(month.slice(5, 7))) ?? true)
      days.push(`${month.slice(0, 8)}${String(call.day).padStart(2, "0")}`);
  return days;
}
