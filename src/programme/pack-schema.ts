import { z } from "zod";
import { type Zone, zoneOf } from "../zones.ts";
import { WEEKDAYS } from "./weekly/calendar.ts";

/** As much as stands well in one message. */
const LINE = 120;
const MOST_VILLAGES = 500;
const MOST_WEEKS = 12;

const line = z.string().trim().min(2).max(LINE);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weeks = z.number().int().min(1).max(MOST_WEEKS);
const zone = z.string().transform((name, context): Zone => {
  const found = zoneOf(name);
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: "zone" });
  return z.NEVER;
});
const weekly = z.strictObject({ day: z.enum(WEEKDAYS), time });

/** The form of `programme.yaml`, as it is written. */
export const packSchema = z.strictObject({
  name: line,
  office: line,
  purpose: line,
  zone,
  hours: z.strictObject({ from: time, to: time }),
  villages: z
    .array(z.strictObject({ name: line, district: line.optional(), zone }))
    .min(1)
    .max(MOST_VILLAGES),
  "weekly-report": z.strictObject({ beneficiary: weekly, kader: weekly, facilitator: weekly, "silent-weeks": weeks }),
  digests: z.strictObject({ facilitator: weekly, coordinator: weekly }),
  thresholds: z.strictObject({
    "silent-weeks": weeks,
    "profit-fall-percent": z.number().int().min(1).max(100),
    "paused-weeks": weeks,
  }),
});
