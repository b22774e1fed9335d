import type { Problem } from "../../../errors.ts";
import type { Rule } from "../context.ts";
import { known, namesBefore } from "../names.ts";
import { didYouMean } from "../near.ts";
import type { Placed, Sketch } from "../sketch.ts";
import type { Path } from "../yaml.ts";

/** What a step uses by name, beside its conditions, has a value by then. */
export const references: Rule = (sketch) =>
  sketch.placed.flatMap((placed) =>
    used(placed).flatMap(({ path, name, always }) => reference(sketch, placed, path, name, always)),
  );

type Use = { path: Path; name: string; always: boolean };

function used({ step, path }: Placed): Use[] {
  if ("ask" in step) {
    const from = step.options !== undefined && "from" in step.options ? step.options.from : undefined;
    return from === undefined ? [] : [{ path: [...path, "options"], name: from, always: true }];
  }
  if ("repeat" in step)
    return step.over === undefined ? [] : [{ path: [...path, "over"], name: step.over, always: true }];
  if ("open" in step) return [{ path: [...path, "open"], name: step.open, always: true }];
  if (!("do" in step || "call" in step)) return [];
  return Object.entries(step.with ?? {}).flatMap(([key, value]) =>
    typeof value === "string" && value.startsWith("$")
      ? [{ path: [...path, "with", key], name: value.slice(1), always: "call" in step }]
      : [],
  );
}

function reference(sketch: Sketch, placed: Placed, path: Path, name: string, always: boolean): Problem[] {
  const there = known(sketch, name, placed);
  if (there.kind === "always" || (there.kind === "sometimes" && !always)) return [];
  if (there.kind === "sometimes") {
    const how = "Give this step the same condition, or see that the value is always there.";
    return [sketch.problem(path, `"${name}" may have no value here: ${there.why}.`, how)];
  }
  const how = didYouMean(
    name,
    namesBefore(sketch, placed),
    "Name an earlier question or what an earlier action gives.",
  );
  return [sketch.problem(path, `Nothing before this step gives "${name}" a value.`, how)];
}

/** A review names questions that were asked before it, and there are some. */
export const reviews: Rule = (sketch) =>
  sketch.placed.flatMap((placed) => {
    if (!("review" in placed.step)) return [];
    const path = [...placed.path, "review"];
    const asked = sketch.placed.flatMap(({ step, at }) => ("ask" in step && at < placed.at ? [step.ask] : []));
    if (asked.length === 0)
      return [sketch.problem(path, "There is nothing to review yet.", "Put it after the questions.")];
    if (placed.step.review === true) return [];
    return placed.step.review.flatMap((name, at) => {
      if (asked.includes(name)) return [];
      const how = didYouMean(name, asked, `Asked before it: ${asked.join(", ")}.`);
      return [sketch.problem([...path, at], `No question "${name}" is asked before the review.`, how)];
    });
  });
