import type { Parts } from "../parts.ts";
import { isExpected, takesPart } from "./expected.ts";
import { type ProfitChange, profitChange } from "./figures.ts";
import type { Member } from "./members.ts";
import type { WeekResult } from "./report.ts";
import { compareRisk, type Risk, riskOf } from "./risk.ts";
import type { OpenTicket } from "./tasks.ts";
import { type Week, weekBefore } from "./week.ts";

/** A facilitator's members in one week. */
export type Overview = {
  /** Whose report of the week is counted on, and who gave one. */
  members: readonly Member[];
  reported: readonly Member[];
  missing: readonly Member[];
  /** Who should be looked after first, the gravest first. */
  risks: readonly { member: Member; risk: Risk }[];
  change: ProfitChange;
  tickets: readonly OpenTicket[];
};

/** Weeks of reports that the figures and risks look at. */
const LOOK_BACK = 16;

/** Everything that a facilitator's report and digest say of a week. `today`: YYYY-MM-DD, for her who reads it. */
export function overviewOf(parts: Parts, facilitatorId: string, week: Week, today: string): Overview {
  const all = parts.members
    .ofFacilitator(facilitatorId)
    .filter(({ id, since }) => since <= week && takesPart(parts, id));
  const histories = parts.reports.historiesOf(facilitatorId, "facilitator", weekBefore(week, LOOK_BACK));
  const historyOf = (id: string): readonly WeekResult[] => (histories.get(id) ?? []).filter((h) => h.week <= week);
  const has = ({ id }: Member) => historyOf(id).some((h) => h.week === week);
  const members = all.filter((member) => has(member) || isExpected(parts, member.id, week, today));
  const risks = all.flatMap((member) => {
    const told = new Set(historyOf(member.id).map((h) => h.week));
    const weeks = [...parts.asked.upTo(week, member.id, (one) => told.has(one))];
    const hers = weeks.filter((one) => one.week >= member.since);
    const risk = riskOf(hers, historyOf(member.id), parts.pack.thresholds);
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
