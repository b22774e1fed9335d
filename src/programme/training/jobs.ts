import { codeTime, type Session } from "./session.ts";

/** What somebody may do with a session of hers. */
export type Job =
  | "roll"
  | "code"
  | "people"
  | "move"
  | "cancel"
  | "test-before"
  | "test-after"
  | "task"
  | "results"
  | "certificates"
  | "sheet";

/** A kader marks those whom she looks after; who leads does the rest, each at its time. In the order of the list. */
export function jobsFor(session: Session, leads: boolean, now: number): Job[] {
  const time = codeTime(session, now);
  const roll: Job[] = time === "early" ? [] : ["roll"];
  if (!leads) return [...roll, "people"];
  const code: Job[] = time === "over" ? [] : ["code"];
  if (session.startsAt > now) return [...roll, ...code, "people", "move", "cancel", "test-before", "sheet"];
  return [...roll, ...code, "people", "test-before", "test-after", "task", "results", "certificates", "sheet"];
}
