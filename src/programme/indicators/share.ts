import type { Json } from "../../flow/session.ts";
import { evidenceOf, holds, inTime, median, numbersOf, type OfOne, type Told } from "../graduation/evidence.ts";
import type { Bound, Evidence, Expression } from "../pack/index.ts";
import type { Known } from "./people.ts";

/** What one person, or one place where nobody is named, adds to a number. */
export type Share =
  | { sum: number }
  /** Different values, which others may have too. */
  | { of: readonly string[] }
  /** Numbers of which the middle one is looked for. */
  | { numbers: readonly number[] }
  /** The newest. */
  | { last: number; on: string };

/** Somebody, or a place, with what is known of it. */
export type Contributor = OfOne & {
  /** Undefined: nobody is named. */
  known: Known | undefined;
  /** The first day that is looked at where a number is about a period, YYYY-MM-DD; empty: from the beginning. */
  from: string;
  /** Rupiah of a figure of the programme, where she lives. */
  figure(id: string): number | undefined;
};

/** People whose number is told of "all in the programme". */
const INSIDE: ReadonlySet<string | null> = new Set(["beneficiary", "graduate"]);

/** What she adds; undefined: she has no part in it. Pure. */
export function shareOf(given: Expression, one: Contributor): Share | undefined {
  if ("members" in given) return given.members.some((as) => as === one.known?.standing) ? { sum: 1 } : undefined;
  if ("people" in given) return INSIDE.has(one.known?.standing ?? null) && reaches(given, one) ? { sum: 1 } : undefined;
  if ("months" in given || "streak" in given || "share" in given)
    return one.known === undefined ? undefined : middle(given, one);
  if ("change" in given) return given.as === "people" ? once(middle(given, one)) : middle(given, one);
  const events = fitting(given, one);
  if (events.length === 0) return undefined;
  if ("count" in given) return { sum: events.length };
  if ("distinct" in given) return distinct(given.distinct, events, one);
  if ("sum" in given) return { sum: numbersOf(events, given.sum).reduce((all, each) => all + each, 0) };
  if ("last" in given) return newest(given.last, events);
  if (given.each === undefined) return { numbers: numbersOf(events, given.median) };
  const own = median(numbersOf(events, given.median));
  return own === undefined ? undefined : { numbers: [own] };
}

/** What fits, in the period unless the words say themselves how far back they look. */
function fitting(
  given: Exclude<Evidence, { months: string } | { streak: string } | { share: string }>,
  one: Contributor,
): Told[] {
  const kind = "count" in given ? given.count : given.of;
  const from = given.weeks === undefined && given.within === undefined && !("last" in given) ? one.from : "";
  const told = inTime(one.events(kind), given, one) ?? [];
  return told.filter(({ on, data }) => on >= from && holds(given.where, data));
}

/** How often it was told, of what names nobody. */
export const toldBy = (given: Expression, one: Contributor): number =>
  "count" in given || "of" in given ? fitting(given, one).length : 0;

function distinct(field: string, events: readonly Told[], { known }: Contributor): Share | undefined {
  if (field === "person") return known === undefined ? undefined : { sum: 1 };
  const values = events.flatMap((event) => [columnOf(event, field) ?? []].flat()).map(String);
  return values.length === 0 ? undefined : { of: values };
}

function columnOf({ data, groupId, unitId, village }: Told, field: string): Json | undefined {
  if (field === "group") return groupId;
  if (field === "unit") return unitId;
  return field === "village" ? village : data[field];
}

function newest(field: string, events: readonly Told[]): Share | undefined {
  const event = events.findLast(({ data }) => typeof data[field] === "number");
  const value = event?.data[field];
  return event === undefined || typeof value !== "number" ? undefined : { last: value, on: event.on };
}

/** A number of her own, of which the middle one of all is looked for. */
function middle(given: Evidence, one: Contributor): Share | undefined {
  const { value } = evidenceOf(given, one);
  return typeof value === "number" ? { numbers: [value] } : undefined;
}

/** Of a change that is counted in people she is one, or none. */
const once = (share: Share | undefined): Share | undefined =>
  share !== undefined && "numbers" in share && share.numbers[0] === 1 ? { sum: 1 } : undefined;

type Reaching = Extract<Expression, { people: unknown }>;

function reaches(given: Reaching, one: Contributor): boolean {
  const { value } = evidenceOf(given.people, one);
  if (value === null) return false;
  const { is, "at-least": least, "at-most": most } = given;
  if (is !== undefined && ![value].flat().some((each) => [is].flat().includes(String(each)))) return false;
  if (least === undefined && most === undefined) return true;
  if (typeof value !== "number") return false;
  const [low, high] = [least, most].map((bound) => (bound === undefined ? undefined : amountOf(bound, one)));
  // Where the programme has no figure for her district, nobody can say that she reached it.
  if (low === null || high === null) return false;
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

function amountOf(bound: Bound, { figure }: Contributor): number | null {
  if (typeof bound === "number") return bound;
  const amount = figure(bound.figure);
  return amount === undefined ? null : Number((BigInt(amount) * BigInt(bound.times)) / 1_000_000n);
}

/** All shares as one number; null: there is nothing to reckon with. Pure. */
export function together(shares: readonly Share[]): number | null {
  const [first] = shares;
  if (first === undefined) return null;
  if ("sum" in first) return shares.reduce((sum, share) => sum + ("sum" in share ? share.sum : 0), 0);
  if ("of" in first) return new Set(shares.flatMap((share) => ("of" in share ? share.of : []))).size;
  if ("numbers" in first) return median(shares.flatMap((share) => ("numbers" in share ? share.numbers : []))) ?? null;
  let [last, on] = [first.last, first.on];
  for (const share of shares) if ("last" in share && share.on > on) [last, on] = [share.last, share.on];
  return last;
}
