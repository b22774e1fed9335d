import { DAY, HOUR, MINUTE } from "../clock.ts";
import type { Session } from "../flow/session.ts";
import { type Hours, withinHours, type Zone } from "../zones.ts";
import type { FlowLibrary } from "./library.ts";

/** What rings next for an open question: one of the flow's reminders, or, after the last, its silence. */
export type Ring = { at: number; what: "remind" | "silence" };

/**
 * When the open question is brought up again, inside the hours of the person's zone; undefined when nothing is open,
 * the flow wants no reminder, or the ladder is at its end.
 */
export function nextRing(
  session: Session,
  library: FlowLibrary,
  askedAt: number,
  zone: Zone,
  hours: Hours,
): Ring | undefined {
  const top = session.frames.at(-1);
  if (top === undefined || top.mode === "run" || top.mode === "action") return undefined;
  const flow = library.revision(top.flow, top.revision) ?? library.flow(top.flow);
  const ladder = flow?.asks.get(top.at)?.remind ?? flow?.source.remind;
  if (ladder === undefined || ladder === "none") return undefined;
  const wait = ladder[top.reminded];
  if (wait !== undefined) return { at: withinHours(zone, quarter(askedAt + durationMs(wait)), hours), what: "remind" };
  if (top.reminded > ladder.length) return undefined;
  const last = ladder.at(-1) ?? "0d";
  return { at: withinHours(zone, quarter(askedAt + durationMs(last) + DAY), hours), what: "silence" };
}

/** To the quarter of an hour before: the questions of one conversation ring at one time, whose row need not change. */
const quarter = (instant: number): number => instant - (instant % (15 * MINUTE));

/** `6h`, `2d` in ms. */
export function durationMs(text: string): number {
  const amount = Number(text.slice(0, -1));
  return amount * (text.endsWith("d") ? DAY : HOUR);
}
