import { z } from "zod";
import { WHAT } from "../../programme/field/hand-overs.ts";
import { PER } from "../../programme/field/prices.ts";
import { ago, amount, date, id, text, weekday } from "./words.ts";

/** How often facilitators visit, and what they find, in turn. */
export const visitSchema = z.strictObject({
  /** Every so many weeks. */
  every: z.int().min(1).max(26),
  /** Alumnae are visited every so many weeks. */
  graduates: z.int().min(1).max(52),
  found: z
    .array(
      z.strictObject({
        purpose: z.enum(["routine", "business", "training", "worry", "other"]),
        findings: text,
        "follow-up": text,
      }),
    )
    .min(1),
});

/** Capital that each of some cohorts gets, so many weeks after she began. */
export const handOverSchema = z.strictObject({
  cohorts: z.array(text).min(1),
  week: z.int().min(0).max(60),
  what: z.enum(WHAT),
  /** In turn. */
  items: z.array(text).min(1),
  amount: z.union([amount, z.array(amount).min(1)]),
  /** The pack's form that is filled in with it, where it has one. */
  form: id.optional(),
  /** Who says that it is not as written. */
  disputed: z.array(id).default([]),
});

/** A price that is noted every other week, from a year ago to now. */
export const priceSchema = z.strictObject({
  commodity: text,
  per: z.enum(PER),
  market: text,
  by: id,
  from: amount,
  to: amount,
});

/** A group with its officers, rules, meetings and polls. */
export const groupSchema = z.strictObject({
  name: text,
  by: id,
  /** Weeks ago in which it was formed. */
  formed: ago,
  members: z.array(id).min(5).max(15),
  chair: id,
  secretary: id,
  treasurer: id,
  rules: z.array(text).max(10).default([]),
  meets: z.strictObject({ every: z.int().min(1).max(8), day: weekday, time: date.time }),
  meetings: z.array(z.strictObject({ topic: text, notes: text })).min(1),
  /** The pack's form for notes of a meeting, with what changes from meeting to meeting. */
  form: z
    .strictObject({
      id,
      /** Of ten who are there so many speak, at the first meeting and today. */
      spoke: z.tuple([z.int().min(0).max(10), z.int().min(0).max(10)]),
      /** From this meeting on a member leads, counted from 1. */
      led: z.int().min(1),
      topics: z.array(id).min(1),
      decided: z.array(text).min(1),
    })
    .optional(),
  polls: z.array(z.strictObject({ ago, ask: text, options: z.array(text).min(2).max(7) })).default([]),
});

export type DemoGroup = z.infer<typeof groupSchema>;
export type DemoHandOver = z.infer<typeof handOverSchema>;
