import type { Session } from "./session.ts";

/** What somebody may do with a session of hers, in the order of the list. */
export type Job = "people" | "move" | "cancel";

/** Who leads may change it until it begins; a kader sees those whom she looks after. */
export function jobsFor(session: Session, leads: boolean, now: number): Job[] {
  return leads && session.startsAt > now ? ["people", "move", "cancel"] : ["people"];
}
