import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { expressionSchema } from "./expression.ts";
import { id, line, percent, said, source } from "./words.ts";

const MANY = 40;

/** An amount by district, as `figures` of programme.yaml has it: `{ figure: umk, times: 100% }`. */
const figure = z.strictObject({ figure: id, times: percent.default(1_000_000) });

const level = z.strictObject({ id, name: line, told: said, source });

const criterion = z.strictObject({
  id,
  name: line,
  /** The level that asks for it; who has it has all of the levels below it, too. */
  level: id.describe("Write the id of a level of this file."),
  /** Reckoned for one person. */
  evidence: expressionSchema,
  "at-least": z.union([z.number(), percent, figure]).optional().describe("Write a number, 70%, or { figure: umk }."),
  "at-most": z.union([z.number(), percent, figure]).optional().describe("Write a number, 70%, or { figure: umk }."),
  is: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe("Write a word of the evidence, or some."),
  /** What she is told of it early: what helps her to get there. */
  told: said,
  /** Said of it when it is met, and when it is not yet. */
  met: said,
  missing: said,
  source,
});

/** `graduation.yaml`: when somebody stands on her own, and what then. It is told early, and humans decide. */
export const graduationSchema = z.strictObject({
  /** From the lowest to the highest. */
  levels: z.array(level).min(1).max(MANY),
  criteria: z.array(criterion).min(1).max(MANY),
  /** The level from which on graduation may be proposed. */
  graduates: id.describe("Write the id of a level of this file."),
  propose: z.enum(ROLES),
  check: z.enum(ROLES),
  /** Days in which she may object before it is decided. */
  "objection-days": z.number().int().min(1).max(60),
  /** Others who must agree that somebody is stopped. */
  "stop-approvals": z.number().int().min(2).max(5).describe("Write at least 2: nobody stops somebody alone."),
  /** Months after it at which she is asked how she is. */
  checks: z.array(z.number().int().min(1).max(60)).min(1).describe("Write months, e.g. [1, 3, 6, 12]."),
  refer: z
    .array(z.strictObject({ id, name: line, told: said, source }))
    .max(MANY)
    .default([]),
});

export type Graduation = z.output<typeof graduationSchema>;
export type Criterion = Graduation["criteria"][number];
