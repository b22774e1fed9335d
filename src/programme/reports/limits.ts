import { INDICATOR_LIMITS } from "../indicators/index.ts";

/** Limits of reports, each with its reason. */
export const LIMITS = {
  ...INDICATOR_LIMITS,
  /** Weeks of the line that a report draws: a quarter, and as many points as a page has room for. */
  chartWeeks: 12,
  /** Notes of facilitators that stand in a report, the newest first: two pages; all are in their weekly reports. */
  notes: 40,
  /** Lines of the plan. */
  plans: 60,
  /** Characters of an analysis, and of all that one message may hold. */
  analysis: 2_000,
  /** Analyses of one report: corrections come as further ones. */
  analyses: 20,
} as const;

export const LIMITS_MS = {
  /** A report that was asked for in chat is still worth sending. */
  wanted: 6 * 60 * 60_000,
  /** Looked at again whether it is there, where nobody said so: it waited for its place in the queue. */
  lookAgain: 60_000,
  /** So long one waits for an answer without a word; most reports are there before. */
  patience: 4_000,
} as const;
