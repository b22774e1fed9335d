import { RukunError } from "../../errors.ts";
import { addDays, mondayOf } from "../../zones.ts";
import type { Days } from "../indicators/index.ts";

export const REPORT_KINDS = ["weekly", "monthly", "quarterly", "final"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

const HOW: Record<ReportKind, string> = {
  weekly: "Write a week, e.g. 2026-W45.",
  monthly: "Write a month, e.g. 2026-10.",
  quarterly: "Write a quarter, e.g. 2026-Q4.",
  final: 'Write a year, e.g. 2026, or two months, e.g. "2025-03..2026-11".',
};

/** A period as it is written, or undefined. Pure. */
export const periodIn = (kind: ReportKind, text: string): Days | undefined => READ[kind](text.trim().toUpperCase());

/** A period as it is written on the command line. Errors: `report.period`. Pure. */
export function readReportPeriod(kind: ReportKind, text: string): Days {
  const found = periodIn(kind, text);
  if (found === undefined) throw new RukunError("report.period", `"${text}" is no ${kind} period. ${HOW[kind]}`);
  return found;
}

const READ: Record<ReportKind, (text: string) => Days | undefined> = {
  weekly: (text) => {
    const [, year, week] = /^(\d{4})-W(\d{1,2})$/.exec(text) ?? [];
    return year === undefined ? undefined : weekOf(Number(year), Number(week));
  },
  monthly: (text) => (isMonth(text) ? months(text, text) : undefined),
  quarterly: (text) => {
    const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
    if (year === undefined) return undefined;
    const last = Number(quarter) * 3;
    return months(`${year}-${two(last - 2)}`, `${year}-${two(last)}`);
  },
  final: (text) => {
    if (/^\d{4}$/.test(text)) return months(`${text}-01`, `${text}-12`);
    const [from = "", to = "", more] = text.split("..");
    return more === undefined && isMonth(from) && isMonth(to) && from <= to ? months(from, to) : undefined;
  },
};

const two = (number: number): string => String(number).padStart(2, "0");
const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
const monthAfter = (month: string): string => addDays(`${month}-28`, 5).slice(0, 7);
const months = (first: string, last: string): Days => ({
  from: `${first}-01`,
  to: addDays(`${monthAfter(last)}-01`, -1),
});

/** The week with a year's fourth of January is its first, after ISO 8601. */
function weekOf(year: number, week: number): Days | undefined {
  const from = addDays(mondayOf(`${year}-01-04`), (week - 1) * 7);
  const thursday = addDays(from, 3);
  return week >= 1 && thursday.startsWith(String(year)) ? { from, to: addDays(from, 6) } : undefined;
}

/** The period of a kind in which a day lies; a final report is about the year so far asked for. Pure. */
export function periodWith(kind: ReportKind, day: string): Days {
  if (kind === "weekly") return { from: mondayOf(day), to: addDays(mondayOf(day), 6) };
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (kind === "monthly") return months(day.slice(0, 7), day.slice(0, 7));
  return READ[kind](kind === "quarterly" ? `${year}-Q${Math.ceil(month / 3)}` : year) ?? { from: day, to: day };
}

/** The period of the same kind just before: what a report is compared with. Pure. */
export function periodBefore(kind: ReportKind, { from, to }: Days): Days {
  const last = addDays(from, -1);
  if (kind !== "final") return periodWith(kind, last);
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
  return { from: addDays(last, -length), to: last };
}

/** The period of the same kind just after: what is planned. Pure. */
export const periodAfter = (kind: ReportKind, { to }: Days): Days =>
  kind === "final" ? periodWith("monthly", addDays(to, 1)) : periodWith(kind, addDays(to, 1));

const DAY_MS = 86_400_000;

/** `2026-10`, `2026-Q4`, `2026-W45`, `2026`: for the name of a file, and read again the same period. Pure. */
export function periodName(kind: ReportKind, { from, to }: Days): string {
  const year = from.slice(0, 4);
  if (kind === "monthly") return from.slice(0, 7);
  if (kind === "quarterly") return `${year}-Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`;
  if (kind === "final")
    return from.endsWith("-01-01") && to === `${year}-12-31` ? year : `${from.slice(0, 7)}..${to.slice(0, 7)}`;
  const thursday = addDays(from, 3);
  const first = mondayOf(`${thursday.slice(0, 4)}-01-04`);
  return `${thursday.slice(0, 4)}-W${two(Math.round((Date.parse(from) - Date.parse(first)) / (7 * DAY_MS)) + 1)}`;
}
