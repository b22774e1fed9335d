import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Parts } from "../parts.ts";
import { firstWeek } from "../weekly/members.ts";
import { chooseWeek, weekBefore, weekLabel } from "../weekly/week.ts";
import { fill, ownTrend, saidWith, store, UNCHANGED } from "./member.ts";

/** What the flow `weekly-report` does: a member's report about herself. */
export function weeklyReportActions(parts: Parts): Record<string, Action> {
  return {
    "weekly-report.open": open(parts),
    "weekly-report.recall": fill(parts, "same-week", "herself"),
    "weekly-report.same": fill(parts, "week-before", "herself"),
    "weekly-report.submit": submit(parts),
  };
}

function open(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string().optional() }),
    outcomes: ["ok", "refused"],
    gives: ["week", "dates", "which", "reported", "before"],
    run: ({ week: invited }, { person, today, now }) => {
      const { reports, members } = parts;
      if (members.refusesReports(person.id)) return { outcome: "refused" };
      const has = (week: string) => reports.has(person.id, week, "beneficiary");
      const since = firstWeek(members.since(person.id, "beneficiary") ?? now, person.zone);
      const { week, which } = chooseWeek({ today, invited, since, reported: has });
      const reported = has(week);
      const before = has(weekBefore(week));
      return { outcome: "ok", data: { week, dates: weekLabel(week), which, reported, before } };
    },
  });
}

function submit(parts: Parts): Action {
  return action({
    args: saidWith({}),
    outcomes: ["saved", "unchanged"],
    gives: ["trend", "weeks", "change"],
    writes: true,
    run: (answers, context) => {
      const personId = context.person.id;
      const { kind } = store(parts, answers, { personId, mode: "self" }, context);
      if (kind === "unchanged") return UNCHANGED;
      return { outcome: "saved", data: ownTrend(parts, personId, answers.week, answers) };
    },
  });
}
