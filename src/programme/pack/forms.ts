import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { LIMITS } from "../../limits.ts";
import { id, label, line, said, source } from "./words.ts";

const MOST_FORMS = 40;
const MOST_QUESTIONS = 30;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** As in a flow: `{ running: yes }`, `{ obstacle: [capital, buyers] }`, `{ profit: { min: 1 } }`. */
const condition = z
  .record(
    z.string(),
    z.union([
      scalar,
      z.array(scalar).min(1),
      z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
    ]),
  )
  .describe("Write e.g. { running: yes }.");

export const QUESTION_KINDS = [
  "text",
  "number",
  "money",
  "date",
  "choice",
  "several",
  "yes-no",
  "photo",
  "scale",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

const option = z.strictObject({ id, label, aliases: z.array(z.string().min(1)).default([]) });

const question = z.strictObject({
  id,
  ask: said,
  /** What stands before her answer when it is read back. */
  label,
  as: z.enum(QUESTION_KINDS).describe(`Write one of: ${QUESTION_KINDS.join(", ")}.`),
  options: z.array(option).min(2).max(LIMITS.listOptions).optional(),
  when: condition.optional(),
  optional: z.boolean().default(false),
  /** `private`: seen by her, by who asked and by those who look after her; in no list with names, and erased with her. */
  privacy: z.enum(["normal", "private"]).default("normal").describe("Write normal or private."),
  min: z.number().optional(),
  max: z.number().optional(),
});

const form = z.strictObject({
  id,
  name: line,
  /** A member, whoever fills it; or the work of the one who does. */
  about: z.enum(["member", "work"]).describe("Write member or work."),
  by: z.array(z.enum(ROLES)).min(1).describe("Write roles, e.g. [beneficiary, kader, facilitator]."),
  every: z.enum(["once", "day", "week", "month", "quarter", "half-year", "event"]).default("event"),
  /** Said before the first question. */
  intro: said.optional(),
  /** A conversation of its own asks it, e.g. weekly-report; then the questions only say what it asks. */
  flow: id.optional(),
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
  source,
});

/** `forms.yaml`: what is written down. `without` leaves out forms of _base. */
export const formsSchema = z.strictObject({
  without: z.array(id).default([]),
  forms: z.array(form).max(MOST_FORMS).default([]),
});

export type Form = z.output<typeof form>;
export type Question = Form["questions"][number];
export type When = NonNullable<Question["when"]>;
