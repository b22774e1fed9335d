import type { Module } from "../conversation/module.ts";
import { facilitatorReportActions } from "./actions/facilitator-report.ts";
import { kaderReportActions } from "./actions/kader-report.ts";
import { weeklyReportActions } from "./actions/weekly-report.ts";
import type { Parts, ProgrammeParts } from "./parts.ts";
import { Asked } from "./weekly/asked.ts";
import { digestDuties } from "./weekly/digest.ts";
import { inviteDuties } from "./weekly/invite.ts";
import { Members } from "./weekly/members.ts";
import { Planning } from "./weekly/planning.ts";
import { ReportStore } from "./weekly/store.ts";
import { Tasks } from "./weekly/tasks.ts";

/** The programme: weekly reports by members, kader and facilitators, their invitations, and the staff's summaries. */
export function programmeModule(given: ProgrammeParts): Module {
  const { sqlite } = given.db;
  const parts: Parts = {
    ...given,
    reports: new ReportStore(sqlite),
    tasks: new Tasks(sqlite),
    members: new Members(sqlite),
    asked: new Asked(sqlite),
  };
  const planning = new Planning(sqlite, given.duties, given.pack);
  return {
    name: "programme",
    actions: { ...weeklyReportActions(parts), ...kaderReportActions(parts), ...facilitatorReportActions(parts) },
    duties: { ...inviteDuties(parts), ...digestDuties(parts) },
    plan: (now) => planning.step(now),
  };
}
