import type { Person } from "../../people/person.ts";
import { addDays, dateIn } from "../../zones.ts";
import { LIMITS } from "./limits.ts";
import { type GraduationParts, isHere } from "./parts.ts";
import { planSteps } from "./planning.ts";
import type { Plan } from "./plans.ts";
import type { Acting } from "./process.ts";
import { happened } from "./recording.ts";

export type NewStep = { what: string; due: string };

/** Whether a day lies where it helps: not at once, and within a year. */
export function evaluateDay(today: string, day: string): "ok" | "early" | "late" {
  if (day < addDays(today, LIMITS.evaluateDaysLeast)) return "early";
  return day > addDays(today, LIMITS.evaluateDaysMost) ? "late" : "ok";
}

/** Keeps a plan of steps and what stands in the way, in her words. `known`: the same message kept it before. */
export function keepPlan(
  parts: GraduationParts,
  given: { programme: string; person: Person; steps: readonly NewStep[]; cause: string; evaluateOn: string },
  doing: Acting,
): "kept" | "known" | "gone" {
  const { programme, person, steps, cause, evaluateOn } = given;
  if (!isHere(person)) return "gone";
  const { by, now } = doing;
  const id = parts.newId();
  const data = { plan: id, steps: steps.length, together: "yes" as const };
  if (happened(parts, { programme, personId: person.id }, "planned", data, doing, person) === "known") return "known";
  const plan: Plan = {
    id,
    programme,
    personId: person.id,
    by: by.id,
    together: true,
    madeAt: now,
    evaluateOn,
    evaluatedAt: null,
    steps: steps.slice(0, LIMITS.steps).map(({ what, due }, at) => ({ no: at + 1, what, dueOn: due, doneAt: null })),
  };
  parts.plans.add(plan);
  parts.words.add({ of: id, personId: person.id, what: "cause", by: by.id, words: cause, at: now });
  planSteps(parts, plan, person, now);
  return "kept";
}

export type Result = "ready" | "more" | "other";

/** What came of a plan, gone through with her. It decides nothing. */
export function evaluate(
  parts: GraduationParts,
  plan: Plan,
  given: { done: readonly number[]; words: string; result: Result },
  doing: Acting,
): "evaluated" | "gone" {
  const person = parts.people.person(plan.personId);
  if (!isHere(person) || plan.evaluatedAt !== null) return "gone";
  const { by, now } = doing;
  happened(parts, plan, "evaluated", { plan: plan.id, result: given.result }, doing, person);
  parts.plans.stepsDone(plan.id, given.done, now);
  parts.plans.evaluated(plan.id, now);
  parts.words.add({ of: plan.id, personId: person.id, what: "evaluation", by: by.id, words: given.words, at: now });
  return "evaluated";
}

/** Whether its day has come. */
export const isDue = ({ evaluateOn }: Plan, { zone }: Person, now: number): boolean => evaluateOn <= dateIn(zone, now);
