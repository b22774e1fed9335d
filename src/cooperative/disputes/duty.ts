import { DAY } from "../../clock.ts";
import { LIMITS } from "../../limits.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Dispute } from "./disputes.ts";

/** The duty that asks for an answer when the time is over, and again and again while there is none. */
export const DISPUTE_DUE = "coop.dispute-due";
/** What comes late because Rukun was down is still done. */
const STILL_DONE_MS = 60 * DAY;
/** To be called when a dispute was opened, and at each round for the next one. */
export function planAnswer(duties: Duties, { id }: Pick<Dispute, "id">, round: number, dueAt: number): void {
  if (round > LIMITS.disputeRounds) return;
  const row = { key: `${DISPUTE_DUE}:${id}:${round}`, kind: DISPUTE_DUE, personId: null, data: { dispute: id, round } };
  duties.plan({ ...row, dueAt, expiresAt: dueAt + STILL_DONE_MS });
}
