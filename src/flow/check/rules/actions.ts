import type { Problem } from "../../../errors.ts";
import type { AskStep, DoStep } from "../../definition.ts";
import { argumentsOf, refuses } from "../arguments.ts";
import type { ActionInfo, Rule, World } from "../context.ts";
import { known } from "../names.ts";
import { didYouMean } from "../near.ts";
import { asksOf, type Placed, type Sketch } from "../sketch.ts";

/** Every action is known, and so is every outcome that a flow waits for. */
export const actionsKnown: Rule = (sketch, { actions }) =>
  sketch.placed.flatMap(({ step, path }) => {
    const name = "do" in step ? step.do : "ask" in step ? step.validate : undefined;
    if (name === undefined) return [];
    const key = "do" in step ? "do" : "validate";
    const action = actions.get(name);
    if (action === undefined) {
      const how = didYouMean(
        name,
        actions.keys(),
        "Write an action that a module offers; docs/FLOWS.md tells how to list them.",
      );
      return [sketch.problem([...path, key], `There is no action "${name}".`, how)];
    }
    if (key === "validate" && !action.outcomes.includes("ok")) {
      const how = 'An action under "validate" has an outcome ok; use another one, or a "do" step after the question.';
      return [sketch.problem([...path, key], `"${name}" cannot check an answer.`, how)];
    }
    return "do" in step ? outcomesKnown(sketch, step, path, action) : [];
  });

function outcomesKnown(sketch: Sketch, step: DoStep, path: Placed["path"], action: ActionInfo): Problem[] {
  return Object.keys(step.outcomes ?? {}).flatMap((outcome) => {
    if (action.outcomes.includes(outcome)) return [];
    const how = didYouMean(outcome, action.outcomes, `Its outcomes: ${action.outcomes.join(", ")}.`);
    return [sketch.problem([...path, "outcomes", outcome], `"${step.do}" has no outcome "${outcome}".`, how)];
  });
}

/** An action gets what it needs, and can take what the flow gives it. */
export const actionArguments: Rule = (sketch, world) => {
  const done = sketch.placed.flatMap((placed) =>
    "do" in placed.step ? forDo(sketch, placed, placed.step, world.actions.get(placed.step.do)) : [],
  );
  const validated = asksOf(sketch).flatMap((placed) => forValidate(sketch, placed, world));
  return [...done, ...validated];
};

function forDo(sketch: Sketch, placed: Placed, step: DoStep, action: ActionInfo | undefined): Problem[] {
  const args = argumentsOf(action?.args);
  if (args === undefined) return [];
  const given = step.with ?? {};
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const path = [...placed.path, "with", name];
    const schema = args.get(name);
    if (schema === undefined) {
      const how = didYouMean(name, args.keys(), `It takes: ${[...args.keys()].join(", ")}.`);
      return [sketch.problem(path, `"${step.do}" does not take "${name}".`, how)];
    }
    const written = typeof value !== "string" || !value.startsWith("$");
    if (!written || !refuses(schema, value)) return [];
    return [
      sketch.problem(
        path,
        `"${step.do}" does not take ${JSON.stringify(value)} as "${name}".`,
        "Write a value that it knows.",
      ),
    ];
  });
  for (const [name, schema] of args) {
    const value = given[name];
    if (value !== undefined && !(typeof value === "string" && value.startsWith("$"))) continue;
    const from = typeof value === "string" ? value.slice(1) : name;
    problems.push(...forArgument(sketch, placed, step.do, { name, from, schema }, value === undefined));
  }
  return problems;
}

type Argument = { name: string; from: string; schema: Parameters<typeof refuses>[0] };

function forArgument(
  sketch: Sketch,
  placed: Placed,
  action: string,
  { name, from, schema }: Argument,
  bare: boolean,
): Problem[] {
  const path = bare ? [...placed.path, "do"] : [...placed.path, "with", name];
  const there = known(sketch, from, placed, bare ? [] : undefined);
  if (there.kind !== "always" && refuses(schema, undefined)) {
    const why =
      there.kind === "sometimes"
        ? `"${from}" may have no value here: ${there.why}`
        : `nothing before it gives "${from}"`;
    const how = `Ask "${from}" before it, put it under takes:, or give it by with: { ${name}: … }.`;
    return [sketch.problem(path, `"${action}" needs "${name}", and ${why}.`, how)];
  }
  const asked = asksOf(sketch).filter(({ step, at }) => step.ask === from && at < placed.at);
  return asked.flatMap(({ step }) => {
    const bad = answersOf(step).find((answer) => refuses(schema, answer));
    if (bad === undefined) return [];
    const answer = bad === null ? "a question that was skipped (lewati)" : JSON.stringify(bad);
    const how =
      bad === null ? `Take optional: away from "${from}", or let the action take null.` : "Use the same words in both.";
    return [sketch.problem(path, `"${action}" does not take ${answer} as "${name}".`, how)];
  });
}

/** Answers that a question may give, as far as its file says. */
function answersOf(step: AskStep): (string | string[] | null)[] {
  const ids = step.as === "yes-no" ? ["yes", "no"] : optionIds(step);
  const answers = step.as === "several" ? ids.map((id) => [id]) : ids;
  return step.optional === true ? [...answers, null] : answers;
}

/** Ids of a question's fixed options. */
export function optionIds(step: AskStep): string[] {
  if (!Array.isArray(step.options)) return [];
  return step.options.map((option) => (typeof option === "string" ? option : option.id));
}

function forValidate(sketch: Sketch, { step, path }: Placed & { step: AskStep }, { actions }: World): Problem[] {
  const name = step.validate;
  const args = name === undefined ? undefined : argumentsOf(actions.get(name)?.args);
  if (args === undefined) return [];
  const lacking = [...args].filter(
    ([key, schema]) => key !== step.ask && key !== "value" && refuses(schema, undefined),
  );
  return lacking.map(([key]) => {
    const how = 'An action under "validate" gets the answer alone, as "value" and by the question\'s name.';
    return sketch.problem([...path, "validate"], `"${name}" needs "${key}", which it does not get here.`, how);
  });
}
