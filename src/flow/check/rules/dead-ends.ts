import type { Problem } from "../../../errors.ts";
import type { Instr } from "../../compile.ts";
import { holds } from "../../conditions.ts";
import type { AskStep, Condition } from "../../definition.ts";
import { implied } from "../atoms.ts";
import type { Rule } from "../context.ts";
import { asksOf, type Jump, type Placed, type Sketch } from "../sketch.ts";
import { optionIds } from "./actions.ts";
import { waysOn } from "./reach.ts";

/** After each answer something is said; nobody is left before a silent screen. A called flow hands on to its caller. */
export const deadEnds: Rule = (sketch, { called }) => {
  if (called.has(sketch.flow.id)) return [];
  return [...asksOf(sketch).flatMap((placed) => afterAsk(sketch, placed)), ...afterActions(sketch)];
};

/** The one name whose value is known, or nothing. */
type Given = { name: string; value: string } | undefined;

function afterAsk(sketch: Sketch, { step, at, path }: Placed & { step: AskStep }): Problem[] {
  if (step.silent === true || step.confirm === true) return [];
  const fixed = step.as === "yes-no" ? ["yes", "no"] : step.as === "choice" ? optionIds(step) : [];
  const how = "Add a say step at the end that this answer reaches, e.g. - say: thanks.";
  if (!speaks(sketch, at + 1, undefined)) {
    return [sketch.problem(path, `After the answer to "${step.ask}" nothing more is said.`, how)];
  }
  return fixed
    .filter((value) => !speaks(sketch, at + 1, { name: step.ask, value }))
    .map((value) => sketch.problem(path, `After the answer "${value}" to "${step.ask}" nothing more is said.`, how));
}

/** Outcomes that end a flow which a person began, before it said anything. */
function afterActions(sketch: Sketch): Problem[] {
  const { start } = sketch.flow;
  if (start === undefined || start.every !== undefined) return [];
  return sketch.jumps
    .filter((jump) => !speaks(sketch, jump.to, undefined) && !spokenBefore(sketch, jump))
    .map(({ from, outcome }) => {
      const what = `When "${from.id}" comes to "${outcome}", nothing is said.`;
      return sketch.problem(
        [...from.path, "outcomes", outcome],
        what,
        "Lead the outcome to a say step that ends the flow.",
      );
    });
}

/** Was something said for certain since the person was last heard? */
function spokenBefore(sketch: Sketch, { from }: Jump): boolean {
  const before = sketch.placed.filter(({ at }) => at < from.at);
  const heard = before.findLastIndex(({ step }) => "ask" in step || "review" in step || "call" in step);
  const asked = before[heard];
  if (asked !== undefined && "ask" in asked.step && asked.step.silent === true) return true;
  const since = before.slice(heard + 1);
  return since.some(({ step, guards }) => "say" in step && guards.every((guard) => implied(guard, from.guards)));
}

/** Can anything be said on some way from here? */
function speaks(sketch: Sketch, start: number, given: Given): boolean {
  const seen = new Set<number>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instr = sketch.compiled.instrs[at];
    if (instr === undefined || seen.has(at)) continue;
    seen.add(at);
    const runs = "step" in instr && instr.op !== "loop" ? may(instr.step, given) : "maybe";
    if (isSpoken(instr) && runs !== "no") return true;
    if (runs === "no") open.push(at + 1);
    else if (instr.op === "branch") open.push(...branches(instr, at, given));
    else if (instr.op !== "end" || runs === "maybe") open.push(...waysOn(sketch, instr, at));
  }
  return false;
}

const isSpoken = (instr: Instr) =>
  ["say", "review", "call", "open"].includes(instr.op) || (instr.op === "ask" && instr.step.silent !== true);

function branches(instr: Instr & { op: "branch" }, at: number, given: Given): number[] {
  const truth = decide(instr.if, given);
  if (truth === "maybe") return [at + 1, instr.to];
  return [truth === "yes" ? at + 1 : instr.to];
}

type Truth = "yes" | "no" | "maybe";

function may(step: { when?: Condition | undefined; unless?: Condition | undefined }, given: Given): Truth {
  const when = step.when === undefined ? "yes" : decide(step.when, given);
  const unless = step.unless === undefined ? "no" : decide(step.unless, given);
  if (when === "no" || unless === "yes") return "no";
  return when === "yes" && unless === "no" ? "yes" : "maybe";
}

function decide(condition: Condition, given: Given): Truth {
  let truth: Truth = "yes";
  for (const [name, test] of Object.entries(condition)) {
    if (given?.name !== name) truth = truth === "no" ? "no" : "maybe";
    else if (!holds({ [name]: test }, () => given.value)) return "no";
  }
  return truth;
}
