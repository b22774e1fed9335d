/** Plain data that JSON keeps as it is. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What happened in a conversation so far, newest first: an immutable list that grows and shrinks at its head. Going
 * back is taking from it, so that it forgets what came after; two states share what they have in common, so that a
 * turn costs the same at question 200 as at question 2.
 */
export type Trail = { readonly entry: Entry; readonly prev: Trail; readonly size: number } | null;

export type Entry =
  /** An answer, with the person who gave it in her place. */
  | { readonly k: "answer"; readonly name: string; readonly value: Json; readonly by?: string }
  /** A value that an action or a caller handed in. */
  | { readonly k: "data"; readonly name: string; readonly value: Json }
  /** An earlier answer that no longer counts, after an edit. */
  | { readonly k: "forget"; readonly name: string }
  /** A round of a repeat; `value` is the item. */
  | { readonly k: "round"; readonly name: string; readonly value: Json; readonly index: number }
  /** Something was done that going back cannot undo. */
  | { readonly k: "barrier" };

/** One conversation on the stack: which flow, where in it, and what was said. */
export type Frame = {
  /** Unique within the session. */
  readonly id: number;
  readonly flow: string;
  readonly revision: string;
  /** Step id where it stands. */
  at: string;
  mode: Mode;
  /** Number of the open question; buttons carry it, so that a late tap finds its question. */
  asked: number;
  /** When that question was asked, ms UTC; undefined of one that was asked by an earlier version. */
  askedAt?: number;
  /** Times in a row that the answer was not understood. */
  tries: number;
  /** Readings to choose from, while asking which was meant. */
  pending?: readonly Json[];
  /** Going forward again after an edit: answered questions are not asked again. */
  editing?: boolean;
  /** Reminders sent for the open question. */
  reminded: number;
  trail: Trail;
};

export type Mode =
  | "run"
  | "ask"
  /** Which of several readings was meant? */
  | "which"
  | "review"
  /** Which answer shall be changed? */
  | "change"
  /** Go on with what was interrupted? */
  | "resume"
  /** Shall a human help? */
  | "human"
  /** Waits for the outcome of an action, within one turn. */
  | "action"
  | "validate"
  /** Waits for the flow above it to end. */
  | "child"
  /** Put aside by the person; goes on when she asks. */
  | "parked";

/** The conversations of one person, the one that goes on last. */
export type Session = {
  /** Counter for question and frame numbers; never goes back. */
  n: number;
  frames: readonly Frame[];
  /** Automatic steps since the last human input. */
  auto: number;
};

export const emptySession: Session = { n: 0, frames: [], auto: 0 };

/** Where the conversation begins to which a frame belongs: the flow that called the flow that called this one, and so on. */
export function rootAt(frames: readonly Frame[], at: number): number {
  let root = at;
  while (root > 0 && frames[root - 1]?.mode === "child") root--;
  return root;
}

export const add = (trail: Trail, entry: Entry): Trail => ({ entry, prev: trail, size: (trail?.size ?? 0) + 1 });

/** The newest value under a name, or undefined. */
export function lookup(trail: Trail, name: string): Json | undefined {
  for (let t = trail; t !== null; t = t.prev) {
    const e = t.entry;
    if (e.k === "barrier" || e.name !== name) continue;
    return e.k === "forget" ? undefined : e.value;
  }
  return undefined;
}

/** The newest answer under a name, not an action's or caller's value. */
export function answerOf(trail: Trail, name: string): (Entry & { k: "answer" }) | undefined {
  for (let t = trail; t !== null; t = t.prev) {
    const e = t.entry;
    if (e.k === "barrier" || e.name !== name) continue;
    if (e.k === "forget") return undefined;
    if (e.k === "answer") return e;
  }
  return undefined;
}

/** All values that count, newest under each name, as one object for an action. */
export function values(trail: Trail): Record<string, Json> {
  const seen = new Set<string>();
  const found: Record<string, Json> = {};
  for (let t = trail; t !== null; t = t.prev) {
    const e = t.entry;
    if (e.k === "barrier" || seen.has(e.name)) continue;
    seen.add(e.name);
    if (e.k !== "forget") found[e.name] = e.value;
  }
  return found;
}

/** Was anything answered in the conversation that goes on? */
export function isBegun(frames: readonly Frame[]): boolean {
  for (const { trail } of frames.slice(rootAt(frames, frames.length - 1)))
    for (let t: Trail = trail; t !== null; t = t.prev) if (t.entry.k === "answer") return true;
  return false;
}

/** Who answered in her place, by answer. */
export function helpers(trail: Trail): Record<string, string> {
  const found: Record<string, string> = {};
  for (let t = trail; t !== null; t = t.prev) {
    const e = t.entry;
    if (e.k === "answer" && e.by !== undefined && !(e.name in found)) found[e.name] = e.by;
  }
  return found;
}

/** The round that a repeat stands in, or undefined when it has not begun or was left. */
export function round(trail: Trail, name: string): (Entry & { k: "round" }) | undefined {
  for (let t = trail; t !== null; t = t.prev) if (t.entry.k === "round" && t.entry.name === name) return t.entry;
  return undefined;
}
