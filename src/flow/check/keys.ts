import type { AskStep } from "../definition.ts";
import type { World } from "./context.ts";
import { optionIds } from "./rules/actions.ts";
import { asksOf, type Placed, type Sketch } from "./sketch.ts";
import type { Path } from "./yaml.ts";

/** A text of a flow. */
export type Key = {
  /** `weekly-report:running.ask` */
  key: string;
  /** `running.ask` */
  name: string;
  kind: "title" | "words" | "closed" | "ask" | "again" | "label" | "aliases" | "review" | "outcome" | "say" | "recap";
  /** Without it somebody is told nothing. */
  needed: boolean;
  /** Where the flow wants it. */
  path: Path;
  placed?: Placed;
};

/** Every text that a flow says or may say. */
export function keysOf(sketch: Sketch, world: World): Key[] {
  const { flow } = sketch;
  const found: Key[] = [];
  const add = (kind: Key["kind"], name: string, needed: boolean, path: Path, placed?: Placed) =>
    found.push({ key: `${flow.id}:${name}`, name, kind, needed, path, ...(placed === undefined ? {} : { placed }) });
  add("title", "title", true, ["id"]);
  if (flow.start?.words === true) add("words", "start", true, ["start", "words"]);
  if (flow.silence === "close") add("closed", "closed", true, ["silence"]);
  for (const placed of sketch.placed) {
    if ("say" in placed.step) add("say", placed.id, true, placed.path, placed);
    if ("review" in placed.step) add("recap", "review", false, placed.path, placed);
  }
  const reviewed = reviewedIn(sketch);
  for (const placed of asksOf(sketch)) {
    const { step, id, path } = placed;
    add("ask", `${id}.ask`, step.silent !== true, path, placed);
    add("again", `${id}.again`, false, path, placed);
    add("review", `${id}.review`, reviewed.has(id), path, placed);
    for (const option of labelled(step)) {
      add("label", `${id}.options.${option}`, step.as !== "yes-no", [...path, "options"], placed);
      add("aliases", `${id}.options.${option}.aliases`, false, [...path, "options"], placed);
    }
    for (const outcome of refusals(step, world))
      add("outcome", `${id}.${outcome}`, true, [...path, "validate"], placed);
  }
  return found;
}

const labelled = (step: AskStep) => (step.as === "yes-no" ? ["yes", "no"] : optionIds(step));

/** Outcomes of the action that checks an answer, when it does not accept it. */
function refusals(step: AskStep, { actions }: World): string[] {
  const outcomes = step.validate === undefined ? [] : (actions.get(step.validate)?.outcomes ?? []);
  return outcomes.filter((outcome) => outcome !== "ok");
}

/** Questions whose answers a review reads back. */
function reviewedIn(sketch: Sketch): Set<string> {
  const names = new Set<string>();
  for (const { step, at } of sketch.placed) {
    if (!("review" in step)) continue;
    if (step.review !== true) for (const name of step.review) names.add(name);
    else for (const one of asksOf(sketch)) if (one.at < at && isKept(one.step)) names.add(one.id);
  }
  return names;
}

const isKept = (step: AskStep) => step.keep !== false && step.silent !== true;

/** The forms of a key in one language. A label may be written bare or under `label`. */
export function formsOf({ key, kind }: Key, lang: string, { texts }: World): { key: string; forms: readonly string[] } {
  const forms = texts.raw(lang, key);
  if (kind !== "label" || forms.length > 0) return { key, forms };
  return { key: `${key}.label`, forms: texts.raw(lang, `${key}.label`) };
}
