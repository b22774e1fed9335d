import { reachedAt, SPANS, type Span, STEPS, type Step, type WorkCalendar } from "../rules/deadlines.ts";
import type { Complaint } from "./complaint.ts";

/** What a complaint is owed by a time: somebody looks, a human answers, and an answer that ends it. */
export const CLOCKS = ["read", "acknowledge", "answer"] as const;
export type ClockKind = (typeof CLOCKS)[number];

/** The ordinary clock, as a confidential case of the same kind has it. */
export function spanOf(kind: ClockKind): Span {
  const span = SPANS.S4[kind === "answer" ? "plan" : kind];
  if (span === undefined) throw new RangeError(`S4 has no span for ${kind}`);
  return span;
}

/** Is it still owed? Who answered has read, and what is closed is owed nothing. */
export function isOwed(kind: ClockKind, { readAt, acknowledgedAt, closedAt }: Complaint): boolean {
  if (closedAt !== null) return false;
  if (kind === "answer") return true;
  return acknowledgedAt === null && (kind === "acknowledge" || readAt === null);
}

/** When somebody is to be told that time runs out, ms UTC, for each clock and step. */
export function remindersFrom(
  from: number,
  calendar: WorkCalendar,
): { kind: ClockKind; step: Step; at: number; until: number }[] {
  return CLOCKS.flatMap((kind) =>
    STEPS.map((step, index) => {
      const after = STEPS[index + 1];
      const at = reachedAt(spanOf(kind), from, step, calendar);
      const until = after === undefined ? Number.MAX_SAFE_INTEGER : reachedAt(spanOf(kind), from, after, calendar);
      return { kind, step, at, until };
    }),
  );
}
