import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { type SilenceStep, silenceStep, silentWeeks } from "./silence.ts";
import { type Week, weekBefore, weekLabel } from "./week.ts";

/** Whether a member is invited for a week, or has been silent for so long that a human takes over. */
export function silenceOf(parts: Parts, { id }: Person, week: Week): SilenceStep {
  const silent = silentBefore(parts, id, week);
  if (silent === 0) return "invite";
  return silenceStep(silent, parts.pack.weeklyReport.silentWeeks, parts.tasks.silence(id, parts.reports.lastAt(id)));
}

/** Weeks before this one in which she was asked and did not report, since she last did. */
const silentBefore = ({ asked, reports }: Parts, personId: string, week: Week): number =>
  silentWeeks(asked.upTo(weekBefore(week), personId, (one) => reports.has(personId, one, "beneficiary")));

/**
 * Gives a silent member to her facilitator: a task, and a message with who, how long and what to do. Without a
 * facilitator the task stands for the coordinator's summary.
 */
export function handOver(
  parts: Parts,
  person: Person,
  week: Week,
  context: DutyContext,
): ReturnType<DutyHandler["run"]> {
  const { members, people, tasks, pack } = parts;
  const { now, newId, tell } = context;
  const helperId = members.facilitatorOf(person.id);
  const helper = helperId === null ? undefined : people.person(helperId);
  const openAt = helper === undefined ? now : withinHours(helper.zone, now, pack.hours);
  if (openAt > now) return { again: openAt };
  tasks.open({ id: newId(), kind: "silent", personId: person.id, helperId, at: now });
  if (helper !== undefined) tell(helper.id, ...taskText(parts, person, helper, week));
  return "done";
}

function taskText(
  parts: Parts,
  person: Person,
  helper: Person,
  week: Week,
): [key: string, data: Record<string, string | number>] {
  const { members, people, reports, texts } = parts;
  const last = reports.lastWeek(person.id);
  const kader = members.hasPhone(person.id) ? null : members.kaderOf(person.id);
  const common = {
    called: helper.called ?? helper.name ?? "",
    who: person.called ?? person.name ?? "",
    place: person.village ?? "-",
    weeks: silentBefore(parts, person.id, week),
    last: last === null ? texts.text(helper.language, "programme:never") : weekLabel(last),
  };
  if (kader === null) return ["programme:silent", common];
  return ["programme:silent-kader", { ...common, kader: people.person(kader)?.called ?? "-" }];
}
