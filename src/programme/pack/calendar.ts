import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { id, label, line, said, source, text } from "./words.ts";

const MANY = 60;
const MOST_WEEKS = 52;

const week = z.number().int().min(1).max(MOST_WEEKS);
/** One week, or the first and the last one. */
const weeks = z
  .union([week.transform((one): [number, number] => [one, one]), z.tuple([week, week])])
  .describe("Write a week or the first and the last one, e.g. [1, 2].");

/** Ways of telling people, as the study lists them. */
export const WAYS = [
  "preparation",
  "leaders",
  "workshop",
  "print",
  "web",
  "campaign",
  "poster",
  "forum",
  "consultation",
] as const;

const audience = z.strictObject({
  id,
  name: line,
  /** Roles that belong to it; none where it has no phone in Rukun. */
  roles: z.array(z.enum(ROLES)).default([]),
  /** What it is told, in its own words. */
  message: said,
});

const activity = z.strictObject({
  id,
  name: line,
  way: z.enum(WAYS).describe(`Write one of: ${WAYS.join(", ")}.`),
  weeks,
  owner: z.enum(ROLES).describe("Write a role, e.g. facilitator."),
  audiences: z.array(id).min(1).describe("Write ids of audiences of this file."),
  tasks: z
    .array(z.strictObject({ id, what: text, week: week.optional() }))
    .max(MANY)
    .default([]),
  source,
});

const faq = z.strictObject({
  id,
  question: said,
  answer: said,
  /** Words by which it is found. */
  words: z.array(z.string().min(2)).default([]),
  source,
});

/** A question that shows whether it was understood; one option is right. */
export const check = z.strictObject({
  id,
  ask: said,
  options: z
    .array(z.strictObject({ id, label, right: z.boolean().optional() }))
    .min(2)
    .max(5),
  /** Said when it was another option: explains, and never blames. */
  explain: said,
  source,
});

/** `calendar.yaml`: the weeks in which a programme is made known. */
export const calendarSchema = z.strictObject({
  weeks: week,
  audiences: z.array(audience).min(1).max(MANY),
  activities: z.array(activity).min(1).max(MANY),
  check: z.array(check).max(5).default([]),
  faq: z.array(faq).max(MANY).default([]),
});

export type Calendar = z.output<typeof calendarSchema>;
export type Activity = Calendar["activities"][number];
export type Audience = Calendar["audiences"][number];
export type Faq = Calendar["faq"][number];
