import { z } from "zod";
import { expressionSchema } from "./expression.ts";
import { id, line, percent, source, text } from "./words.ts";

const MOST = 80;

/** Akses, partisipasi, kontrol, manfaat. */
export const DIMENSIONS = ["access", "participation", "control", "benefit"] as const;
export const LEVELS = ["activity", "output", "outcome"] as const;
export const BREAKDOWNS = ["sex", "age", "disability", "village", "group", "cohort"] as const;

const aim = z.union([percent, z.number()]).describe("Write 70%, or a number of the indicator's unit.");

const indicator = z.strictObject({
  id,
  name: line,
  dimension: z.enum(DIMENSIONS).describe(`Write one of: ${DIMENSIONS.join(", ")}.`),
  level: z.enum(LEVELS).describe(`Write one of: ${LEVELS.join(", ")}.`),
  /** In plain words, for who reads the report. */
  definition: text,
  numerator: expressionSchema,
  /** Of how many; left out where the number stands for itself. */
  denominator: expressionSchema.optional(),
  unit: z.enum(["percent", "number", "people", "rupiah"]).describe("Write percent, number, people or rupiah."),
  /** Which side is good. */
  better: z.enum(["more", "less"]).default("more"),
  by: z
    .array(z.enum(BREAKDOWNS))
    .default([])
    .describe(`Write some of: ${BREAKDOWNS.join(", ")}.`),
  target: aim.optional(),
  /** On the wrong side of this somebody should look at it. */
  threshold: aim.optional(),
  source,
});

/** `indicators.yaml`. `without` leaves out indicators of _base. */
export const indicatorsSchema = z.strictObject({
  without: z.array(id).default([]),
  indicators: z.array(indicator).max(MOST).default([]),
});

/** An indicator; percentages of `target` and `threshold` are in ppm where `unit` is `percent`. */
export type Indicator = z.output<typeof indicator>;
