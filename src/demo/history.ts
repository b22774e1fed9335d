import { HOUR, MINUTE } from "../clock.ts";
import {
  INVITE,
  inviteKey,
  type MemberAnswers,
  occurrences,
  ReportStore,
  submitFacilitator,
  submitMember,
} from "../programme/index.ts";
import { Duties } from "../schedule/duties.ts";
import { addDays, dateIn, mondayOf } from "../zones.ts";
import type { DemoPerson } from "./data.ts";
import { type DemoParts, demoId, zoneIn } from "./parts.ts";

/** How long after the invitation members answer, one after another; a kader on the next morning. */
const BETWEEN_MS = 7 * MINUTE;
const KADER_AFTER_MS = 17 * HOUR;

/** The weeks before: who was invited, who reported what, all through the rules that hold for everybody. */
export function tellHistory(parts: DemoParts): void {
  const reports = new ReportStore(parts.db.sqlite);
  const duties = new Duties(parts.db.sqlite);
  parts.demo.people.forEach((one, at) => {
    tellWeeks(parts, reports, duties, one, at);
    tellFacilitator(parts, reports, one);
  });
}

function tellWeeks(parts: DemoParts, reports: ReportStore, duties: Duties, one: DemoPerson, at: number): void {
  const { pack, demo, newId, now } = parts;
  const zone = zoneIn(pack, one.village);
  const personId = demoId(demo, one.id);
  const current = mondayOf(dateIn(pack.zone, now));
  const first = addDays(current, -7 * one.reports.length);
  const from = Date.parse(`${first}T00:00:00Z`) - 24 * HOUR;
  const past = occurrences(pack.weeklyReport.beneficiary, zone, pack.hours, from, now);
  one.reports.forEach((told, ago) => {
    const week = addDays(first, 7 * ago);
    const invited = past.find((o) => o.week === week);
    if (invited === undefined) return;
    markInvited(duties, personId, invited);
    if (told === "none") return;
    const by = one.kader === undefined ? personId : demoId(demo, one.kader);
    const after = one.kader === undefined ? at * BETWEEN_MS : KADER_AFTER_MS + at * MINUTE;
    const draft = { personId, week, byPerson: by, at: Math.min(invited.dueAt + after, now) };
    const mode = one.kader === undefined ? ("self" as const) : ("kader" as const);
    const profit = told === "paused" ? null : told;
    submitMember(reports, newId, { ...draft, mode }, { profit, answers: answersOf(one, profit, ago) });
  });
}

/** What the forms said beside the profit: the same each time, with an obstacle in every second week where there is one. */
function answersOf({ obstacle }: DemoPerson, profit: number | null, week: number): MemberAnswers {
  const hindered = obstacle !== undefined && week % 2 === 1;
  return {
    running: profit === null ? "no" : "yes",
    obstacle: hindered ? obstacle : "none",
    activity: week % 3 === 2 ? "none" : "useful",
    ...(hindered ? { help: "no" as const } : {}),
  };
}

/** The row that an invitation leaves behind, so that silence can be counted. */
export function markInvited(
  duties: Duties,
  personId: string,
  at: { week: string; dueAt: number; expiresAt: number },
): void {
  const { week, dueAt, expiresAt } = at;
  const key = inviteKey(INVITE, personId, week);
  duties.plan({ key, kind: INVITE, personId, data: { week }, dueAt, expiresAt });
  const row = duties.due(dueAt, 1_000).find((duty) => duty.key === key);
  if (row !== undefined) duties.finish(row.id, "done", dueAt);
}

function tellFacilitator(parts: DemoParts, reports: ReportStore, one: DemoPerson): void {
  if (one.weekly === undefined) return;
  const { pack, demo, newId, now } = parts;
  const zone = zoneIn(pack, one.village);
  const personId = demoId(demo, one.id);
  const week = addDays(mondayOf(dateIn(pack.zone, now)), -7);
  const from = Date.parse(`${week}T00:00:00Z`) - 24 * HOUR;
  const invited = occurrences(pack.weeklyReport.facilitator, zone, pack.hours, from, now).find((o) => o.week === week);
  if (invited === undefined) return;
  const draft = { personId, week, mode: "self" as const, byPerson: personId, at: invited.dueAt };
  submitFacilitator(reports, newId, draft, one.weekly);
}
