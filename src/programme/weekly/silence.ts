import type { Week } from "./week.ts";

/** What became of a week: was she asked, and did she report? */
export type AskedWeek = { week: Week; asked: boolean; reported: boolean };

/**
 * For how many weeks in a row she was asked and did not report, looking back from the newest. A week in which nobody
 * asked (Rukun was down, she had just joined, or it is not yet time again) neither counts nor ends the silence; a report ends it.
 *
 * @param newestFirst the weeks before the one that is about to be asked
 */
export function silentWeeks(newestFirst: Iterable<AskedWeek>): number {
  let silent = 0;
  for (const { asked, reported } of newestFirst) {
    if (reported) return silent;
    if (asked) silent += 1;
  }
  return silent;
}

/** What is to be done about a week's invitation. */
export type SilenceStep =
  /** She is invited as always. */
  | "invite"
  /** Her facilitator gets a task in place of the invitation. */
  | "hand-over"
  /** The task stands: nobody writes to her until it is closed or she reports. */
  | "wait";

/**
 * After too many silent weeks a human takes over, once: a new task is made only after she has reported again. While
 * the task is open she is left alone; when the facilitator has closed it, the invitations go on.
 */
export function silenceStep(silent: number, limit: number, task: "none" | "open" | "closed"): SilenceStep {
  if (task === "open") return "wait";
  return silent >= limit && task === "none" ? "hand-over" : "invite";
}
