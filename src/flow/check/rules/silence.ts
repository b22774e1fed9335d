import type { Problem } from "../../../errors.ts";
import type { Rule } from "../context.ts";
import { asksOf, type Sketch } from "../sketch.ts";

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
  return [...problems, ...(Array.isArray(remind) ? ladder(sketch, remind) : [])];
};

/** Times count from the question: each later than the one before, and something at the end. */
function ladder(sketch: Sketch, remind: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const [first, second] = remind.map(hours);
  if (first === 0) {
    problems.push(
      sketch.problem(["remind"], "The first reminder comes at once.", "Write at least 1h, e.g. remind: [1d]."),
    );
  }
  if (first !== undefined && second !== undefined && second <= first) {
    const how = "Write the shorter time first: both count from the question.";
    problems.push(sketch.problem(["remind"], "The second reminder does not come after the first.", how));
  }
  if (sketch.flow.silence === undefined && asksOf(sketch).length > 0) {
    const how = "Write silence: human for a helper to ask, silence: close to end it with a text, or silence: wait.";
    problems.push(sketch.problem(["remind"], "After the reminders nothing happens.", how));
  }
  return problems;
}

function hours(duration: string): number {
  const [, count = "0", unit] = /^(\d+)([hd])$/.exec(duration) ?? [];
  return Number(count) * (unit === "d" ? 24 : 1);
}
