import type { Parts } from "../parts.ts";
import { type ProfitChange, profitChange } from "./figures.ts";
import type { Member } from "./members.ts";
import type { WeekResult } from "./report.ts";
import { compareRisk, type Risk, riskOf } from "./risk.ts";
import type { OpenTicket } from "./tasks.ts";
import { type Week, weekBefore } from "./week.ts";

/** A facilitator's members in one week. */
export type Overview = {
  members: readonly Member[];
  reported: readonly Member[];
  missing: readonly Member[];
  /** Who should be looked after first, the gravest first. */
  risks: readonly { member: Member; risk: Risk }[];
  change: ProfitChange;
  tickets: readonly OpenTicket[];
};

/** Weeks of reports that the figures and risks look at. */
const LOOK_BACK = 8;

/** Everything that a facilitator's report and digest say of a week, in three queries. */
export function overviewOf(parts: Parts, facilitatorId: string, week: Week): Overview {
  const members = parts.members.ofFacilitator(facilitatorId).filter(({ since }) => since <= week);
  const histories = parts.reports.historiesOf(facilitatorId, "facilitator", weekBefore(week, LOOK_BACK));
  const historyOf = (id: string): readonly WeekResult[] => (histories.get(id) ?? []).filter((h) => h.week <= week);
  const has = ({ id }: Member) => historyOf(id).some((h) => h.week === week);
  const risks = members.flatMap((member) => {
    const risk = riskOf(week, member.since, historyOf(member.id), parts.pack.thresholds);
    return risk === undefined ? [] : [{ member, risk }];
  });
  return {
    members,
    reported: members.filter(has),
    missing: members.filter((member) => !has(member)),
    risks: risks.sort((a, b) => compareRisk(a.risk, b.risk)),
    change: profitChange(
      week,
      members.map(({ id }) => historyOf(id)),
    ),
    tickets: parts.tasks.waitingAmong(facilitatorId),
  };
}
