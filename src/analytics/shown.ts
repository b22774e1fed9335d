import type { FlowStats } from "./flow-stats.ts";

/**
 * Fewer people than this: their number is shown, and nothing that is calculated from it. A percentage of three people
 * misleads, and the waiting time of one is about her alone.
 */
export const SMALL_GROUP = 5;

/** Of these a percentage of those who reached the step is told. */
export const SHARES = ["answered", "again", "helped", "dropped"] as const;

export type Cell = { count: number /** Whole percent; null for small groups. */; percent: number | null };

export type ShownStep = {
  step: string;
  earlier: boolean;
  now: string | undefined;
  reached: number;
  cells: Readonly<
    Record<"answered" | "again" | "which" | "skipped" | "back" | "helped" | "reminded" | "stalled" | "dropped", Cell>
  >;
  /** Null for small groups. */
  medianMs: number | null;
  p90Ms: number | null;
};

/** What of a step's figures may be shown, and how. */
export function shownStep({ step, earlier, now, people, medianMs, p90Ms }: FlowStats["steps"][number]): ShownStep {
  const { reached } = people;
  const cell = (count: number): Cell => ({ count, percent: percentOf(count, reached) });
  const timed = people.answered >= SMALL_GROUP;
  return {
    step,
    earlier,
    now,
    reached,
    cells: {
      answered: cell(people.answered),
      again: cell(people.again),
      which: cell(people.which),
      skipped: cell(people.skipped),
      back: cell(people.back),
      helped: cell(people.helped),
      reminded: cell(people.reminded),
      stalled: cell(people.stalled),
      dropped: cell(people.dropped),
    },
    medianMs: timed ? medianMs : null,
    p90Ms: timed ? p90Ms : null,
  };
}

function percentOf(count: number, reached: number): number | null {
  return Math.min(count, reached) < SMALL_GROUP ? null : Math.round((100 * count) / reached);
}
