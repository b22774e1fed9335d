import { z } from "zod";
import { check } from "./calendar.ts";
import { id, line, percent, source, span, text } from "./words.ts";

const MANY = 60;
/** Questions of a test: as many as somebody answers in a few minutes on a phone. */
const MOST_ITEMS = 10;
const MOST_OF_THEM_PPM = 800_000;

/** The seven kinds of training. */
export const MODULE_KINDS = [
  "social",
  "vocational",
  "technical",
  "entrepreneurship",
  "managerial",
  "capital",
  "market",
] as const;

const trainingModule = z.strictObject({
  id,
  name: line,
  kind: z.enum(MODULE_KINDS).describe(`Write one of: ${MODULE_KINDS.join(", ")}.`),
  weeks: span,
  sessions: span,
  hours: span,
  /** How its time is divided, e.g. konseling, kelompok, kunjungan; together 100%. */
  shares: z
    .record(id, percent)
    .describe("Write e.g. { konseling: 40%, kelompok: 40%, kunjungan: 20% }, together 100%."),
  topics: z
    .array(z.strictObject({ id, name: line, about: text.optional() }))
    .max(MANY)
    .default([]),
  /** The same questions before and after. */
  test: z.boolean().default(true),
  /** The questions; `read` says where to read on. Without them the test is on paper. */
  items: z
    .array(check.omit({ source: true }).extend({ read: line.optional() }))
    .max(MOST_ITEMS)
    .default([]),
  /** Of the sessions that were held, how many she has to have been at for a certificate. */
  certificate: percent.default(MOST_OF_THEM_PPM).describe("Write the share of the sessions, e.g. 80%."),
  source,
});

/** `modules.yaml`: what is taught. `without` leaves out modules of _base. */
export const modulesSchema = z.strictObject({
  without: z.array(id).default([]),
  modules: z.array(trainingModule).max(MANY).default([]),
});

/** A training module: from 8 to 10 `sessions` of 2 to 3 `hours` over so many `weeks`; `shares` in ppm. */
export type TrainingModule = z.output<typeof trainingModule>;
export type TestItem = TrainingModule["items"][number];
