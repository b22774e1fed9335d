import type { Problem } from "../../errors.ts";
import { type CompiledFlow, compileFlow } from "../compile.ts";
import type { AskStep, Condition, Flow, IfStep, RepeatStep, Step } from "../definition.ts";
import type { ParsedFlow } from "../parse.ts";
import type { ActionInfo } from "./action-info.ts";
import { type Atom, atomsOf, negated } from "./atoms.ts";

import type { Path } from "./yaml.ts";

/** A step with its place in the file and in the compiled flow. */
export type Placed = {
  readonly step: Step;
  readonly path: Path;
  /** Position of its instruction. */
  readonly at: number;
  /** Its id in the compiled flow. */
  readonly id: string;
  /** What holds whenever it runs: its own conditions, those around it, and the ends before it that were not taken. */
  readonly guards: readonly Atom[];
  /** Its own `when` and `unless` and those of the ifs around it, as one may read them in the file. */
  readonly conditional: boolean;
  /** The ifs and repeats around it, outermost first, as `path` texts. */
  readonly blocks: readonly string[];
};

/** Something that gives a name its value. */
export type Provider = {
  readonly name: string;
  readonly by: "ask" | "action" | "round" | "caller";
  /** The step, unless it is the caller's. */
  readonly placed?: Placed;
  /** An answer that is gone with the turn. */
  readonly fleeting: boolean;
};

/** A way from a `do` to a later step. */
export type Jump = { readonly from: Placed; readonly outcome: string; readonly target: string; readonly to: number };

/** One flow as the rules look at it. */
export type Sketch = {
  readonly file: string;
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly placed: readonly Placed[];
  readonly providers: readonly Provider[];
  readonly jumps: readonly Jump[];
  /** It does an action that nobody knows, which might give any value. */
  readonly unknownActions: boolean;
  lineOf(path: Path): number;
  /** A problem at a place of the flow's file. */
  problem(path: Path, what: string, how: string): Problem;
};

/** Lays a flow out for the rules. */
export function sketchOf(parsed: ParsedFlow & { flow: Flow }, actions: ReadonlyMap<string, ActionInfo>): Sketch {
  const { file, flow } = parsed;
  const compiled = compileFlow(flow, "");
  const placed = new Placer(compiled).placed;
  const lineOf = (path: Path) => parsed.lineOf(path);
  const problem = (path: Path, what: string, how: string) => ({ file, line: lineOf(path), what, how });
  const jumps = placed.flatMap((from) => jumpsOf(from, compiled));
  const unknownActions = placed.some(({ step }) => "do" in step && !actions.has(step.do));
  const providers = providersOf(flow, placed, actions);
  return { file, flow, compiled, placed, providers, jumps, unknownActions, lineOf, problem };
}

/** The questions of a flow, each with its place. */
export function asksOf(sketch: Sketch): (Placed & { step: AskStep })[] {
  return sketch.placed.filter((one): one is Placed & { step: AskStep } => "ask" in one.step);
}

function jumpsOf(from: Placed, compiled: CompiledFlow): Jump[] {
  if (!("do" in from.step)) return [];
  return Object.entries(from.step.outcomes ?? {}).flatMap(([outcome, target]) => {
    const to = target === "end" ? compiled.instrs.length - 1 : compiled.index.get(target);
    return to === undefined ? [] : [{ from, outcome, target, to }];
  });
}

function providersOf(flow: Flow, placed: readonly Placed[], actions: ReadonlyMap<string, ActionInfo>): Provider[] {
  const taken: Provider[] = (flow.takes ?? []).map((name) => ({ name, by: "caller", fleeting: false }));
  const given = placed.flatMap((one): Provider[] => {
    const { step } = one;
    if ("ask" in step) return [{ name: step.ask, by: "ask", placed: one, fleeting: step.keep === false }];
    if ("repeat" in step) return [{ name: step.repeat, by: "round", placed: one, fleeting: false }];
    if (!("do" in step)) return [];
    const names = actions.get(step.do)?.gives ?? [];
    return names.map((name) => ({ name, by: "action", placed: one, fleeting: false }));
  });
  return [...taken, ...given];
}

/** Walks the steps in the order in which they are compiled. */
class Placer {
  readonly placed: Placed[] = [];
  readonly #positions: ReadonlyMap<object, number>;
  readonly #compiled: CompiledFlow;

  constructor(compiled: CompiledFlow) {
    this.#compiled = compiled;
    // A step's instruction carries the step itself; an if's carries its condition.
    const positions = new Map<object, number>();
    compiled.instrs.forEach((instr, at) => {
      const of = instr.op === "branch" ? instr.if : "step" in instr ? instr.step : undefined;
      if (of !== undefined) positions.set(of, at);
    });
    this.#positions = positions;
    this.#list(compiled.source.steps, ["steps"], { guards: [], conditional: false, blocks: [] });
  }

  #list(steps: readonly Step[], path: Path, around: Pick<Placed, "guards" | "conditional" | "blocks">): void {
    let guards = around.guards;
    steps.forEach((step, index) => {
      const here = [...path, index];
      const own = "if" in step || "repeat" in step ? [] : [...atomsOf(step.when), ...negated(step.unless)];
      const at = this.#positions.get("if" in step ? step.if : step) ?? 0;
      const id = this.#compiled.instrs[at]?.id ?? "";
      const conditional = around.conditional || own.length > 0;
      const placed = { step, path: here, at, id, guards: [...guards, ...own], conditional, blocks: around.blocks };
      this.placed.push(placed);
      if ("if" in step) this.#if(step, placed);
      else if ("repeat" in step) this.#repeat(step, placed);
      guards = [...guards, ...afterwards(step)];
    });
  }

  #if(step: IfStep, { path, guards, blocks }: Placed): void {
    const inside = (extra: readonly Atom[], name: string) => ({
      guards: [...guards, ...extra],
      conditional: true,
      blocks: [...blocks, `${path.join(".")}.${name}`],
    });
    this.#list(step.steps, [...path, "steps"], inside(atomsOf(step.if), "steps"));
    if (step.else !== undefined) this.#list(step.else, [...path, "else"], inside(negated(step.if), "else"));
  }

  #repeat(step: RepeatStep, { path, guards, blocks }: Placed): void {
    const round: Atom = { kind: "round", name: step.repeat };
    const inside = [...guards, round, ...atomsOf(step.while)];
    this.#list(step.steps, [...path, "steps"], {
      guards: inside,
      conditional: true,
      blocks: [...blocks, path.join(".")],
    });
  }
}

/** What holds after a step, because the flow would have ended in it otherwise. */
function afterwards(step: Step): Atom[] {
  if ("if" in step) {
    if (step.else === undefined) return endsAlways(step.steps) ? negated(step.if) : [];
    if (endsAlways(step.steps)) return negated(step.if);
    return endsAlways(step.else) ? atomsOf(step.if) : [];
  }
  if (!isEnd(step)) return [];
  if (step.when !== undefined && step.unless === undefined) return negated(step.when);
  return step.when === undefined && step.unless !== undefined ? atomsOf(step.unless) : [];
}

type EndLike = { when?: Condition | undefined; unless?: Condition | undefined };

const isEnd = (step: Step): step is Step & EndLike => ("end" in step && step.end === true) || "open" in step;

function endsAlways(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if ("if" in step) return step.else !== undefined && endsAlways(step.steps) && endsAlways(step.else);
    return isEnd(step) && step.when === undefined && step.unless === undefined;
  });
}
