import { z } from "zod";
import { count, type Kinds, word, yesNo } from "./kind.ts";

export const graduationKinds = {
  /** Where she stands, with the criteria that were met and that were not yet. */
  "graduation.level": z.strictObject({ level: word, met: z.array(word), missing: z.array(word) }),
  "graduation.proposed": z.strictObject({ case: word, outcome: z.enum(["graduate", "stop"]), level: word.optional() }),
  "graduation.voted": z.strictObject({ case: word, yes: yesNo }),
  "graduation.objected": z.strictObject({ case: word }),
  "graduation.decided": z.strictObject({ case: word, outcome: z.enum(["graduate", "not-yet", "stop"]) }),
  /** How she is 1, 3, 6, 12 months later. */
  "graduation.checked": z.strictObject({ months: count, running: yesNo, wants: word.optional() }),
  "graduation.referred": z.strictObject({ to: word }),
} satisfies Kinds;
