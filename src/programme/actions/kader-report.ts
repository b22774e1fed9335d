import { z } from "zod";
import { type Action, type ActionContext, action } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Parts } from "../parts.ts";
import type { Member } from "../weekly/members.ts";
import { chooseWeek, type Week, weekBefore, weekLabel } from "../weekly/week.ts";
import { fill, saidWith, store, UNCHANGED } from "./member.ts";

/** Stands behind the name of somebody who has reported; the question explains it. */
const REPORTED = "✓";

/** What the flows `kader-report` and `member-report` do: reports for members without a phone. */
export function kaderReportActions(parts: Parts): Record<string, Action> {
  return {
    "kader-report.open": open(parts),
    "kader-report.list": list(parts),
    "member-report.open": openMember(parts),
    "member-report.recall": fill(parts, "same-week", "member"),
    "member-report.same": fill(parts, "week-before", "member"),
    "member-report.submit": submit(parts),
  };
}

function open(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string().optional() }),
    outcomes: ["ok", "nobody"],
    gives: ["week", "dates", "which", "left"],
    run: ({ week: invited }, { person, today }) => {
      const members = parts.members.ofKader(person.id);
      if (members.length === 0) return { outcome: "nobody" };
      const missingIn = (week: Week) => missing(parts, members, week).length;
      const since = members.map((m) => m.since).reduce((a, b) => (a < b ? a : b));
      const reported = (week: Week) => missingIn(week) === 0;
      const { week, which } = chooseWeek({ today, invited, since, reported });
      return { outcome: "ok", data: { week, dates: weekLabel(week), which, left: missingIn(week) } };
    },
  });
}

function missing(parts: Parts, members: readonly Member[], week: Week): Member[] {
  return members.filter(({ id, since }) => since <= week && !parts.reports.has(id, week, "beneficiary"));
}

/** Those who have not reported first; one page, for those move up as soon as the first are done. */
function list(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string() }),
    outcomes: ["ok"],
    gives: ["members", "left"],
    run: ({ week }, { person }) => {
      const all = parts.members.ofKader(person.id);
      const open = missing(parts, all, week);
      const done = all.filter((member) => !open.includes(member));
      const options = [...open.map((m) => option(m, false)), ...done.map((m) => option(m, true))];
      return { outcome: "ok", data: { members: options.slice(0, LIMITS.listOptions), left: open.length } };
    },
  });
}

function option({ id, called, name }: Member, reported: boolean) {
  return { id, label: reported ? `${called} ${REPORTED}` : called, aliases: [called, name] };
}

function openMember(parts: Parts): Action {
  return action({
    args: z.object({ member: z.string(), week: z.string() }),
    outcomes: ["ok", "refused"],
    gives: ["who", "dates", "reported", "before"],
    run: ({ member, week }) => {
      const has = (w: Week) => parts.reports.has(member, w, "beneficiary");
      const who = calledOf(parts, member);
      const data = { who, dates: weekLabel(week), reported: has(week), before: has(weekBefore(week)) };
      return { outcome: parts.members.refusesReports(member) ? "refused" : "ok", data };
    },
  });
}

function submit(parts: Parts): Action {
  return action({
    args: saidWith({ member: z.string() }),
    outcomes: ["saved", "unchanged"],
    gives: ["called-for-help", "facilitator"],
    writes: true,
    run: (answers, context) => {
      const { kind } = store(parts, answers, { personId: answers.member, mode: "kader" }, context);
      if (kind === "unchanged") return UNCHANGED;
      const facilitator = answers.help === "yes" ? callFacilitator(parts, answers.member, context) : undefined;
      const data = { "called-for-help": facilitator !== undefined, facilitator: facilitator ?? "" };
      return { outcome: "saved", data };
    },
  });
}

/** A task for the facilitator to look a member up who has no phone; returns who was told. */
function callFacilitator(parts: Parts, memberId: string, context: ActionContext): string | undefined {
  const { tasks, members, people } = parts;
  const { newId, now, tell, person } = context;
  const helperId = members.facilitatorOf(memberId);
  if (!tasks.isWaiting("callback", memberId))
    tasks.open({ id: newId(), kind: "callback", personId: memberId, helperId, at: now });
  if (helperId === null) return undefined;
  const data = {
    who: calledOf(parts, memberId),
    kader: person.called ?? person.name ?? "",
    called: calledOf(parts, helperId),
  };
  return tell(helperId, "programme:callback", { ...data, place: people.person(memberId)?.village ?? "-" })
    ? calledOf(parts, helperId)
    : undefined;
}

const calledOf = (parts: Parts, id: string): string => {
  const person = parts.people.person(id);
  return person?.called ?? person?.name ?? "-";
};
