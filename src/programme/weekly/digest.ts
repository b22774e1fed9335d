import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import type { Texts } from "../../texts/index.ts";
import { dateIn, withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Member } from "./members.ts";
import { nameList } from "./names.ts";
import { type Overview, overviewOf } from "./overview.ts";
import { facilitatorAnswers } from "./report.ts";
import type { Risk } from "./risk.ts";
import { type Week, weekLabel } from "./week.ts";

export const FACILITATOR_DIGEST = "digest.facilitator";
export const COORDINATOR_DIGEST = "digest.coordinator";

/** People at risk and facilitators shown one by one, so that a digest is read on one screen (about 900 characters). */
const MOST_RISKS = 5;
const MOST_FACILITATORS = 6;

/** The week that is told of, and the day on which it is told, YYYY-MM-DD. */
type About = { week: Week; today: string };
type Line = (key: string, data: Record<string, string | number>) => string;

/** The summaries of the week that is over, for the staff. Names and counts only: no amount, no story. */
export function digestDuties(parts: Parts): Record<string, DutyHandler> {
  return {
    [FACILITATOR_DIGEST]: handler(parts, "facilitator", facilitatorLines),
    [COORDINATOR_DIGEST]: handler(parts, "coordinator", coordinatorLines),
  };
}

function handler(
  parts: Parts,
  role: "facilitator" | "coordinator",
  lines: (parts: Parts, person: Person, about: About, line: Line) => string[],
): DutyHandler {
  return {
    run: (data, { personId, now, tell }: DutyContext) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      if (person?.status !== "active" || !person.roles.includes(role)) return { dropped: "not in this role" };
      const openAt = withinHours(person.zone, now, parts.pack.hours);
      if (openAt > now) return { again: openAt };
      const week = String(data["week"]);
      const about = { week, today: dateIn(person.zone, now) };
      const said = lines(parts, person, about, lineIn(parts.texts, person.language));
      if (said.length === 0) return { dropped: "nobody to tell of" };
      const head = { called: person.called ?? person.name ?? "", dates: weekLabel(week) };
      const told = tell(person.id, "programme:digest", { ...head, lines: said.join("\n") }, { as: "initiated" });
      return told ? "done" : { dropped: "unreachable" };
    },
  };
}

const lineIn =
  (texts: Texts, lang: string): Line =>
  (key, data) =>
    texts.text(lang, `programme:digest-${key}`, data);

/** A facilitator's: whom to look after first, then who has not reported, who waits, who has reported. */
export function facilitatorLines(parts: Parts, person: Person, { week, today }: About, line: Line): string[] {
  const overview = overviewOf(parts, person.id, week, today);
  if (overview.members.length + overview.risks.length === 0) return [];
  const list = (members: readonly Member[]) =>
    nameList(
      parts.texts,
      person.language,
      members.map(({ called }) => called),
    );
  const counted = line("count", { received: overview.reported.length, members: overview.members.length });
  const risky = overview.risks.length === 0 ? [] : ["", line("first", {}), ...riskLines(overview, line)];
  const said: string[] = [];
  const atRisk = new Set(overview.risks.map(({ member }) => member.id));
  const missing = overview.missing.filter(({ id }) => !atRisk.has(id));
  if (missing.length > 0) said.push(line("missing", { names: list(missing) }));
  const waiting = waitingNames(overview);
  if (waiting.length > 0) said.push(line("waiting", { names: nameList(parts.texts, person.language, waiting) }));
  if (overview.reported.length > 0) said.push(line("reported", { names: list(overview.reported) }));
  return [counted, ...risky, ...(said.length === 0 ? [] : ["", ...said])];
}

function riskLines({ risks }: Overview, line: Line): string[] {
  const shown = risks.slice(0, MOST_RISKS).map(({ member, risk }) => line(`risk-${risk.why}`, riskData(member, risk)));
  return risks.length > MOST_RISKS ? [...shown, line("more", { left: risks.length - MOST_RISKS })] : shown;
}

const riskData = ({ called, village }: Member, risk: Risk) => ({
  who: called,
  place: village ?? "-",
  weeks: "weeks" in risk ? risk.weeks : 0,
});

/** Who asked for a human, each once; those who fell silent stand among the risks. */
function waitingNames({ tickets, members }: Overview): string[] {
  const ids = new Set(tickets.filter(({ kind }) => kind !== "silent").map(({ personId }) => personId));
  return members.filter(({ id }) => ids.has(id)).map(({ called }) => called);
}

/** A coordinator's: each facilitator in a line, the one with the most people at risk first. */
function coordinatorLines(parts: Parts, person: Person, { week, today }: About, line: Line): string[] {
  const own = parts.directory.caredFor(person.id, "coordinator");
  const facilitators = own.length > 0 ? own : parts.directory.withRole("facilitator");
  const each = facilitators
    .map((facilitator) => ({ facilitator, overview: overviewOf(parts, facilitator.id, week, today) }))
    .filter(({ overview }) => overview.members.length + overview.risks.length > 0)
    .sort((a, b) => b.overview.risks.length - a.overview.risks.length);
  if (each.length === 0) return [];
  const sum = (of: (o: Overview) => number) => each.reduce((total, { overview }) => total + of(overview), 0);
  const said = [line("count", { received: sum((o) => o.reported.length), members: sum((o) => o.members.length) }), ""];
  for (const { facilitator, overview } of each.slice(0, MOST_FACILITATORS))
    said.push(...facilitatorSummary(parts, facilitator, week, overview, line));
  if (each.length > MOST_FACILITATORS) said.push(line("more", { left: each.length - MOST_FACILITATORS }));
  const alone = parts.tasks.withoutFacilitator();
  if (alone > 0) said.push("", line("alone", { count: alone }));
  return said;
}

function facilitatorSummary(parts: Parts, facilitator: Person, week: Week, overview: Overview, line: Line): string[] {
  const report = parts.reports.current(facilitator.id, week, "facilitator");
  const support = report === undefined ? "none" : facilitatorAnswers.parse(report.answers).support;
  const data = {
    who: facilitator.called ?? facilitator.name ?? "",
    received: overview.reported.length,
    members: overview.members.length,
    risks: overview.risks.length,
    tickets: overview.tickets.length,
  };
  const lines = [line(report === undefined ? "facilitator-open" : "facilitator", data)];
  return support === "none" ? lines : [...lines, line(`support-${support}`, { who: data.who })];
}
