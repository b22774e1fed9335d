import { DAY, HOUR, MINUTE } from "../clock.ts";
import { type Frame, rootAt, type Session } from "../flow/session.ts";
import { type Hours, withinHours, type Zone } from "../zones.ts";
import type { FlowLibrary } from "./library.ts";

/** What rings next for a question that waits: one of the flow's reminders, or, after the last, its silence. */
export type Ring = { at: number; what: "remind" | "silence"; frame: Frame };

/**
 * When the question that waits is brought up again, inside the hours of the person's zone; undefined when none does, the
 * flow wants no reminder, or the ladder is at its end. A menu that was opened over it and left is no answer to it.
 */
export function nextRing(
  session: Session,
  library: FlowLibrary,
  askedAt: number,
  zone: Zone,
  hours: Hours,
): Ring | undefined {
  const frame = waiting(session.frames, library);
  if (frame === undefined || frame.mode === "run" || frame.mode === "action") return undefined;
  const ladder = flowOf(frame, library)?.asks.get(frame.at)?.remind ?? flowOf(frame, library)?.source.remind;
  if (ladder === undefined || ladder === "none") return undefined;
  const wait = ladder[frame.reminded];
  const at = (afterMs: number) => withinHours(zone, quarter(askedAt + afterMs), hours);
  if (wait !== undefined) return { at: at(durationMs(wait)), what: "remind", frame };
  if (frame.reminded > ladder.length) return undefined;
  return { at: at(durationMs(ladder.at(-1) ?? "0d") + DAY), what: "silence", frame };
}

const flowOf = ({ flow, revision }: Frame, library: FlowLibrary) =>
  library.revision(flow, revision) ?? library.flow(flow);

/** The newest conversation that is not light, as the engine has it at a reminder. */
function waiting(frames: readonly Frame[], library: FlowLibrary): Frame | undefined {
  for (let at = frames.length - 1; at >= 0; at = rootAt(frames, at) - 1) {
    const frame = frames[at];
    const root = frames[rootAt(frames, at)];
    if (frame === undefined || root === undefined || !isLeft(frame, root, library)) return frame;
  }
  return undefined;
}

/** A menu that was opened and left: no talk with a human, no question with reminders of its own, and nothing sealed. */
function isLeft(frame: Frame, root: Frame, library: FlowLibrary): boolean {
  const flow = flowOf(root, library);
  const step = flowOf(frame, library)?.asks.get(frame.at);
  const isWanted = step?.silent === true || Array.isArray(step?.remind);
  return flow?.source.remind === "none" && flow.source.privacy !== "sealed" && !isWanted && root.mode !== "parked";
}

/** To the quarter of an hour before: the questions of one conversation ring at one time, whose row need not change. */
const quarter = (instant: number): number => instant - (instant % (15 * MINUTE));

/** `6h`, `2d` in ms. */
export function durationMs(text: string): number {
  const amount = Number(text.slice(0, -1));
  return amount * (text.endsWith("d") ? DAY : HOUR);
}
