import { DAY, HOUR } from "../../clock.ts";
import { addDays, dateIn, instantOf, type Zone } from "../../zones.ts";
import type { Severity } from "./severity.ts";

/** What must be done about a case by a time. */
export type DutyKind =
  /** An officer opens it. */
  | "read"
  /** A human answers; an automatic reply is none. */
  | "acknowledge"
  /** The legal decision of S1, the plan of S2 and S3, the answer of S4. */
  | "plan"
  /** How it goes on, again and again. */
  | "update"
  | "outcome"
  /** New words of the reporter are read: as soon as the case itself had to be. */
  | "new-words";

export type Span = { hours: number } | { workingDays: number } | { days: number };

/** Where the working days are: weekends are Saturday and Sunday, holidays (YYYY-MM-DD) are set by the programme. */
export type WorkCalendar = { zone: Zone; holidays: ReadonlySet<string> };

/** How long each duty has, by severity; what is not there is not asked for. */
export const SPANS: Readonly<Record<Severity, Partial<Record<DutyKind, Span>>>> = {
  S1: {
    read: { hours: 4 },
    acknowledge: { hours: 24 },
    plan: { hours: 72 },
    "new-words": { hours: 4 },
  },
  S2: {
    read: { hours: 24 },
    acknowledge: { hours: 24 },
    plan: { hours: 72 },
    update: { days: 7 },
    outcome: { days: 90 },
    "new-words": { hours: 24 },
  },
  S3: {
    read: { workingDays: 2 },
    acknowledge: { workingDays: 3 },
    plan: { workingDays: 5 },
    "new-words": { workingDays: 2 },
  },
  S4: {
    read: { workingDays: 2 },
    acknowledge: { workingDays: 3 },
    plan: { workingDays: 10 },
    "new-words": { workingDays: 2 },
  },
};

/** Percent of a span at which somebody else is told. */
export const STEPS = [50, 100, 150] as const;
export type Step = (typeof STEPS)[number];

/**
 * The instant at which so much of a span is over that began at `from`, ms UTC. Working days end at local midnight; the
 * day on which it began is not counted, and a part of a day counts as a whole one.
 */
export function reachedAt(span: Span, from: number, step: Step, calendar: WorkCalendar): number {
  if ("hours" in span) return from + (span.hours * HOUR * step) / 100;
  if ("days" in span) return from + (span.days * DAY * step) / 100;
  return endOfWorkingDay(dateIn(calendar.zone, from), Math.ceil((span.workingDays * step) / 100), calendar);
}

/** Thousands of cases came on a few days: each is reckoned once for a calendar. */
const reckoned = new WeakMap<WorkCalendar, Map<string, number>>();

function endOfWorkingDay(date: string, days: number, calendar: WorkCalendar): number {
  const known = reckoned.get(calendar) ?? new Map<string, number>();
  reckoned.set(calendar, known);
  const name = `${date} ${days}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  let last = date;
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1);
    if (isWorkingDay(last, calendar)) counted += 1;
  }
  const end = instantOf(calendar.zone, addDays(last, 1), "00:00");
  known.set(name, end);
  return end;
}

/** The deadline itself. */
export const dueAt = (span: Span, from: number, calendar: WorkCalendar): number => reachedAt(span, from, 100, calendar);

/** Neither a weekend nor a holiday. */
export function isWorkingDay(date: string, { holidays }: WorkCalendar): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}
