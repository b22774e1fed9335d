import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import { formatDate } from "../../../flow/understand/index.ts";
import { evaluate, evaluateDay, isDue, keepPlan } from "../follow-up.ts";
import { LIMITS } from "../limits.ts";
import { calledOf, type GraduationParts } from "../parts.ts";
import { evidenceText, lineIn, planText } from "../told.ts";
import { chosenOf } from "../whom.ts";
import { actingIn } from "./propose.ts";
import { chosen, keyIn } from "./whom.ts";

const step = z.object({ what: z.string(), due: z.string() });

/** The plan that a facilitator makes with her, and what came of it. */
export function followUpActions(parts: GraduationParts): Record<string, Action> {
  return {
    "graduation.plan-open": open(parts),
    "graduation.plan-step": addStep(parts),
    "graduation.step-day": stepDay(),
    "graduation.plan-day": day(),
    "graduation.plan-keep": keep(parts),
    "graduation.evaluate-open": evaluateOpen(parts),
    "graduation.evaluate": submit(parts),
  };
}

function open(parts: GraduationParts): Action {
  return action({
    args: chosen,
    outcomes: ["ok", "gone"],
    gives: ["who", "told", "more", "steps", "listed"],
    run: (args, { person, now }) => {
      const near = chosenOf(parts, person, keyIn(args), now);
      if (near === undefined) return { outcome: "gone" };
      const told = evidenceText(near.graduating, near.assessment, lineIn(parts.texts, person.language));
      return { outcome: "ok", data: { who: calledOf(near.person), told, more: "yes", steps: [], listed: "" } };
    },
  });
}

function addStep(parts: GraduationParts): Action {
  return action({
    args: z.object({ steps: z.array(step).optional(), what: z.string(), due: z.string() }),
    outcomes: ["ok", "full"],
    gives: ["steps", "listed"],
    run: ({ steps: before = [], what, due }, { person }) => {
      const steps = [...before, { what, due }];
      const line = lineIn(parts.texts, person.language);
      const listed = steps.map((one, at) =>
        line("plan.step", { no: at + 1, what: one.what, date: formatDate(one.due) }),
      );
      const full = steps.length >= LIMITS.steps;
      return { outcome: full ? "full" : "ok", data: { steps, listed: listed.join("\n") } };
    },
  });
}

/** A `validate` of a step's day: one that is over can no longer be kept. */
function stepDay(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "past"],
    run: ({ value }, { today }) => ({ outcome: value < today ? "past" : "ok" }),
  });
}

function day(): Action {
  return action({
    args: z.object({ evaluate: z.string() }),
    outcomes: ["ok", "early", "late"],
    run: ({ evaluate: on }, { today }) => ({ outcome: evaluateDay(today, on) }),
  });
}

function keep(parts: GraduationParts): Action {
  return action({
    args: chosen.extend({ steps: z.array(step), cause: z.string(), evaluate: z.string() }),
    outcomes: ["kept", "known", "gone"],
    writes: true,
    run: ({ steps, cause, evaluate: evaluateOn, ...args }, context) => {
      const near = chosenOf(parts, context.person, keyIn(args), context.now);
      if (near === undefined) return { outcome: "gone" };
      const given = { programme: near.graduating.pack.id, person: near.person, steps, cause, evaluateOn };
      return { outcome: keepPlan(parts, given, actingIn(context)) };
    },
  });
}

function evaluateOpen(parts: GraduationParts): Action {
  return action({
    args: chosen,
    outcomes: ["ok", "early", "no-plan", "gone"],
    gives: ["who", "told", "plan", "steps", "date", "has-steps"],
    run: (args, { person, now }) => {
      const near = chosenOf(parts, person, keyIn(args), now);
      if (near === undefined) return { outcome: "gone" };
      const who = calledOf(near.person);
      const plan = parts.plans.newest(near.graduating.pack.id, near.person.id);
      if (plan === undefined || plan.evaluatedAt !== null) return { outcome: "no-plan", data: { who } };
      const line = lineIn(parts.texts, person.language);
      const told = [planText(plan, line), evidenceText(near.graduating, near.assessment, line)].join("\n\n");
      const steps = plan.steps.map(({ no, what }) => ({ id: `s${no}`, label: what }));
      const data = {
        who,
        told,
        plan: plan.id,
        steps,
        date: formatDate(plan.evaluateOn),
        "has-steps": steps.length > 0,
      };
      // The day was agreed with her: what was promised until then is hers to try.
      return { outcome: isDue(plan, near.person, now) ? "ok" : "early", data };
    },
  });
}

function submit(parts: GraduationParts): Action {
  return action({
    args: z.object({
      plan: z.string(),
      done: z.array(z.string()).nullish(),
      said: z.string(),
      result: z.enum(["ready", "more", "other"]),
    }),
    outcomes: ["evaluated", "gone"],
    writes: true,
    run: ({ plan: id, done, said, result }, context) => {
      const plan = parts.plans.byId(id);
      if (plan === undefined) return { outcome: "gone" };
      const numbers = (done ?? []).map((one) => Number(one.slice(1)));
      return { outcome: evaluate(parts, plan, { done: numbers, words: said, result }, actingIn(context)) };
    },
  });
}
