import { RukunError } from "../../errors.ts";
import { addDays } from "../../zones.ts";
import type { Words } from "./words.ts";

/** Dates of the books, YYYY-MM-DD, both within. */
export type Period = { from: string; to: string };

const HOW = 'Write 2026, 2026-11, 2026-11-21 or "2026-11-01..2026-11-21".';

/** A year, a month, a day, or two days with two dots between. Errors: `statement.period`. */
export function readPeriod(text: string): Period {
  const given = text.trim();
  const [first = "", second, more] = given.split("..");
  const from = begin(first.trim());
  const to = second === undefined ? end(first.trim()) : end(second.trim());
  if (from === undefined || to === undefined || more !== undefined)
    throw new RukunError("statement.period", `"${given}" is no period. ${HOW}`);
  if (from > to) throw new RukunError("statement.period", `${from} is after ${to}. Give the earlier date first.`);
  return { from, to };
}

const begin = (text: string) => day(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);

function end(text: string): string | undefined {
  if (text.length === 4) return day(`${text}-12-31`);
  const first = text.length === 7 ? day(`${text}-01`) : undefined;
  return first === undefined ? day(text) : addDays(nextMonth(first), -1);
}

const nextMonth = (first: string) => `${addDays(first, 31).slice(0, 7)}-01`;

/** The date itself where the calendar has it. */
function day(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return undefined;
  return addDays(text, 0) === text ? text : undefined;
}

/** The calendar month that a date lies in, up to that date. */
export const monthUntil = (date: string): Period => ({ from: `${date.slice(0, 7)}-01`, to: date });

/** The year that a date lies in, up to that date. */
export const yearUntil = (date: string): Period => ({ from: `${date.slice(0, 4)}-01-01`, to: date });

/** `November 2026`, `Tahun 2026`, `1 Nov 2026 sampai 21 Nov 2026`, as a heading says it. Pure. */
export function periodText({ from, to }: Period, words: Words): string {
  if (from === to) return words.date(to);
  const wholeFrom = from.endsWith("-01");
  const wholeTo = addDays(to, 1).endsWith("-01");
  if (wholeFrom && wholeTo && from.slice(0, 7) === to.slice(0, 7)) return words.month(from);
  if (from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31`)
    return words.say("period.year", { year: from.slice(0, 4) });
  return words.say("period.span", { from: words.date(from), to: words.date(to) });
}
