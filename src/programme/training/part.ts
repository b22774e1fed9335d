import { type LayoutQueue, sharedLayout } from "../../documents/index.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { afterDuties } from "./after.ts";
import { attendanceActions } from "./attendance-actions.ts";
import { hearCheck } from "./certificate-check.ts";
import { CERTIFICATE, Certificates } from "./certificates.ts";
import { courseActions } from "./course-actions.ts";
import { PASS } from "./duties.ts";
import { feedbackActions } from "./feedback.ts";
import { hearAttendance } from "./hear.ts";
import { trainingKeeper } from "./keeper.ts";
import { noticeDuties } from "./notices.ts";
import { trainingParts } from "./parts.ts";
import { passDuty } from "./passing.ts";
import { planActions } from "./plan-actions.ts";
import { planSeats } from "./planning.ts";
import { rsvpActions } from "./rsvp-actions.ts";
import { SHEET, Sheets } from "./sheet.ts";
import { staffActions } from "./staff-actions.ts";
import { taskActions } from "./task-actions.ts";
import { testActions } from "./tests.ts";

/** Training: sessions that are planned, who comes, and what follows from it. `layout`: where certificates are laid out. */
export function trainingPart(given: Parts, layout: LayoutQueue = sharedLayout): ProgrammePart {
  const parts = trainingParts(given);
  const certificates = new Certificates(parts, layout);
  const sheets = new Sheets(parts, layout);
  return {
    actions: {
      ...planActions(parts),
      ...rsvpActions(parts),
      ...staffActions(parts),
      ...attendanceActions(parts, sheets),
      ...feedbackActions(parts),
      ...testActions(parts),
      ...taskActions(parts),
      ...courseActions(parts, certificates),
    },
    duties: {
      ...noticeDuties(parts),
      ...afterDuties(parts),
      [PASS]: passDuty(parts),
      [CERTIFICATE]: certificates.duty(),
      [SHEET]: sheets.duty(),
    },
    hear: (heard, context) => hearCheck(parts, heard, context) ?? hearAttendance(parts, heard, context),
    plan: (now) => {
      planSeats(parts, now);
      certificates.hastenMade(now);
      sheets.hastenMade(now);
    },
    keeper: trainingKeeper(parts),
  };
}
