import { z } from "zod";
import { type Zone, zoneOf } from "../../zones.ts";
import { WEEKDAYS } from "../weekly/calendar.ts";

/** What the files of a pack are written with. Each `describe` is what an officer is told who wrote it otherwise. */

/** As much as stands well in one message. */
const LINE = 120;
/** A text that is said, and one that is read on paper. */
const SAID = 320;
const READ = 1_000;
const MOST_WEEKS = 12;

export const line = z.string().trim().min(2).max(LINE).describe(`Write it in one line, at most ${LINE} letters.`);
export const said = z.string().trim().min(2).max(SAID).describe(`Write what is said, at most ${SAID} letters.`);
export const text = z.string().trim().min(2).max(READ).describe(`Write a text of at most ${READ} letters.`);
export const label = z.string().trim().min(1).max(20).describe("Write a label of at most 20 letters.");

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40)
  .describe("Write a short name in small letters, e.g. kunjungan-rumah.");

/** Where it comes from: the study of 2024, or a proposal of ours that may be changed. */
export const source = z
  .string()
  .trim()
  .min(2)
  .max(LINE)
  .describe('Write where it comes from: "studi", "usulan", or the document and its year.');

export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('Write a time in quotes, e.g. "16:00".');

export const weeks = z
  .number()
  .int()
  .min(1)
  .max(MOST_WEEKS)
  .describe(`Write a number of weeks from 1 to ${MOST_WEEKS}.`);

export const zone = z
  .string()
  .transform((name, context): Zone => {
    const found = zoneOf(name);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: "zone" });
    return z.NEVER;
  })
  .describe("Write WIB, WITA or WIT.");

export const weekly = z
  .strictObject({ day: z.enum(WEEKDAYS).describe(`Write one of: ${WEEKDAYS.join(", ")}.`), time })
  .describe('Write e.g. { day: friday, time: "16:00" }.');

/** `70%` as 700,000 ppm, so that shares are reckoned without fractions. */
export const percent = z
  .string()
  .regex(/^-?\d{1,4}(\.\d{1,4})?%$/)
  .transform((written) => Math.round(Number(written.slice(0, -1)) * 10_000))
  .describe("Write a percentage with its sign, e.g. 70%.");

export const rupiah = z.number().int().nonnegative().describe("Write whole rupiah without dots, e.g. 5000000.");

/** From one number to another: `{ min: 8, max: 10 }`, both included. */
export const span = z
  .strictObject({ min: z.number().int().min(1).max(1000), max: z.number().int().min(1).max(1000) })
  .describe("Write e.g. { min: 8, max: 10 }.");
