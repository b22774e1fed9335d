import { z } from "zod";
import { count, type Kinds, word } from "./kind.ts";

const fields = z.array(z.enum(["name", "born", "sex", "village"]));

export const assessmentKinds = {
  /** An office's list had her: which fields it knew, never what stood in them. */
  "assessment.imported": z.strictObject({ fields, cohort: word.optional() }),
  /** She looked at what the list says of her: what was right, and what she put otherwise or added. */
  "assessment.confirmed": z.strictObject({ right: fields, corrected: fields }),
  /** Of a facilitator's own test; the same items each time. */
  "assessment.quiz": z.strictObject({ right: count, items: count }),
} satisfies Kinds;
