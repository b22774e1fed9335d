import type { Problem } from "../../../errors.ts";
import { LIMITS } from "../../../limits.ts";
import type { AskStep, QuestionType } from "../../definition.ts";
import type { Rule } from "../context.ts";
import { asksOf, type Placed, type Sketch } from "../sketch.ts";
import { optionIds } from "./actions.ts";

const WITH_OPTIONS: readonly QuestionType[] = ["choice", "several"];
const WITH_MIN: readonly QuestionType[] = ["money", "number", "scale", "year"];
const WITH_MAX: readonly QuestionType[] = [...WITH_MIN, "text", "name"];
const SCALE = { min: 1, max: 5 };
/** What stands before an option's id on a button: whose question it is and its number. */
const BUTTON_PREFIX = 17;

/** Options where there must be some, and no more than a person can take in. */
export const options: Rule = (sketch) => asksOf(sketch).flatMap((placed) => optionsOf(sketch, placed));

function optionsOf(sketch: Sketch, { step, path }: Placed & { step: AskStep }): Problem[] {
  const { as, options: given } = step;
  if (given === undefined) {
    if (WITH_OPTIONS.includes(as)) {
      return [sketch.problem(path, `The question "${step.ask}" has no options.`, "Write options: [first, second].")];
    }
    const how = "Write options: { from: people }, where an action gives the list of people.";
    return as === "person" ? [sketch.problem(path, `The question "${step.ask}" has no list of people.`, how)] : [];
  }
  const here = [...path, "options"];
  if (!WITH_OPTIONS.includes(as) && !(as === "person" && "from" in given)) {
    const how = as === "yes-no" ? "Take them away; its words are yes and no." : "Take them away, or write as: choice.";
    return [sketch.problem(here, `A question for ${as} has no options of its own.`, how)];
  }
  return Array.isArray(given) ? fixedOptions(sketch, step, given, here) : [];
}

function fixedOptions(
  sketch: Sketch,
  step: AskStep,
  given: Extract<AskStep["options"], unknown[]>,
  here: Placed["path"],
): Problem[] {
  const ids = optionIds(step);
  const always = given.filter((option) => typeof option === "string" || (option.when ?? option.unless) === undefined);
  const problems: Problem[] = [];
  if (always.length > LIMITS.options || ids.length > LIMITS.listOptions) {
    const what = `The question "${step.ask}" has ${ids.length} options; a person takes in ${LIMITS.options} at once.`;
    problems.push(sketch.problem(here, what, "Bring some together, or ask in two steps."));
  }
  if (ids.length === 1) {
    problems.push(
      sketch.problem(here, `The question "${step.ask}" has one option.`, "Add another one, or use a say step."),
    );
  }
  ids.forEach((id, at) => {
    if (ids.indexOf(id) < at)
      problems.push(sketch.problem([...here, at], `The option "${id}" stands twice.`, "Take one away."));
    if (Buffer.byteLength(id) <= LIMITS.choiceId - BUTTON_PREFIX) return;
    const how = `Use at most ${LIMITS.choiceId - BUTTON_PREFIX} letters; the label can say more.`;
    problems.push(sketch.problem([...here, at], `The option "${id}" is too long for a button.`, how));
  });
  return problems;
}

/** Limits that fit together, and no words that do nothing in a question of this type. */
export const limits: Rule = (sketch) =>
  asksOf(sketch).flatMap(({ step, path }) => {
    const problems: Problem[] = [];
    const idle = (key: "min" | "max" | "prefer" | "or", types: readonly QuestionType[]) => {
      if (step[key] === undefined || types.includes(step.as)) return;
      problems.push(
        sketch.problem([...path, key], `"${key}" does nothing in a question for ${step.as}.`, "Take it away."),
      );
    };
    idle("min", WITH_MIN);
    idle("max", WITH_MAX);
    idle("prefer", ["date"]);
    idle("or", ["choice"]);
    const { min, max } = step.as === "scale" ? { ...SCALE, ...given(step) } : step;
    if (min !== undefined && max !== undefined && min > max) {
      const how = "Write the smaller number under min and the larger one under max.";
      problems.push(
        sketch.problem([...path, step.min === undefined ? "max" : "min"], `min (${min}) is above max (${max}).`, how),
      );
    }
    if (step.as === "scale" && min !== undefined && max !== undefined && max - min >= LIMITS.listOptions + 1) {
      problems.push(
        sketch.problem([...path, "max"], `A scale from ${min} to ${max} is too long to choose from.`, "Use 1 to 5."),
      );
    }
    if (step.silent === true && step.optional !== true) {
      const how = "Write optional: true, so that the word for the end of a talk ends it.";
      problems.push(sketch.problem([...path, "silent"], `Nobody can leave the silent question "${step.ask}".`, how));
    }
    return problems;
  });

function given({ min, max }: AskStep): { min?: number; max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
