import { z } from "zod";
import { ROLES } from "../../flow/definition.ts";
import { BOUNDS, evidenceSchema } from "./expression.ts";
import { id, line, said, source } from "./words.ts";

const MANY = 40;

const level = z.strictObject({ id, name: line, told: said, source });

const criterion = z.strictObject({
  id,
  name: line,
  /** The level that asks for it; who has it has all of the levels below it, too. */
  level: id.describe("Write the id of a level of this file."),
  /** Reckoned for one person. */
  evidence: evidenceSchema,
  ...BOUNDS,
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
