import { DAY } from "../../clock.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Dispute } from "./disputes.ts";

/** The duty that asks for an answer when the time is over, and again and again while there is none. */
export const DISPUTE_DUE = "coop.dispute-due";
/** How long it is asked for. */
const ASKED_FOR_MS = 60 * DAY;

/** To be called when a dispute was opened. */
export function planAnswer(duties: Duties, { id, dueAt }: Dispute): void {
  const row = { key: `${DISPUTE_DUE}:${id}`, kind: DISPUTE_DUE, personId: null, data: { dispute: id } };
  duties.plan({ ...row, dueAt, expiresAt: dueAt + ASKED_FOR_MS });
}
