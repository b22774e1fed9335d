import type { TurnEvent } from "../flow/world.ts";

/** What a person did at a step, at least once: bits of one number. */
export const MARK = {
  reached: 1,
  answered: 2,
  /** Was not understood, or refused by the check of the answer: the question was asked again. */
  again: 4,
  /** Was asked which of several readings she meant. */
  which: 8,
  skipped: 16,
  /** Went back from it, or at a review changed an answer. */
  back: 32,
  /** Somebody else answered for her. */
  helped: 64,
  reminded: 128,
  stalled: 256,
  cancelled: 512,
  /** The period ended, and nothing came after it. */
  left: 1024,
} as const;

const MARK_OF: Record<TurnEvent["what"], number> = {
  started: 0,
  answered: MARK.answered,
  "read-back": 0,
  which: MARK.which,
  misunderstood: MARK.again,
  skipped: MARK.skipped,
  back: MARK.back,
  edited: MARK.back,
  reviewed: MARK.answered,
  reminded: MARK.reminded,
  stalled: MARK.stalled,
  revived: 0,
  resumed: 0,
  parked: 0,
  cancelled: MARK.cancelled,
  "helper-offered": 0,
  helped: MARK.helped,
  finished: 0,
};

/** What the events of one turn tell about its first step. */
export type Told = {
  marks: number;
  /** The turn began the flow: its step is where the file begins, and nobody was asked there yet. */
  begins: boolean;
  /** What is waited at afterwards may belong to another flow. */
  leaves: boolean;
};

/** Reads a row's `answered,read-back`. Events behind one that leads into another flow are not about its step. */
export function readEvents(events: string): Told {
  const all = events.split(",");
  const away = all.findIndex((what, at) => what === "finished" || (what === "started" && at > 0));
  const own = away === -1 ? all : all.slice(0, away);
  const marks = own.reduce((sum, what) => sum | (MARK_OF[what as TurnEvent["what"]] ?? 0), 0);
  const backs = own.filter((what) => what === "back").length;
  const leaves = away !== -1 || (marks & MARK.cancelled) !== 0 || backs > 1;
  return { marks, begins: all[0] === "started", leaves };
}
