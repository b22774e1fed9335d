import { z } from "zod";
import { STANDINGS } from "../enrolment/index.ts";
import { id, percent } from "./words.ts";

/**
 * The small language of indicators and graduation: what is counted over the events of a kind. There is nothing else
 * in it, so that whoever reads the file knows what a number is.
 */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const between = z.strictObject({ min: z.number().optional(), max: z.number().optional() });

/** `{ status: [full, late] }`, `{ amount: { min: 1 } }`: all lines must hold. */
const filter = z
  .record(z.string(), z.union([scalar, z.array(scalar).min(1), between]))
  .describe("Write e.g. { status: [full, late] }.");

const kind = z.string().describe("Write a kind of event, e.g. training.attended or form.kunjungan.");
const field = z.string().describe("Write a field of that kind of event.");

const over = {
  of: kind,
  where: filter.optional(),
  /** Only the last so many weeks, where the question is about somebody's state. */
  weeks: z.number().int().min(1).max(260).optional(),
  /** Only what came within so many days after her first event of another kind. */
  within: z
    .strictObject({ days: z.number().int().min(1).max(1000), after: kind })
    .optional()
    .describe("Write e.g. { days: 183, after: training.completed }."),
};

/** How many events. */
const counting = z.strictObject({ count: kind, where: filter.optional(), weeks: over.weeks, within: over.within });
/** How many persons, groups, villages, or different values of a field. */
const distinct = z.strictObject({ distinct: field.describe("Write person, group, village or a field."), ...over });
const sum = z.strictObject({ sum: field, ...over });
/** The median over all events, or, with `each: person`, of each one's own median. */
const median = z.strictObject({ median: field, each: z.literal("person").optional(), ...over });
/** The newest value of a field: a word, or a number. */
const last = z.strictObject({ last: field, ...over });
/**
 * What changed with the same people: her first against her last `pair` weeks (or events, for a kind without weeks);
 * who has only one of the two is left out. `as` is the median change in percent or in the field's own unit, or how many
 * people changed by at least `by`.
 */
const change = z.strictObject({
  change: field,
  ...over,
  pair: z.number().int().min(1).max(26).default(4),
  as: z.enum(["median", "median-percent", "people"]),
  by: z.number().optional(),
  /** Tests: before and after instead of first and last. */
  from: filter.optional(),
  to: filter.optional(),
});
/**
 * Of all that was told of a kind, the share for which it held, in percent: whoever is asked every fourth week is measured
 * like who is asked each week. Fewer than `least`, or of fewer weeks than it `spans`, say nothing yet.
 */
const share = z.strictObject({
  share: kind,
  where: filter,
  weeks: over.weeks,
  least: z.number().int().min(1).max(100).default(4),
  spans: z.number().int().min(1).max(260).default(1),
});
/** Weeks in a row up to now in which it held. */
const streak = z.strictObject({ streak: kind, where: filter.optional() });
/** How many people of the programme there are, or, for one person, whether she is one. */
const members = z.strictObject({ members: z.array(z.enum(STANDINGS)).min(1) });
/** Whole months in the programme. */
const months = z.strictObject({ months: z.literal("enrolled") });

/** An amount by district, as `figures` of programme.yaml has it: `{ figure: umk, times: 23.08% }`. */
const figure = z.strictObject({ figure: id, times: percent.default(1_000_000) });
const bound = z.union([z.number(), percent, figure]).describe("Write a number, 70%, or { figure: umk }.");

/** What is enough. Percentages and `times` are in ppm. */
export const BOUNDS = {
  "at-least": bound.optional(),
  "at-most": bound.optional(),
  is: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe("Write a word of the evidence, or some."),
} as const;
export type Bound = z.output<typeof bound>;

/** What may be reckoned for one person. */
const ONE = [counting, distinct, sum, median, last, change, share, streak, months] as const;
/** How many people of the programme reach it, each reckoned for herself. */
const people = z.strictObject({
  people: z
    .union([...ONE])
    .describe("Write what is reckoned for each of them, e.g. { median: profit, of: weekly.report }."),
  ...BOUNDS,
});

/** Evidence about one person. */
export const evidenceSchema = z
  .union([...ONE])
  .describe("Write one of count, distinct, sum, median, last, change, share, streak, months.");

export const expressionSchema = z
  .union([...ONE, members, people])
  .describe(
    "Write one of count, distinct, sum, median, last, change, share, streak, months, members, people, e.g. { distinct: person, of: training.attended }.",
  );

export type Expression = z.output<typeof expressionSchema>;
export type Evidence = z.output<typeof evidenceSchema>;
export type Filter = z.output<typeof filter>;

/** The kinds of event that an expression looks at, and the fields of each. */
export function usesOf(given: Expression): { kind: string; fields: string[]; filters: Filter[] }[] {
  if ("members" in given || "months" in given) return [];
  if ("people" in given) return usesOf(given.people);
  if ("share" in given) return [{ kind: given.share, fields: [], filters: filters(given.where) }];
  if ("streak" in given) return [{ kind: given.streak, fields: [], filters: filters(given.where) }];
  const within = given.within === undefined ? [] : [{ kind: given.within.after, fields: [], filters: [] }];
  if ("count" in given) return [{ kind: given.count, fields: [], filters: filters(given.where) }, ...within];
  const fieldOf =
    "distinct" in given
      ? PEOPLE.includes(given.distinct)
        ? []
        : [given.distinct]
      : "sum" in given
        ? [given.sum]
        : "median" in given
          ? [given.median]
          : "last" in given
            ? [given.last]
            : [given.change];
  const more = "change" in given ? [...filters(given.from), ...filters(given.to)] : [];
  return [{ kind: given.of, fields: fieldOf, filters: [...filters(given.where), ...more] }, ...within];
}

/** What `distinct` may count beside the fields of an event. */
export const PEOPLE: readonly string[] = ["person", "group", "village", "unit"];

const filters = (given: Filter | undefined): Filter[] => (given === undefined ? [] : [given]);
