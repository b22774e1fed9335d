import { z } from "zod";
import { count, type Kinds, rupiah, word } from "./kind.ts";

/**
 * What happens in the field and in groups: visits, capital that is handed over, meetings. How a business is kept
 * is told in the form `usaha`.
 */
export const fieldKinds = {
  "field.visited": z.strictObject({ purpose: word, minutes: count.optional(), photo: word.optional() }),
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
