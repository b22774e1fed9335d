import { holds } from "../../flow/conditions.ts";
import type { Json } from "../../flow/session.ts";
import type { Form, Question } from "../pack/index.ts";

/** Answers by the ids of their questions; null: she skipped it. */
export type Answers = Readonly<Record<string, Json>>;

/** Is this question for her, after what she answered before it? */
export const isAsked = ({ when = {} }: Question, answers: Answers): boolean => holds(when, (name) => answers[name]);

/** The next question without an answer, or undefined. */
export function openQuestion(form: Form, answers: Answers): Question | undefined {
  return form.questions.find((question) => isAsked(question, answers) && answers[question.id] === undefined);
}

/** The answers that count: what was said before a change of mind and is not asked any more falls away. */
export function counted(form: Form, answers: Answers): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const question of form.questions) {
    const answer = answers[question.id];
    if (answer !== undefined && isAsked(question, kept)) kept[question.id] = answer;
  }
  return kept;
}

/** Why an answer does not do. */
export type Refusal = "needed" | "low" | "high" | "ahead" | "over";

/** An answer of the right type, held against what the form says about it; `today` is hers, YYYY-MM-DD. */
export function refused(question: Question, answer: Json, today: string): Refusal | undefined {
  const { optional, min, max } = question;
  if (answer === null) return optional ? undefined : "needed";
  if (question.as === "date") return refusedDay(question, String(answer), today);
  if (typeof answer !== "number") return undefined;
  if (min !== undefined && answer < min) return "low";
  return max !== undefined && answer > max ? "high" : undefined;
}

/** What has happened has a day that has come, unless the form says otherwise; what is planned one that is not over. */
function refusedDay({ day: allowed = "past" }: Question, day: string, today: string): Refusal | undefined {
  if (allowed === "past" && day > today) return "ahead";
  return allowed === "ahead" && day < today ? "over" : undefined;
}
