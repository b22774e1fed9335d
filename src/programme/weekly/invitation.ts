import { MINUTE } from "../../clock.ts";
import { HANDED_OVER, NO_PHONE } from "./asked.ts";
import type { SilenceStep } from "./silence.ts";

/** A person who wrote this recently is in the middle of something: an invitation would talk over it. */
export const BUSY_MS = 30 * MINUTE;

/** What is known when an invitation falls due. Instants in ms UTC. */
export type InvitationFacts = {
  now: number;
  /** Active, still in the role that is invited, and neither graduated nor out of the programme. */
  takesPart: boolean;
  /** False: it is not her week, for in later phases she is asked every second or fourth. */
  herWeek?: boolean;
  /** She does not want to be written to about reports, or refused to have them kept. */
  unwilling: boolean;
  /** Nothing is left to report for this week. */
  reported: boolean;
  silence: SilenceStep;
  hasPhone: boolean;
  /** The instant from which she may be written to: now, or the next opening of her hours. */
  openAt: number;
  /** When she last wrote. */
  heardAt: number | null;
  /** She got as many messages this week as she may. */
  tooMany: boolean;
};

export type InvitationStep =
  | { do: "invite" | "hand-over" }
  | { do: "drop"; why: string }
  /** Later, when it may be done; `tomorrow`: at the same time of the next day. */
  | { do: "later"; at: number }
  | { do: "tomorrow" };

/** What becomes of an invitation that is due. */
export function invitationStep(facts: InvitationFacts): InvitationStep {
  const { now, openAt, heardAt } = facts;
  if (!facts.takesPart) return { do: "drop", why: "not a member" };
  if (facts.herWeek === false) return { do: "drop", why: "not her week" };
  if (facts.unwilling) return { do: "drop", why: "not wanted" };
  if (facts.reported) return { do: "drop", why: "reported" };
  if (facts.silence === "wait") return { do: "drop", why: HANDED_OVER };
  if (facts.silence === "invite" && !facts.hasPhone) return { do: "drop", why: NO_PHONE };
  if (openAt > now) return { do: "later", at: openAt };
  if (facts.silence === "hand-over") return { do: "hand-over" };
  if (heardAt !== null && now - heardAt < BUSY_MS) return { do: "later", at: heardAt + BUSY_MS };
  return facts.tooMany ? { do: "tomorrow" } : { do: "invite" };
}
