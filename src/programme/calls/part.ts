import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { callDuty } from "./call-duty.ts";
import { outcomeActions } from "./outcome.ts";
import { CALL, CallPlanning } from "./planning.ts";
import { REMIND, remindDuty } from "./reminders.ts";

/** Forms that call for themselves, the dates in them, and what came of calling somebody. */
export function callsPart(parts: Parts): ProgrammePart {
  const planning = new CallPlanning(parts);
  return {
    actions: outcomeActions(parts),
    duties: { [CALL]: callDuty(parts), [REMIND]: remindDuty(parts) },
    plan: (now) => planning.step(now),
  };
}
