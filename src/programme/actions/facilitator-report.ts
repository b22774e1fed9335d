import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { RukunError } from "../../errors.ts";
import { formatMoney } from "../../flow/understand/words.ts";
import type { Parts } from "../parts.ts";
import { firstWeek } from "../weekly/members.ts";
import { nameList } from "../weekly/names.ts";
import { type Overview, overviewOf } from "../weekly/overview.ts";
import { facilitatorAnswers, SUPPORT } from "../weekly/report.ts";
import { submitFacilitator } from "../weekly/submit.ts";
import { chooseWeek, type Week, weekLabel } from "../weekly/week.ts";
import { UNCHANGED } from "./member.ts";

const ANSWERS = ["visits", "activities", "obstacle", "action", "plan", "support"];

/** What the flow `facilitator-report` does: the figures filled in, the rest asked. */
export function facilitatorReportActions(parts: Parts): Record<string, Action> {
  return {
    "facilitator-report.open": open(parts),
    "facilitator-report.recall": recall(parts),
    "facilitator-report.submit": submit(parts),
  };
}

function open(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string().optional() }),
    outcomes: ["ok", "nobody"],
    gives: ["week", "dates", "reported", "received", "members", "tickets", "names", "pairs", "average", "median"],
    run: ({ week: invited }, { person, today, now }) => {
      const has = (week: Week) => parts.reports.has(person.id, week, "facilitator");
      const since = firstWeek(parts.members.since(person.id, "facilitator") ?? now, person.zone);
      const { week } = chooseWeek({ today, invited, since, reported: has });
      const overview = overviewOf(parts, person.id, week, today);
      // Of those whom she looks after perhaps none was asked about this week: her own work is told all the same.
      const isAlone = parts.members.ofFacilitator(person.id).every((member) => member.since > week);
      if (isAlone) return { outcome: "nobody" };
      const names = overview.missing.map(({ called }) => called);
      const listed = names.length === 0 ? {} : { names: nameList(parts.texts, person.language, names) };
      const { pairs, average, median } = overview.change;
      const change = { pairs, average: signed(average), median: signed(median) };
      const data = { week, dates: weekLabel(week), reported: has(week), ...figuresOf(overview), ...listed, ...change };
      return { outcome: "ok", data };
    },
  });
}

const figuresOf = ({ reported, members, tickets }: Overview) => ({
  received: reported.length,
  members: members.length,
  tickets: tickets.length,
});

/** `+Rp 12.000`, `-Rp 5.000`, `Rp 0`. */
const signed = (rupiah: number): string => `${rupiah > 0 ? "+" : ""}${formatMoney(rupiah)}`;

function recall(parts: Parts): Action {
  return action({
    args: z.object({ week: z.string() }),
    outcomes: ["ok"],
    gives: ANSWERS,
    run: ({ week }, { person }) => {
      const report = parts.reports.current(person.id, week, "facilitator");
      if (report === undefined) throw new RukunError("report.gone", `no report of ${week} to correct`);
      const { figures: _, action: done = null, ...answers } = report.answers;
      // What was done is asked when an obstacle is added, and is no line of the review without one.
      return { outcome: "ok", data: done === null ? answers : { ...answers, action: done } };
    },
  });
}

function submit(parts: Parts): Action {
  return action({
    args: facilitatorAnswers
      .omit({ figures: true })
      .extend({ week: z.string(), plan: z.string().optional(), visits: z.number().optional() })
      .extend({ support: z.enum(SUPPORT).optional() }),
    outcomes: ["saved", "unchanged"],
    writes: true,
    run: ({ week, ...said }, { person, now, today, newId, helpers }) => {
      const figures = figuresOf(overviewOf(parts, person.id, week, today));
      const answers = facilitatorAnswers.parse({ ...said, figures });
      const draft = {
        personId: person.id,
        week,
        mode: "self" as const,
        byPerson: person.id,
        helpedBy: helpers,
        at: now,
      };
      // Skipped questions are kept as null: a correction may take an answer away.
      const { activities = null, obstacle = null, action: done = null, ...rest } = answers;
      const { kind } = submitFacilitator(parts.reports, newId, draft, {
        ...rest,
        figures,
        activities,
        obstacle,
        action: done,
      });
      return kind === "unchanged" ? UNCHANGED : { outcome: "saved" };
    },
  });
}
