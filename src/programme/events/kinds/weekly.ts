import { z } from "zod";
import { ACTIVITIES, OBSTACLES } from "../../weekly/report.ts";
import { WEEKLY_REPORT } from "../sql.ts";
import { type Kinds, rupiah, yesNo } from "./kind.ts";

/** Read from the weekly reports and never recorded; `profit` is there when the business ran. */
export const weeklyKinds = {
  [WEEKLY_REPORT]: z.strictObject({
    running: yesNo,
    profit: rupiah.optional(),
    obstacle: z.enum(OBSTACLES),
    activity: z.enum(ACTIVITIES),
    help: yesNo.optional(),
  }),
} satisfies Kinds;
