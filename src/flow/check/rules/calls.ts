import type { Problem } from "../../../errors.ts";
import { holds } from "../../conditions.ts";
import type { AskStep, OpenStep } from "../../definition.ts";
import type { Rule, World } from "../context.ts";
import { begunByPerson } from "../names.ts";
import { didYouMean } from "../near.ts";
import { asksOf, type Placed, type Sketch } from "../sketch.ts";
import { optionIds } from "./actions.ts";
import { waysOn } from "./reach.ts";

/** A flow that is called or opened exists, and gets what it takes. */
export const calls: Rule = (sketch, world) =>
  sketch.placed.flatMap((placed) => {
    if ("call" in placed.step) return call(sketch, placed, placed.step.call, placed.step.with ?? {}, world);
    return "open" in placed.step ? opened(sketch, placed, placed.step, world) : [];
  });

function call(sketch: Sketch, { path }: Placed, id: string, given: object, { ids, sketches }: World): Problem[] {
  if (!ids.has(id)) {
    const how = didYouMean(id, ids, "Write the id of a flow, or make the flow.");
    return [sketch.problem([...path, "call"], `There is no flow "${id}".`, how)];
  }
  const other = sketches.get(id);
  const takes = other?.flow.takes ?? [];
  const needed = other === undefined || begunByPerson(other) ? [] : takes;
  const lacking = needed.filter((name) => !Object.hasOwn(given, name));
  const extra = Object.keys(given).filter((name) => other !== undefined && !takes.includes(name));
  return [
    ...lacking.map((name) =>
      sketch.problem(
        [...path, "call"],
        `The flow "${id}" takes "${name}" and does not get it.`,
        `Write with: { ${name}: $${name} }.`,
      ),
    ),
    ...extra.map((name) => {
      const how = didYouMean(name, takes, `Take it away, or write takes: [${name}] in the flow "${id}".`);
      return sketch.problem([...path, "with", name], `The flow "${id}" does not take "${name}".`, how);
    }),
  ];
}

/** Each option of the menu that may come to `open` is the id of a flow. */
function opened(sketch: Sketch, placed: Placed, step: OpenStep, { ids, sketches }: World): Problem[] {
  const asks = asksOf(sketch).filter((one) => one.step.ask === step.open && one.at < placed.at);
  return asks.flatMap(({ step: ask }) =>
    optionIds(ask).flatMap((id) => {
      if (!comesTo(placed, ask, id)) return [];
      const path = [...placed.path, "open"];
      if (!ids.has(id)) {
        const how = didYouMean(id, ids, `Make the flow, or write unless: { ${step.open}: ${id} }.`);
        return [sketch.problem(path, `The option "${id}" of "${step.open}" is no flow.`, how)];
      }
      const other = sketches.get(id);
      const takes = other?.flow.takes ?? [];
      if (other === undefined || takes.length === 0 || begunByPerson(other)) return [];
      const how = `Use call: ${id} with the values in place of open:.`;
      return [sketch.problem(path, `The flow "${id}" takes ${takes.join(", ")}, and open: gives nothing.`, how)];
    }),
  );
}

function comesTo({ guards }: Placed, ask: AskStep, id: string): boolean {
  return guards.every((guard) => {
    if ((guard.kind !== "is" && guard.kind !== "not") || guard.name !== ask.ask) return true;
    const hit = holds({ [ask.ask]: [...guard.values] }, () => id);
    return guard.kind === "is" ? hit : !hit;
  });
}

/** Flows that call each other in a circle in which nobody is asked anything. */
export const recursion: Rule = (sketch, world) => {
  const way = circle(sketch.flow.id, sketch.flow.id, world, new Set());
  if (way === undefined) return [];
  const [next = ""] = way;
  const placed = sketch.placed.find(({ step }) => "call" in step && step.call === next);
  const what = `The flow calls itself without asking anything in between: ${[sketch.flow.id, ...way].join(" -> ")}.`;
  return placed === undefined ? [] : [sketch.problem([...placed.path, "call"], what, "Take one of the calls away.")];
};

function circle(from: string, back: string, world: World, seen: Set<string>): string[] | undefined {
  const sketch = world.sketches.get(from);
  if (sketch === undefined || seen.has(from)) return undefined;
  seen.add(from);
  for (const id of calledAtOnce(sketch)) {
    const rest = id === back ? [] : circle(id, back, world, seen);
    if (rest !== undefined) return [id, ...rest];
  }
  return undefined;
}

/** Flows that a flow may call before it has asked anything. */
function calledAtOnce(sketch: Sketch): string[] {
  const found: string[] = [];
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instr = sketch.compiled.instrs[at];
    if (instr === undefined || seen.has(at)) continue;
    seen.add(at);
    if (instr.op === "call") found.push(instr.step.call);
    const asks = (instr.op === "ask" || instr.op === "review") && (instr.step.when ?? instr.step.unless) === undefined;
    if (!asks) open.push(...waysOn(sketch, instr, at));
  }
  return found;
}
