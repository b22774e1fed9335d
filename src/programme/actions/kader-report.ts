import { z } from "zod";
import { type Action, type ActionContext, action } from "../../conversation/module.ts";
import { MORE, pageOf } from "../../conversation/pages.ts";
import { callBack } from "../for-her/call-back.ts";
import { tellingOf } from "../for-her/people.ts";
import type { Parts } from "../parts.ts";
import { missingOf, roundOf } from "../weekly/kader-round.ts";
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
      const members = roundOf(parts, person.id);
      if (members.length === 0) return { outcome: "nobody" };
      const missingIn = (week: Week) => missingOf(parts, person.id, week).length;
      const since = members.map((m) => m.since).reduce((a, b) => (a < b ? a : b));
      const reported = (week: Week) => missingIn(week) === 0;
      const { week, which } = chooseWeek({ today, invited, since, reported });
      return { outcome: "ok", data: { week, dates: weekLabel(week), which, left: missingIn(week) } };
    },
  });
}

/** Those who have not reported first, a page at a time; after "lainnya" the next one. */
function list(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string(), page: z.number().optional(), member: z.string().optional() }),
    outcomes: ["ok"],
    gives: ["members", "left", "page"],
    run: ({ week, page = 0, member }, { person }) => {
      const all = roundOf(parts, person.id);
      const open = new Set(missingOf(parts, person.id, week).map(({ id }) => id));
      const told = (m: Member) => parts.reports.has(m.id, week, "beneficiary");
      const others = all.filter((m) => !open.has(m.id)).sort((a, b) => Number(told(a)) - Number(told(b)));
      const options = [...all.filter((m) => open.has(m.id)), ...others].map((m) => option(m, told(m)));
      const more = parts.texts.text(person.language, "for-her:more");
      const shown = pageOf(options, member === MORE ? page + 1 : 0, more);
      return { outcome: "ok", data: { members: shown.options, page: shown.page, left: open.size } };
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
      const telling = tellingOf(parts, context.person, answers.member);
      const mode = telling?.mode === "facilitator" ? "facilitator" : "kader";
      const { kind } = store(parts, answers, { personId: answers.member, mode }, context);
      if (kind === "unchanged") return UNCHANGED;
      callBack(parts, { personId: answers.member, what: "report" }, context);
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
