import { z } from "zod";
import { count, type Kinds, word, yesNo } from "./kind.ts";

export const socialisationKinds = {
  /** One person got the message of a campaign. */
  "socialisation.reached": z.strictObject({ activity: word, audience: word }),
  /** Her two questions about the programme. */
  "socialisation.understood": z.strictObject({ right: count, items: count, understood: yesNo }),
  "socialisation.asked": z.strictObject({ faq: word.optional(), toHuman: yesNo }),
  /** She asked to take part, before any question. */
  "socialisation.interested": z.strictObject({ activity: word.optional() }),
  /** What a human decided about her registration; the reason is hers and not counted. */
  "socialisation.decided": z.strictObject({ outcome: z.enum(["accepted", "not-yet"]) }),
  "socialisation.booked": z.strictObject({ slot: word }),
  "socialisation.registered": z.strictObject({ activity: word.optional(), eligible: z.enum(["yes", "no", "unclear"]) }),
} satisfies Kinds;
