import { facilitatorReportActions } from "../actions/facilitator-report.ts";
import { kaderReportActions } from "../actions/kader-report.ts";
import { weeklyReportActions } from "../actions/weekly-report.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { digestDuties } from "./digest.ts";
import { inviteDuties } from "./invite.ts";
import { Planning } from "./planning.ts";

/** Weekly reports by members, kader and facilitators, their invitations, and the staff's summaries. */
export function weeklyPart(parts: Parts): ProgrammePart {
  const planning = new Planning(parts.db.sqlite, parts.duties, parts.pack);
  return {
    actions: { ...weeklyReportActions(parts), ...kaderReportActions(parts), ...facilitatorReportActions(parts) },
    duties: { ...inviteDuties(parts), ...digestDuties(parts) },
    plan: (now) => planning.step(now),
  };
}
