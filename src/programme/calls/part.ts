import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { callDuty } from "./call-duty.ts";
import { CALL, CallPlanning } from "./planning.ts";
import { REMIND, remindDuty } from "./reminders.ts";

/** Forms that call for themselves, and the dates in them. */
export function callsPart(parts: Parts): ProgrammePart {
  const planning = new CallPlanning(parts);
  return {
    duties: { [CALL]: callDuty(parts), [REMIND]: remindDuty(parts) },
    plan: (now) => planning.step(now),
  };
}
