import type { Problem } from "../../../errors.ts";
import { LIMITS } from "../../../limits.ts";
import type { RepeatStep, Step } from "../../definition.ts";
import { atomsOf } from "../atoms.ts";
import type { Rule } from "../context.ts";
import { known } from "../names.ts";
import type { Placed, Sketch } from "../sketch.ts";

/** A repeat ends, begins, and does not run on without a person. */
export const repeats: Rule = (sketch) =>
  sketch.placed.flatMap((placed) => ("repeat" in placed.step ? repeat(sketch, placed, placed.step) : []));

function repeat(sketch: Sketch, placed: Placed, step: RepeatStep): Problem[] {
  const { path } = placed;
  if (step.over === undefined && step.max === undefined) {
    const what = step.while === undefined ? "Nothing ends this repeat." : "This repeat may never end.";
    const how =
      step.while === undefined
        ? "Write over: with a list, or max: with the most rounds."
        : "Write max: with the most rounds, e.g. max: 10.";
    return [sketch.problem([...path, "repeat"], what, how)];
  }
  return [...neverBegins(sketch, placed, step), ...runsOn(sketch, placed, step)];
}

/** `while` is asked before the first round too. */
function neverBegins(sketch: Sketch, placed: Placed, step: RepeatStep): Problem[] {
  return atomsOf(step.while).flatMap((atom) => {
    if (atom.kind !== "is" && !(atom.kind === "test" && atom.sets)) return [];
    const outside = sketch.providers.some((one) => one.name === atom.name && (one.placed?.at ?? -1) < placed.at);
    if (outside || known(sketch, atom.name, placed).kind !== "sometimes") return [];
    const what = `The first round never begins: "${atom.name}" has no value before it.`;
    return [sketch.problem([...placed.path, "while"], what, `Ask "${atom.name}" once before the repeat.`)];
  });
}

/** The engine stops a conversation that does too much between two answers of a person. */
function runsOn(sketch: Sketch, placed: Placed, step: RepeatStep): Problem[] {
  if (step.steps.some(waits)) return [];
  const each = sketch.placed.filter(({ blocks }) => blocks.includes(placed.path.join("."))).length + 2;
  const most = Math.floor(LIMITS.automaticSteps / 2 / each);
  if (step.max !== undefined && step.max <= most) return [];
  const what = "This repeat may run on without asking anything.";
  const how = `Ask something in each round without a condition, or write max: ${most} or less.`;
  return [sketch.problem([...placed.path, "repeat"], what, how)];
}

function waits(step: Step): boolean {
  if ("if" in step) return step.else !== undefined && step.steps.some(waits) && step.else.some(waits);
  return ("ask" in step || "review" in step) && step.when === undefined && step.unless === undefined;
}
