import type { Problem } from "../../../errors.ts";
import { type Condition, ROLES, type Step, type Test } from "../../definition.ts";
import { atomWords, contradicts } from "../atoms.ts";
import type { Rule } from "../context.ts";
import { known, namesBefore } from "../names.ts";
import { didYouMean } from "../near.ts";
import { asksOf, type Placed, type Sketch } from "../sketch.ts";
import type { Path } from "../yaml.ts";
import { optionIds } from "./actions.ts";

/** What a condition names is there, and can be what it asks for. */
export const conditions: Rule = (sketch) =>
  sketch.placed.flatMap((placed) =>
    conditionsOf(placed.step).flatMap(([key, condition]) =>
      Object.entries(condition).flatMap(([name, test]) =>
        line(sketch, placed, [...placed.path, ...key, name], name, test),
      ),
    ),
  );

/** A step's conditions, those of its options included, each with where it stands. */
function conditionsOf(step: Step): [Path, Condition][] {
  const found: [Path, Condition][] = [];
  const add = (path: Path, condition: Condition | undefined) => {
    if (condition !== undefined) found.push([path, condition]);
  };
  if ("if" in step) add(["if"], step.if);
  else if ("repeat" in step) add(["while"], step.while);
  else {
    add(["when"], step.when);
    add(["unless"], step.unless);
  }
  const options = "ask" in step && Array.isArray(step.options) ? step.options : [];
  options.forEach((option, at) => {
    if (typeof option === "string") return;
    add(["options", at, "when"], option.when);
    add(["options", at, "unless"], option.unless);
  });
  return found;
}

function line(sketch: Sketch, placed: Placed, path: Path, name: string, test: Test): Problem[] {
  // Without its guards: a condition says nothing about whether its own name can have a value.
  const there = known(sketch, name, { ...placed, guards: [] });
  if (there.kind === "never") {
    const how = didYouMean(
      name,
      namesBefore(sketch, placed),
      "Name an earlier question, what an action gives, or a fact such as registered.",
    );
    return [sketch.problem(path, `Nothing gives "${name}" a value.`, how)];
  }
  if (there.kind === "later") {
    return [sketch.problem(path, `"${name}" gets its value only after this step.`, "Move the question before it.")];
  }
  const values = typeof test === "object" ? (Array.isArray(test) ? test : []) : [test];
  const possible = possibleValues(sketch, name);
  if (possible === undefined) return [];
  return values.flatMap((value) => {
    if (possible.includes(value)) return [];
    const what = `"${name}" is never ${typeof value === "string" ? `"${value}"` : value}.`;
    const list = possible.map((one) => (typeof one === "string" ? `"${one}"` : String(one)));
    const how = didYouMean(String(value), possible.map(String), `It can be ${list.join(", ")}.`);
    return [sketch.problem(path, what, `${how}${boolean(value, possible)}`)];
  });
}

/** The usual slip: yes and no are words, true and false are not. */
function boolean(value: unknown, possible: readonly unknown[]): string {
  if (typeof value === "boolean" && possible.includes("yes")) return " An answer is yes or no, not true or false.";
  return possible.includes(true) ? " A fact is true or false, not yes or no." : "";
}

/** All values that a name can have; undefined where the file does not tell. */
function possibleValues(sketch: Sketch, name: string): readonly (string | number | boolean)[] | undefined {
  const providers = sketch.providers.filter((one) => one.name === name);
  if (providers.length === 0) {
    if (name === "registered" || name === "shared") return [true, false];
    return name === "roles" ? ROLES : undefined;
  }
  if (providers.some(({ by }) => by !== "ask")) return undefined;
  const asks = asksOf(sketch).filter(({ step }) => step.ask === name);
  if (asks.every(({ step }) => step.as === "yes-no")) return ["yes", "no"];
  const ids = asks.map(({ step }) => optionIds(step));
  return ids.some((options) => options.length === 0) ? undefined : ids.flat();
}

/** A step whose conditions, with those around it, can never hold together. */
export const contradictions: Rule = (sketch) => {
  const isList = (name: string) =>
    name === "roles" ||
    sketch.providers.some((one) => one.name === name && (one.by !== "ask" || isSeveral(one.placed)));
  return sketch.placed.flatMap(({ guards, path }) => {
    for (const a of guards) {
      const b = guards.find((other) => contradicts(a, other, isList));
      if (b === undefined) continue;
      const what = `This step can never run: ${atomWords(a)}, and at the same time ${atomWords(b)}.`;
      return [sketch.problem(path, what, "Take one of the conditions away, or the step.")];
    }
    return [];
  });
};

const isSeveral = (placed: Placed | undefined) =>
  placed !== undefined && "ask" in placed.step && placed.step.as === "several";
