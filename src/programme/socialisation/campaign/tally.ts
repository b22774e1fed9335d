import type { Fit, Listener } from "./audience.ts";
import type { Reason } from "./campaign.ts";

/** How far an audience was counted. */
export type Tally = {
  /** The last one that was looked at, and how many; whole: there is nobody after her. */
  after: string;
  seen: number;
  isWhole: boolean;
  reached: number;
  later: number;
  leftOut: Record<Reason, number>;
  /** The first of those reached. */
  first: Listener[];
};

const SAMPLES = 3;

export const newTally = (): Tally => ({
  after: "",
  seen: 0,
  isWhole: false,
  reached: 0,
  later: 0,
  leftOut: { stopped: 0, cap: 0, "no-phone": 0, cold: 0 },
  first: [],
});

/** One more: reached, now or when her hours open, or left out. */
export function countOne(tally: Tally, one: Listener, fit: Fit, now: number): void {
  tally.after = one.id;
  tally.seen += 1;
  if ("leftOut" in fit) {
    tally.leftOut[fit.leftOut] += 1;
    return;
  }
  tally.reached += 1;
  if (fit.dueAt > now) tally.later += 1;
  if (tally.first.length < SAMPLES) tally.first.push(one);
}
