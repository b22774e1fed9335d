import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { afterDuties } from "./after.ts";
import { attendanceActions } from "./attendance-actions.ts";
import { feedbackActions } from "./feedback.ts";
import { hearAttendance } from "./hear.ts";
import { noticeDuties } from "./notices.ts";
import { trainingParts } from "./parts.ts";
import { planActions } from "./plan-actions.ts";
import { planSeats } from "./planning.ts";
import { rsvpActions } from "./rsvp-actions.ts";
import { staffActions } from "./staff-actions.ts";

/** Training: sessions that are planned, who comes, and what follows from it. */
export function trainingPart(given: Parts): ProgrammePart {
  const parts = trainingParts(given);
  return {
    actions: {
      ...planActions(parts),
      ...rsvpActions(parts),
      ...staffActions(parts),
      ...attendanceActions(parts),
      ...feedbackActions(parts),
    },
    duties: { ...noticeDuties(parts), ...afterDuties(parts) },
    hear: (heard, context) => hearAttendance(parts, heard, context),
    plan: (now) => planSeats(parts, now),
  };
}
