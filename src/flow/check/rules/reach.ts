import type { Instr } from "../../compile.ts";
import type { Rule } from "../context.ts";
import type { Sketch } from "../sketch.ts";

/** Every step can be reached. */
export const reachable: Rule = (sketch) => {
  const reached = reachedFrom(sketch, 0);
  const lost = sketch.placed.filter(({ at }) => !reached.has(at));
  // What lies inside a lost block, or behind another lost step, is told by the first.
  const first = lost.filter(({ at }, index) => index === 0 || at - (lost[index - 1]?.at ?? 0) > 2);
  return first.map(({ path, id }) => {
    const how = "Give the end before it a condition, lead an outcome here, or take the step away.";
    return sketch.problem(path, `The step "${id}" is never reached: the flow ends before it.`, how);
  });
};

/** Positions to which some way leads, whatever the answers. */
function reachedFrom(sketch: Sketch, start: number): Set<number> {
  const reached = new Set<number>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const instr = sketch.compiled.instrs[at];
    if (instr !== undefined) open.push(...waysOn(sketch, instr, at));
  }
  return reached;
}

/** Where an instruction may lead. */
export function waysOn(sketch: Sketch, instr: Instr, at: number): number[] {
  switch (instr.op) {
    case "end":
    case "open":
      return instr.step.when === undefined && instr.step.unless === undefined ? [] : [at + 1];
    case "jump":
    case "next":
      return [instr.to];
    case "branch":
    case "loop":
      return [at + 1, instr.to];
    case "do":
      return [at + 1, ...sketch.jumps.filter(({ from }) => from.at === at).map(({ to }) => to)];
    default:
      return [at + 1];
  }
}
