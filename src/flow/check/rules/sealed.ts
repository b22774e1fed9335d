import type { Problem } from "../../../errors.ts";
import type { Rule } from "../context.ts";

/** A sealed flow leaves no row: what it does and calls is sealed too, and Rukun does not begin it. */
export const sealed: Rule = (sketch, { actions, sketches }) => {
  if (sketch.flow.privacy !== "sealed") return [];
  const problems: Problem[] = [];
  if (sketch.flow.start?.every !== undefined) {
    const how = "Take every: away: a sealed talk begins with the person.";
    problems.push(sketch.problem(["start", "every"], "Rukun would begin a sealed flow by itself.", how));
  }
  for (const { step, path } of sketch.placed) {
    const name = "do" in step ? step.do : "ask" in step ? step.validate : undefined;
    const action = name === undefined ? undefined : actions.get(name);
    if (action !== undefined && action.sealed !== true) {
      const how = "Use an action that is marked as sealed, or do it in a flow that is not private.";
      problems.push(
        sketch.problem(
          [...path, "do" in step ? "do" : "validate"],
          `"${name}" writes down what it is given; this flow is sealed.`,
          how,
        ),
      );
    }
    const other = "call" in step ? sketches.get(step.call) : undefined;
    if (other !== undefined && other.flow.privacy !== "sealed") {
      const how = `Write privacy: sealed in the flow "${other.flow.id}" too, or do not call it here.`;
      problems.push(
        sketch.problem(
          [...path, "call"],
          `The flow "${other.flow.id}" writes down its conversation; this one is sealed.`,
          how,
        ),
      );
    }
  }
  return problems;
};
