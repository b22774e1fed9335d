import { codeTime, type Session } from "./session.ts";

/** What somebody may do with a session of hers. */
export type Job = "roll" | "code" | "people" | "move" | "cancel";

/** A kader marks those whom she looks after; who leads does the rest, each at its time. In the order of the list. */
export function jobsFor(session: Session, leads: boolean, now: number): Job[] {
  const time = codeTime(session, now);
  const roll: Job[] = time === "early" ? [] : ["roll"];
  if (!leads) return [...roll, "people"];
  const code: Job[] = time === "over" ? [] : ["code"];
  const before: Job[] = session.startsAt > now ? ["move", "cancel"] : [];
  return [...roll, ...code, "people", ...before];
}
