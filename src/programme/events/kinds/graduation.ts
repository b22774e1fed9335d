import { z } from "zod";
import { count, type Kinds, rupiah, word, yesNo } from "./kind.ts";

/** What a case may end with. */
const outcome = z.enum(["graduate", "not-yet", "stop", "go-on"]);

export const graduationKinds = {
  /** Where she stands, with the criteria that were met and that were not yet. */
  "graduation.level": z.strictObject({
    level: word,
    met: z.array(word),
    missing: z.array(word),
    /** Of which nothing was recorded that could tell. */
    unknown: z.array(word).optional(),
  }),
  "graduation.proposed": z.strictObject({
    case: word,
    outcome: z.enum(["graduate", "stop"]),
    level: word.optional(),
    round: count.optional(),
  }),
  /** Sent back to the one who proposed it, with a reason. */
  "graduation.returned": z.strictObject({ case: word }),
  "graduation.withdrawn": z.strictObject({ case: word }),
  /** She was told of the proposal and of her right to object. */
  "graduation.shown": z.strictObject({ case: word, round: count }),
  /** `yes`: to what was proposed. `as` are the roles in which it was said. */
  "graduation.voted": z.strictObject({ case: word, yes: yesNo, round: count.optional(), as: z.array(word).optional() }),
  /** `late`: after the decision, so that it is a request to look at it again. */
  "graduation.objected": z.strictObject({ case: word, late: yesNo.optional() }),
  "graduation.decided": z.strictObject({ case: word, outcome }),
  /** A manager looked at a decision again: it stands, or it is to be gone through anew. */
  "graduation.reviewed": z.strictObject({ case: word, outcome: z.enum(["upheld", "again"]) }),
  "graduation.planned": z.strictObject({ plan: word, steps: count, together: yesNo }),
  /** What came of a plan. */
  "graduation.evaluated": z.strictObject({ plan: word, result: z.enum(["ready", "more", "other"]) }),
  /** How she is 1, 3, 6, 12 months later; `profit` of a week, in rupiah. */
  "graduation.checked": z.strictObject({
    months: count,
    running: yesNo,
    wants: word.optional(),
    profit: rupiah.optional(),
  }),
  "graduation.referred": z.strictObject({ to: word }),
} satisfies Kinds;
