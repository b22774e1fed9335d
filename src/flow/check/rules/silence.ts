import type { Problem } from "../../../errors.ts";
import type { Rule } from "../context.ts";
import { asksOf } from "../sketch.ts";

/** Every silence leads somewhere, and only silences that can happen do. */
export const silence: Rule = (sketch) => {
  const { remind, silence: after, start, privacy } = sketch.flow;
  const problems: Problem[] = [];
  if (remind === "none" && after !== undefined) {
    const how = "Write remind: [1d, 2d], or take silence: away.";
    problems.push(sketch.problem(["silence"], "Nothing leads to silence: nobody is reminded.", how));
  }
  if (remind === "none" && start?.every !== undefined && asksOf(sketch).length > 0) {
    const how = "Write remind: [1d, 2d]: what Rukun asks by itself is easily overlooked.";
    problems.push(sketch.problem(["remind"], "Rukun starts this flow, and nobody is reminded of it.", how));
  }
  if (privacy === "sealed" && remind !== "none") {
    const how = "Write remind: none: a reminder would tell whoever holds the phone.";
    problems.push(sketch.problem(["remind"], "A sealed flow reminds of itself.", how));
  }
  if (Array.isArray(remind) && hours(remind[1]) < hours(remind[0]) && remind.length > 1) {
    const how = "Write the shorter time first: the second reminder waits longer.";
    problems.push(sketch.problem(["remind"], "The second reminder comes sooner than the first.", how));
  }
  return problems;
};

function hours(duration: string | undefined): number {
  const [, count = "0", unit] = /^(\d+)([hd])$/.exec(duration ?? "") ?? [];
  return Number(count) * (unit === "d" ? 24 : 1);
}
