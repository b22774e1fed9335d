import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { LIMITS } from "../../limits.ts";
import { id, label, line, said, source } from "./words.ts";

const MOST_FORMS = 40;
const MOST_QUESTIONS = 30;
/** Of a date: a year before it nothing helps yet. */
const MOST_DAYS_BEFORE = 365;
const MOST_REMINDERS = 5;
/** Three years after it began, a programme is over. */
const MOST_MONTHS = 36;
/** An entry of a board is a line. */
const MOST_SHOWN = 5;
const MOST_BOARD_DAYS = 730;

const CALL_HOW = 'Write { after: joined, months: [3, 6, 12], say: "…" } or { day: 5, say: "…" }.';

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

const DAYS = ["past", "ahead", "any"] as const;

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
  /** Of a date: a day that is over, today among them, which is meant where nothing is said; one that is ahead; or any. */
  day: z
    .enum(DAYS)
    .describe(`Write one of: ${DAYS.join(", ")}.`)
    .optional(),
  /** Of a date: so many days before it whoever filled it in is reminded, e.g. [90, 30, 7]. */
  remind: z.array(z.number().int().min(0).max(MOST_DAYS_BEFORE)).min(1).max(MOST_REMINDERS).optional(),
});

const MONTHS = z.number().int().min(1).max(MOST_MONTHS);

/** So many months after somebody joined, was certified or graduated. */
const callAfter = z.strictObject({
  after: z.enum(["joined", "certificate", "graduated"]),
  months: z.array(MONTHS).min(1).max(12),
  /** It goes on in the distance of the last two. */
  again: z.boolean().default(false),
  say: said,
});
/** On a day of each month, or of some. */
const callOn = z.strictObject({
  day: z.number().int().min(1).max(28),
  in: z.array(z.number().int().min(1).max(12)).min(1).optional(),
  say: said,
});

const board = z.strictObject({
  name: label,
  /** The questions whose answers are shown, in this order. */
  show: z.array(id).min(1).max(MOST_SHOWN),
  /** How long an entry stays. */
  days: z.number().int().min(1).max(MOST_BOARD_DAYS).default(60),
  /** A date among the questions: it stays until that day is over, the soonest stands first. */
  until: id.optional(),
  /** Only what was answered so, e.g. { publish: yes }. */
  when: condition.optional(),
  /** With the name and village of who told it; only where she was asked. */
  named: z.boolean().default(false),
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
  /** When people are asked to fill it in, without their asking for it. */
  call: z.union([callAfter, callOn], { error: CALL_HOW }).optional(),
  /** A board on which everybody of the programme reads what was written down: PAPAN. */
  board: board.optional(),
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
  source,
});

/** `forms.yaml`: what is written down. `without` leaves out forms of _base. */
export const formsSchema = z.strictObject({
  without: z.array(id).default([]),
  forms: z.array(form).max(MOST_FORMS).default([]),
});

export type Form = z.output<typeof form>;
export type Call = NonNullable<Form["call"]>;
export type Board = NonNullable<Form["board"]>;
export type Question = Form["questions"][number];
export type When = NonNullable<Question["when"]>;
