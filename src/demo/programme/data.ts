import { z } from "zod";
import { SUPPORT } from "../../programme/weekly/report.ts";
import { groupSchema, handOverSchema, priceSchema, visitSchema } from "./field-data.ts";
import { ago, amount, answersSchema, date, id, text, weekday } from "./words.ts";

/** Who began together, and when they were told of the programme. */
const cohort = z.strictObject({
  name: text,
  /** Weeks ago in which they heard of it, asked, and registered. */
  heard: ago,
  /** Weeks ago in which they began; left out: they only wait for an answer. */
  began: ago.optional(),
  /** What the coordinator says to each who is taken in. */
  reason: text,
});

/** One message of the socialisation to all of a cohort who have a phone. */
const campaign = z.strictObject({ cohort: text, audience: id, by: id });

/** Sessions of one module for one cohort. */
const course = z.strictObject({
  module: id,
  cohort: text,
  by: id,
  /** Whose people come, of the facilitators; left out: the whole cohort. */
  with: z.array(id).min(1).optional(),
  /** Weeks ago of the first session, how many, and every how many weeks; weeks to come are planned. */
  first: ago,
  sessions: z.int().min(1).max(30),
  every: z.int().min(1).max(8).default(1),
  day: weekday,
  time: date.time,
  hours: z.int().min(1).max(8),
  place: text,
  /** Given at a session, counted from 1, and what is handed in for it, in turn. */
  task: z.strictObject({ session: z.int().min(1).default(3), what: text, answers: z.array(text).min(1) }).optional(),
  /** The last session is followed by certificates for all who were there often enough. */
  certificates: z.boolean().default(false),
});

/** One round of a form: everybody of the cohorts is asked so many weeks after she began. */
const round = z.strictObject({
  form: id,
  /** Who fills it in; of whoever has no phone her kader or facilitator does. */
  by: z.enum(["self", "facilitator"]),
  week: z.int().min(0).max(160),
  /** Who began together; left out: all. */
  cohorts: z.array(text).optional(),
  answers: answersSchema,
});

/** What facilitators write each week and each day, in turn. */
const notes = z.strictObject({
  weekly: z
    .array(
      z.strictObject({
        activities: text.optional(),
        obstacle: text.optional(),
        action: text.optional(),
        plan: text,
        support: z.enum(SUPPORT).default("none"),
      }),
    )
    .min(1),
  daily: z.array(z.strictObject({ progress: text, obstacle: text.optional(), solution: text.optional() })).min(1),
});

/** A proposal and what became of it. */
const proposal = z.strictObject({
  person: id,
  /** Weeks ago, or days ago for what still goes on. */
  ago: ago.optional(),
  days: z.int().min(0).max(60).optional(),
  note: text,
  /** What she says against it, in the days in which she may. */
  objection: text.optional(),
  /** What is signed in the end; left out: it waits, for the check or for her time to object to end. */
  decided: z.enum(["graduate", "not-yet"]).optional(),
  /** What the others who sign say when they do not agree. */
  why: text.optional(),
  /** The check is done, and she may object. */
  checked: z.boolean().default(true),
  /** Where she goes on from here. */
  refer: id.optional(),
  /** At checks: the profit of a week, `m3` three months after the decision; `paused`: the business stands still. */
  after: z.record(z.string().regex(/^m\d{1,2}$/), z.union([amount, z.literal("paused")])).default({}),
  /** Of who is not there yet: what is done together until she is looked at again. */
  plan: z
    .strictObject({
      cause: text,
      steps: z.array(text).min(1).max(5),
      weeks: z.int().min(2).max(26),
      evaluation: text,
      result: z.enum(["ready", "more", "other"]),
    })
    .optional(),
});

/** What members of staff do and ask besides. */
const questions = z.strictObject({ person: id, ago, faq: id });

export const yearSchema = z.strictObject({
  cohorts: z.array(cohort).min(1).max(9),
  campaigns: z.array(campaign).default([]),
  questions: z.array(questions).default([]),
  courses: z.array(course).default([]),
  forms: z.array(round).default([]),
  satisfaction: z.strictObject({ weeks: z.array(z.int().min(1).max(120)), advice: z.array(text).min(1) }).optional(),
  notes,
  visits: visitSchema,
  "hand-overs": z.array(handOverSchema).default([]),
  prices: z.array(priceSchema).default([]),
  groups: z.array(groupSchema).default([]),
  graduation: z.array(proposal).default([]),
  /** What is said beside the figure of a session's feedback, in turn. */
  feedback: z.array(text).min(1),
});

export type DemoYear = z.infer<typeof yearSchema>;
export type DemoCohort = DemoYear["cohorts"][number];
export type DemoCourse = DemoYear["courses"][number];
export type DemoRound = DemoYear["forms"][number];
export type DemoProposal = DemoYear["graduation"][number];

/** What of somebody's own year stands beside her in `people`. */
export const lifeSchema = {
  /** Name of the cohort that she is of. */
  cohort: text.optional(),
  /** Net profit in rupiah of a week, `w12` of twelve weeks ago; between two of them it goes evenly up or down. */
  profit: z.record(z.string().regex(/^w\d{1,3}$/), amount).optional(),
  /** She leaves out about one week in so many. */
  skips: z.int().min(2).max(60).optional(),
  /** So many last weeks without a report. */
  silent: z.int().min(1).max(20).optional(),
  /** So many last weeks in which the business did not run. */
  paused: z.int().min(1).max(20).optional(),
  /** She misses about one session in so many. */
  misses: z.int().min(2).max(60).default(9),
  /** What is arranged for her at sessions. */
  needs: z.array(z.enum(["interpreter", "child-corner", "companion", "transport"])).default([]),
  /** Of the Washington Group, as she told it when she registered: what is hard for her. */
  difficulties: z
    .partialRecord(
      z.enum(["seeing", "hearing", "walking", "remembering", "washing", "speaking"]),
      z.enum(["some", "much", "cannot"]),
    )
    .optional(),
  /** Her own answers to forms, by form; the others are those of the round. */
  answers: z.record(id, answersSchema).default({}),
} as const;
