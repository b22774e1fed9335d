import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../conversation/module.ts";
import { RukunError } from "../../errors.ts";
import type { Json } from "../../flow/session.ts";
import type { Parts } from "../parts.ts";
import {
  ACTIVITIES,
  type MemberAnswers,
  memberAnswers,
  OBSTACLES,
  type Report,
  type ReportMode,
} from "../weekly/report.ts";
import { type Draft, type Submitted, submitMember } from "../weekly/submit.ts";
import { trendOf } from "../weekly/trend.ts";
import { type Week, weekBefore } from "../weekly/week.ts";

/** The answers of the form as the flow has them; `same` is only on the way to the answers of the week before. */
const said = z.object({
  week: z.string(),
  running: z.enum(["yes", "no", "same"]).optional(),
  profit: z.number().int().nonnegative().optional(),
  obstacle: z.enum(OBSTACLES).optional(),
  activity: z.enum(ACTIVITIES).optional(),
  help: z.enum(["yes", "no"]).optional(),
});
export type Said = z.infer<typeof said>;
export const saidWith = <S extends z.ZodRawShape>(shape: S) => said.extend(shape);

/** Names of the answers that an earlier report gives. A wish for help is not repeated: it was told then. */
export const RECALLED = ["running", "profit", "obstacle", "activity"];

/** An action that fills the form with what was reported before: of the same week, or of the week before it. */
export function fill(parts: Parts, which: "same-week" | "week-before", whose: "herself" | "member"): Action {
  return action({
    args: z.object({ week: z.string(), member: z.string().optional() }),
    outcomes: ["ok"],
    gives: RECALLED,
    run: ({ week, member }, { person }) => {
      const id = whose === "member" ? (member ?? "") : person.id;
      const from = which === "same-week" ? week : weekBefore(week);
      const report = parts.reports.current(id, from, "beneficiary");
      if (report === undefined) throw new RukunError("report.gone", `no report of ${from} to fill in`);
      return { outcome: "ok", data: recalled(report) };
    },
  });
}

function recalled(report: Report): Record<string, Json> {
  const { running, obstacle, activity } = memberAnswers.parse(report.answers);
  return { running, obstacle, activity, ...(report.profit === null ? {} : { profit: report.profit }) };
}

/** Stores what was said about a member, by herself or by her kader. */
export function store(
  parts: Parts,
  answers: Said,
  whose: { personId: string; mode: ReportMode },
  context: ActionContext,
): Submitted {
  const { person, now, newId, helpers } = context;
  const draft: Draft = { ...whose, week: answers.week, byPerson: person.id, helpedBy: helpers, at: now };
  const result = submitMember(parts.reports, newId, draft, formOf(answers));
  if (result.kind === "saved") parts.tasks.endSilence(whose.personId, now);
  return result;
}

/** The form as it is stored. A profit that was said before "tidak jalan" no longer counts. */
function formOf({ running, profit, obstacle, activity, help }: Said): {
  profit: number | null;
  answers: MemberAnswers;
} {
  if (running === undefined || running === "same" || obstacle === undefined || activity === undefined)
    throw new RukunError("report.incomplete", "the flow submits a report with an answer missing");
  const answers: MemberAnswers = { running, obstacle, activity, ...(help === undefined ? {} : { help }) };
  return { profit: running === "yes" ? (profit ?? null) : null, answers };
}

/** As far back as it is known that she has reported before. */
const HISTORY_WEEKS = 104;

/** What she is shown of her own last weeks. */
export function ownTrend(parts: Parts, personId: string, week: Week, answers: Said): Record<string, Json> {
  const history = parts.reports.history(personId, weekBefore(week, HISTORY_WEEKS));
  const profit = answers.running === "yes" ? (answers.profit ?? null) : null;
  return { ...trendOf(week, profit, history) };
}

export const UNCHANGED: Outcome = { outcome: "unchanged" };
