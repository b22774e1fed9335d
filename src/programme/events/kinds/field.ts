import { z } from "zod";
import { count, type Kinds, rupiah, word } from "./kind.ts";

/** What came of calling somebody who waits for it, and what was done. */
export const CALL_OUTCOMES = ["reached", "not-reached", "later"] as const;
export const CALL_DONE = ["as-told", "differs", "helped", "visit", "passed-on"] as const;

/**
 * What happens in the field and in groups: visits, capital that is handed over, meetings. How a business is kept
 * is told in the form `usaha`.
 */
export const fieldKinds = {
  "field.visited": z.strictObject({ purpose: word, minutes: count.optional(), photo: word.optional() }),
  "field.called": z.strictObject({ outcome: z.enum(CALL_OUTCOMES), did: z.enum(CALL_DONE).optional() }),
  /** She has it in her hands, and said so. */
  "capital.received": z.strictObject({
    what: z.enum(["money", "tools", "materials", "livestock", "seeds"]),
    amount: rupiah,
    from: word,
    photo: word.optional(),
  }),
  "group.met": z.strictObject({ attended: count, expected: count.optional(), topic: word.optional() }),
  /** She took part in what her group ranked; how she ranked is nowhere. */
  "group.ranked": z.strictObject({ poll: word }),
} satisfies Kinds;
