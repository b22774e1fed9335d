import type { Problem } from "../../../errors.ts";
import type { Rule } from "../context.ts";
import { didYouMean } from "../near.ts";
import type { Placed, Sketch } from "../sketch.ts";

/** An outcome leads to a later step, and never into the middle of an if or a repeat. */
export const jumps: Rule = (sketch) =>
  sketch.placed.flatMap((from) => {
    const outcomes = "do" in from.step ? Object.entries(from.step.outcomes ?? {}) : [];
    return outcomes.flatMap(([outcome, target]) => (target === "end" ? [] : jump(sketch, from, outcome, target)));
  });

function jump(sketch: Sketch, from: Placed, outcome: string, target: string): Problem[] {
  const path = [...from.path, "outcomes", outcome];
  const to = sketch.placed.find(({ id }) => id === target);
  if (to === undefined) {
    const ids = sketch.placed.filter(({ at }) => at > from.at).map(({ id }) => id);
    const how = didYouMean(target, ids, "Write the name of a later step, or end.");
    return [sketch.problem(path, `There is no step "${target}".`, how)];
  }
  if (to.at <= from.at) {
    const how = "An outcome leads to a later step; to ask again, put the steps into a repeat with while: and max:.";
    return [sketch.problem(path, `The step "${target}" lies before this one.`, how)];
  }
  const inside = to.blocks.find((block) => !from.blocks.includes(block));
  if (inside === undefined) return [];
  const how = "Move the step out, or give the steps a condition in place of the outcome.";
  return [sketch.problem(path, `The step "${target}" lies inside an if or a repeat that this one is not in.`, how)];
}
