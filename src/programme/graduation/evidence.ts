import type { Json } from "../../flow/session.ts";
import { addDays, mondayOf } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import type { Evidence, Filter } from "../pack/index.ts";

/** What of an event evidence may look at. */
export type Told = Pick<Happened, "on" | "data" | "personId" | "groupId" | "unitId" | "village">;

/** Everything that is known of one person in one programme, as far as evidence may look at it. */
export type OfOne = {
  /** Her local day, YYYY-MM-DD. */
  today: string;
  /** Since when she takes part, YYYY-MM-DD; undefined: she does not. */
  since: string | undefined;
  /** What happened to her, oldest day first. */
  events(kind: string): readonly Told[];
};

/** What the evidence came to. Null: nothing is recorded that could tell. */
export type Found = {
  /** A number (rupiah, ppm of a change in percent, or a count), or words. */
  value: number | readonly string[] | null;
  /** The day of the newest event that it rests on, YYYY-MM-DD. */
  on: string | null;
};

const NOTHING: Found = { value: null, on: null };

/** What is recorded of one person for one expression. Where nothing of the kind was ever told, it is not known. */
export function evidenceOf(given: Evidence, one: OfOne): Found {
  if ("months" in given) return monthsIn(one);
  if ("streak" in given) return streakOf(one.events(given.streak), given.where, one.today);
  if ("share" in given) return shareIn(given, one);
  const kind = "count" in given ? given.count : given.of;
  const told = inTime(one.events(kind), given, one);
  if (told === undefined || told.length === 0) return NOTHING;
  const events = told.filter(({ data }) => holds(given.where, data));
  // Of what was told, none fits: that is known, and it is nothing.
  const on = (events.at(-1) ?? told.at(-1))?.on ?? null;
  if ("count" in given) return { value: events.length, on };
  if ("distinct" in given) return { value: distinctOf(events, given.distinct), on };
  if ("sum" in given) return { value: numbersOf(events, given.sum).reduce((all, one) => all + one, 0), on };
  if ("last" in given) return lastOf(events, given.last);
  if ("median" in given) return medianOf(events, given.median);
  return changeOf(events, given);
}

/** In ppm, rounded down. */
function shareIn(given: Extract<Evidence, { share: string }>, one: OfOne): Found {
  const told = inTime(one.events(given.share), given, one) ?? [];
  const [first, last] = [told[0]?.on, told.at(-1)?.on];
  if (first === undefined || last === undefined || told.length < given.least) return NOTHING;
  if (addDays(first, 7 * (given.spans - 1)) > last) return NOTHING;
  const fitting = told.filter(({ data }) => holds(given.where, data)).length;
  return { value: Math.floor((fitting * 1_000_000) / told.length), on: last };
}

function monthsIn({ since, today }: OfOne): Found {
  return since === undefined ? NOTHING : { value: monthsBetween(since, today), on: since };
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const part = (date: string, at: number, length: number) => Number(date.slice(at, at + length));
  const months = (part(to, 0, 4) - part(from, 0, 4)) * 12 + part(to, 5, 2) - part(from, 5, 2);
  return Math.max(0, part(to, 8, 2) < part(from, 8, 2) ? months - 1 : months);
}

type Time = { weeks?: number | undefined; within?: { days: number; after: string } | undefined };

/** The last so many weeks, or so many days after her first event of another kind; undefined: that one never was. */
export function inTime(events: readonly Told[], { weeks, within }: Time, one: OfOne): readonly Told[] | undefined {
  const first = within === undefined ? undefined : one.events(within.after)[0]?.on;
  if (within !== undefined && first === undefined) return undefined;
  const from = weeks === undefined ? "" : addDays(one.today, -7 * weeks + 1);
  const to = within === undefined || first === undefined ? one.today : addDays(first, within.days);
  return events.filter(({ on }) => on >= from && on >= (first ?? "") && on <= to && on <= one.today);
}

/** Whether an event's data fit a filter: all lines of it. */
export function holds(filter: Filter | undefined, data: Record<string, Json>): boolean {
  return Object.entries(filter ?? {}).every(([field, wanted]) => {
    const values = [data[field]].flat();
    if (typeof wanted !== "object") return values.includes(wanted);
    if (Array.isArray(wanted)) return wanted.some((one) => values.includes(one));
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = wanted;
    return values.some((value) => typeof value === "number" && value >= min && value <= max);
  });
}

export const numbersOf = (events: readonly Told[], field: string): number[] =>
  events.flatMap(({ data }) => (typeof data[field] === "number" ? [data[field]] : []));

const COLUMNS: Record<string, (event: Told) => Json> = {
  person: ({ personId }) => personId,
  group: ({ groupId }) => groupId,
  unit: ({ unitId }) => unitId,
  village: ({ village }) => village,
};

function distinctOf(events: readonly Told[], field: string): number {
  const values = events.flatMap((event) => COLUMNS[field]?.(event) ?? event.data[field] ?? []);
  return new Set(values.map(String)).size;
}

function lastOf(events: readonly Told[], field: string): Found {
  const event = events.findLast(({ data }) => data[field] !== undefined && data[field] !== null);
  const value = event?.data[field];
  if (event === undefined || value === undefined) return NOTHING;
  return { value: typeof value === "number" ? value : [value].flat().map(String), on: event.on };
}

function medianOf(events: readonly Told[], field: string): Found {
  const counted = events.filter(({ data }) => typeof data[field] === "number");
  const value = median(numbersOf(counted, field));
  return value === undefined ? NOTHING : { value, on: counted.at(-1)?.on ?? null };
}

/** Whole numbers in, a whole number out: of two in the middle the mean, half a rupiah down. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.floor((low + high) / 2);
}

type Change = Extract<Evidence, { change: string }>;

/** Her first `pair` events against her last, never the same one twice; or those that `from` and `to` name. */
function changeOf(events: readonly Told[], { change, pair, as, by, from, to }: Change): Found {
  const counted = events.filter(({ data }) => typeof data[change] === "number");
  const named = from !== undefined || to !== undefined;
  if (!named && counted.length < 2 * pair) return NOTHING;
  const early = named ? counted.filter(({ data }) => holds(from, data)) : counted.slice(0, pair);
  const late = named ? counted.filter(({ data }) => holds(to, data)) : counted.slice(-pair);
  const [before, after] = [median(numbersOf(early, change)), median(numbersOf(late, change))];
  if (before === undefined || after === undefined) return NOTHING;
  const on = late.at(-1)?.on ?? null;
  if (as === "median") return { value: after - before, on };
  if (as === "people") return { value: after - before >= (by ?? 1) ? 1 : 0, on };
  // In percent of nothing nobody can say how much it grew.
  return before <= 0 ? NOTHING : { value: Number((BigInt(after - before) * 1_000_000n) / BigInt(before)), on };
}

/** Weeks in a row in which it held, up to this one or, while this one is going on, the one before. */
function streakOf(events: readonly Told[], where: Filter | undefined, today: string): Found {
  if (events.length === 0) return NOTHING;
  const fitting = events.filter(({ on, data }) => on <= today && holds(where, data));
  const weeks = new Set(fitting.map(({ on }) => mondayOf(on)));
  const current = mondayOf(today);
  let week = weeks.has(current) ? current : addDays(current, -7);
  let value = 0;
  for (; weeks.has(week); week = addDays(week, -7)) value += 1;
  return { value, on: fitting.at(-1)?.on ?? null };
}
