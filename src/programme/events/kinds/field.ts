import { z } from "zod";
import { count, type Kinds, rupiah, word, yesNo } from "./kind.ts";

/** What happens in the field and in groups: visits, capital that is handed over, businesses, meetings. */
export const fieldKinds = {
  "field.visited": z.strictObject({ purpose: word, minutes: count.optional(), photo: word.optional() }),
  /** She has it in her hands, and said so. */
  "capital.received": z.strictObject({
    what: z.enum(["money", "tools", "materials", "livestock", "seeds"]),
    amount: rupiah,
    from: word,
    photo: word.optional(),
  }),
  "capital.used": z.strictObject({ amount: rupiah, for: word }),
  "business.started": z.strictObject({ sector: word.optional() }),
  "business.ended": z.strictObject({ reason: word.optional() }),
  "business.jobs": z.strictObject({ women: count, men: count.optional() }),
  "business.assets": z.strictObject({ amount: rupiah }),
  "business.permit": z.strictObject({ permit: word }),
  "business.sold": z.strictObject({ amount: rupiah, buyer: word.optional() }),
  /** She keeps a book of her own. */
  "business.records": z.strictObject({ kept: yesNo }),
  "business.reserve": z.strictObject({ amount: rupiah }),
  "business.supplier": z.strictObject({ suppliers: count }),
  /** Who decides over the money of her business. */
  "household.decides": z.strictObject({ about: word, who: z.enum(["herself", "together", "others"]) }),
  "group.met": z.strictObject({ attended: count, expected: count.optional(), topic: word.optional() }),
  /** She took part in what her group ranked; how she ranked is nowhere. */
  "group.ranked": z.strictObject({ poll: word }),
  "group.decided": z.strictObject({ topic: word }),
  "village.meeting": z.strictObject({ meeting: word, spoke: yesNo.optional() }),
} satisfies Kinds;
