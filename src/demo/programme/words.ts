import { z } from "zod";
import { WEEKDAYS } from "../../programme/weekly/calendar.ts";

/** Small pieces of the schema of a demo's year. */
export const id = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);
export const text = z.string().min(2).max(600);
/** Whole rupiah. */
export const amount = z.int().min(0).max(1_000_000_000);
export const weekday = z.enum(WEEKDAYS);
export const date = { time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) };

/** Weeks before this one; 0 is this week, -1 the next. */
export const ago = z.int().min(-8).max(200);

const answer = z.union([z.string(), z.number()]);
/**
 * Answers to a form by question. A list is taken in turn: the first woman the first of it, the second the second. Of a
 * question with several answers a list of lists.
 */
export const answersSchema = z.record(id, z.union([answer, z.array(z.union([answer, z.array(z.string())])).min(1)]));
export type DemoAnswers = z.infer<typeof answersSchema>;
