import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { PURPOSES } from "../../people/directory.ts";
import { id, label, line, percent, rupiah, said, source, text, time, weekly, weeks, zone } from "./words.ts";

const MOST_VILLAGES = 500;
/** Far above any list in a programme sheet. */
const MANY = 60;

const texts = z.array(text).max(MANY).describe("Write a list, each line after a dash.");

/** What somebody or something is called in this programme: said wherever a text speaks of it. */
export const NAMED = [
  "beneficiary",
  "candidate",
  "kader",
  "facilitator",
  "coordinator",
  "group",
  "session",
  "capital",
  "graduation",
] as const;

/** The programme sheet: what a visitor from the ministry asks for first. */
const sheet = z
  .strictObject({
    problem: text,
    policy: text,
    goal: text,
    /** SMART: what, of which indicator, how much, until when. */
    targets: z
      .array(
        z.strictObject({
          id,
          what: text,
          indicator: id.describe("Write the id of an indicator of indicators.yaml."),
          /** A percentage, or a number of the indicator's own unit. */
          value: z.union([percent, z.number()]).describe("Write 70%, or a number."),
          by: line,
          source,
        }),
      )
      .max(MANY),
    approach: text,
    /** Whom it is for, as the programme's papers say it; who checks it is a human. */
    criteria: texts,
    stages: z.array(z.strictObject({ id, name: line, months: line.optional(), does: texts })).max(MANY),
    procedures: texts,
    institutions: z.array(z.strictObject({ name: line, does: text })).max(MANY),
    resources: texts,
    /** The same in a few sentences for whoever takes part: the pocket guide. */
    guide: z.array(said).min(1).max(12).describe("Write the pocket guide: a list of short texts."),
  })
  .describe(
    "Write problem, policy, goal, targets, approach, criteria, stages, procedures, institutions, resources, guide.",
  );

/** One thing that is explained, and perhaps asked, before she registers. It never decides. */
const eligibility = z.strictObject({
  id,
  told: said,
  /** A yes-or-no question, and the answer that fits. */
  ask: said.optional(),
  fits: z.enum(["yes", "no"]).optional().describe("Write yes or no: the answer that fits."),
  /** `must` is a condition; `priority` comes first; `shown` is a rule that is told and applied by humans alone. */
  kind: z.enum(["must", "priority", "shown"]).describe("Write must, priority or shown."),
  source,
});

/** `programme.yaml` as it is written. All but the first six words may be left out: then _base has them. */
export const headSchema = z.strictObject({
  name: line,
  office: line,
  purpose: line,
  zone,
  hours: z.strictObject({ from: time, to: time }).describe('Write e.g. { from: "08:00", to: "19:30" }.'),
  villages: z
    .array(z.strictObject({ name: line, district: line.optional(), zone }))
    .min(1)
    .max(MOST_VILLAGES)
    .describe("Write at least one, e.g. - { name: Sumberejo, zone: WIB }."),
  "weekly-report": z
    .strictObject({ beneficiary: weekly, kader: weekly, facilitator: weekly, "silent-weeks": weeks })
    .describe("Write beneficiary, kader and facilitator, each with day and time, and silent-weeks."),
  digests: z
    .strictObject({ facilitator: weekly, coordinator: weekly })
    .describe("Write facilitator and coordinator, each with day and time."),
  thresholds: z
    .strictObject({
      "silent-weeks": weeks,
      "profit-fall-percent": z.number().int().min(1).max(100).describe("Write a whole number from 1 to 100."),
      "paused-weeks": weeks,
    })
    .describe("Write silent-weeks, profit-fall-percent and paused-weeks."),
  /** Other programmes of this organisation that run beside it. */
  beside: z.array(id).max(MANY).optional().describe("Write a list of folders in programmes/, e.g. [pena]."),
  words: z
    .partialRecord(z.enum(NAMED), label)
    .optional()
    .describe(`Write what is said for: ${NAMED.join(", ")}.`),
  sheet: sheet.optional(),
  eligibility: z.array(eligibility).max(MANY).optional(),
  consents: z
    .array(z.enum(PURPOSES as [string, ...string[]]))
    .optional()
    .describe(`Write some of: ${PURPOSES.join(", ")}.`),
  communication: z
    .array(
      z.strictObject({
        id,
        from: line,
        to: line,
        /** The role that is reminded of it, where Rukun knows one. */
        role: z.enum(ROLES).optional(),
        every: z.enum(["day", "week", "month", "quarter", "once"]).describe("Write day, week, month, quarter or once."),
        about: text,
        source,
      }),
    )
    .max(MANY)
    .optional(),
  /** How often a facilitator is in touch with each member, by phase. */
  contact: z
    .array(
      z.strictObject({
        id,
        name: line,
        months: z
          .tuple([z.number().int().min(1), z.number().int().min(1)])
          .describe("Write the first and the last month, e.g. [1, 3]."),
        every: z.number().int().min(1).max(26).describe("Write every how many weeks, e.g. 2."),
        source,
      }),
    )
    .max(MANY)
    .optional(),
  /** Amounts that differ by district, e.g. the minimum wage: `umk: { Malang: 3000000 }`; `all` is for the others. */
  figures: z
    .record(id, z.record(z.string(), rupiah))
    .optional()
    .describe("Write e.g. umk: { Malang: 3000000, all: 2500000 }."),
  /** What the study of 2024 found, and what Rukun does about it. */
  study: z
    .strictObject({ lacks: texts, bot: texts, not: texts })
    .optional()
    .describe("Write lacks, bot and not, each a list."),
});

export type Head = z.output<typeof headSchema>;
