import { z } from "zod";
import type { Json } from "../../flow/session.ts";
import type { Week } from "./week.ts";

export const OBSTACLES = ["none", "capital", "materials", "buyers", "other"] as const;
/** Took part and found it useful, fair or poor; was absent; or there was nothing. */
export const ACTIVITIES = ["useful", "fair", "poor", "absent", "none"] as const;
export const SUPPORT = ["none", "visit", "materials", "cost", "other"] as const;

/** What a member's report says beside the profit; `help` is there only when it was asked. */
export const memberAnswers = z.object({
  running: z.enum(["yes", "no"]),
  obstacle: z.enum(OBSTACLES),
  activity: z.enum(ACTIVITIES),
  help: z.enum(["yes", "no"]).optional(),
});
export type MemberAnswers = z.infer<typeof memberAnswers>;

/** What a facilitator's report says: her words, and the figures as they stood when she sent it. */
export const facilitatorAnswers = z.object({
  visits: z.number(),
  activities: z.string().nullish(),
  obstacle: z.string().nullish(),
  action: z.string().nullish(),
  plan: z.string(),
  support: z.enum(SUPPORT),
  figures: z.object({ received: z.number(), members: z.number(), tickets: z.number() }).optional(),
});

export type ReportMode = "self" | "kader" | "facilitator";

/** The report of a week that counts. */
export type Report = {
  readonly id: string;
  readonly personId: string;
  readonly week: Week;
  readonly mode: ReportMode;
  readonly byPerson: string;
  /** Net profit in rupiah; null when the business did not run. */
  readonly profit: number | null;
  readonly answers: Readonly<Record<string, Json>>;
};

/** One week of a person's own history, as rules look at it. */
export type WeekResult = { week: Week; profit: number | null };
