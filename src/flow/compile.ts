import type {
  AskStep,
  CallStep,
  Condition,
  DoStep,
  Flow,
  IfStep,
  OpenStep,
  RepeatStep,
  ReviewStep,
  SayStep,
  Step,
} from "./definition.ts";

/** One instruction of a compiled flow. `id` is stable over edits of the file; positions are not. */
export type Instr =
  | { op: "ask"; id: string; step: AskStep }
  | { op: "say"; id: string; step: SayStep }
  | { op: "review"; id: string; step: ReviewStep; names: readonly string[] }
  | { op: "do"; id: string; step: DoStep }
  | { op: "call"; id: string; step: CallStep }
  | { op: "open"; id: string; step: OpenStep }
  | { op: "end"; id: string; step: { when?: Condition | undefined; unless?: Condition | undefined } }
  /** Goes on below when the condition holds, else to `to`. */
  | { op: "branch"; id: string; if: Condition; to: number }
  | { op: "jump"; id: string; to: number }
  /** Begins a round, or leaves to `to`. */
  | { op: "loop"; id: string; step: RepeatStep; to: number }
  | { op: "next"; id: string; to: number };

export type CompiledFlow = {
  readonly id: string;
  /** Hash of the definition: the same text is the same revision on every machine. */
  readonly revision: string;
  readonly source: Flow;
  readonly instrs: readonly Instr[];
  /** Step id -> position. */
  readonly index: ReadonlyMap<string, number>;
  /** Ask steps by name. */
  readonly asks: ReadonlyMap<string, AskStep>;
  /** Has it a question with `keep: false`? */
  readonly forgets: boolean;
};

/**
 * Lays a flow's steps out as instructions with jumps, so that the engine is a loop over a position.
 * Expects a definition that the checker accepted; a jump to a missing step ends the flow.
 */
export function compileFlow(source: Flow, revision: string): CompiledFlow {
  const instrs: Instr[] = [];
  const asked: string[] = [];
  const asks = new Map<string, AskStep>();
  // Counted by kind, so that one more `if` does not rename a review at which people stand.
  const ordinals = new Map<string, number>();
  const auto = (op: string) => {
    const ordinal = (ordinals.get(op) ?? 0) + 1;
    ordinals.set(op, ordinal);
    return `${op}-${ordinal}`;
  };

  const emitBlock = (step: IfStep) => {
    const branch: Instr = { op: "branch", id: auto("if"), if: step.if, to: 0 };
    instrs.push(branch);
    emit(step.steps);
    if (step.else === undefined) {
      branch.to = instrs.length;
      return;
    }
    const jump: Instr = { op: "jump", id: auto("else"), to: 0 };
    instrs.push(jump);
    branch.to = instrs.length;
    emit(step.else);
    jump.to = instrs.length;
  };

  const emitRepeat = (step: RepeatStep) => {
    const at = instrs.length;
    const loop: Instr = { op: "loop", id: `repeat-${step.repeat}`, step, to: 0 };
    instrs.push(loop);
    emit(step.steps);
    instrs.push({ op: "next", id: auto("next"), to: at });
    loop.to = instrs.length;
  };

  const emitOne = (step: Step) => {
    if ("ask" in step) {
      instrs.push({ op: "ask", id: step.ask, step });
      asks.set(step.ask, step);
      asked.push(step.ask);
    } else if ("say" in step) {
      instrs.push({ op: "say", id: step.say, step });
      if (step.end === true) instrs.push({ op: "end", id: auto("end"), step: pick(step) });
    } else if ("review" in step) {
      instrs.push({ op: "review", id: auto("review"), step, names: step.review === true ? [...asked] : step.review });
    } else if ("do" in step) {
      instrs.push({ op: "do", id: step.as ?? `do-${step.do.replace(".", "-")}`, step });
    } else if ("call" in step) {
      instrs.push({ op: "call", id: `call-${step.call}`, step });
    } else if ("open" in step) {
      instrs.push({ op: "open", id: auto("open"), step });
    } else if ("if" in step) {
      emitBlock(step);
    } else if ("repeat" in step) {
      emitRepeat(step);
    } else {
      instrs.push({ op: "end", id: auto("end"), step });
    }
  };
  const emit = (steps: readonly Step[]) => {
    for (const step of steps) emitOne(step);
  };

  emit(source.steps);
  instrs.push({ op: "end", id: "end", step: {} });
  const index = new Map(instrs.map((i, at) => [i.id, at]));
  const forgets = [...asks.values()].some((step) => step.keep === false);
  return { id: source.id, revision, source, instrs, index, asks, forgets };
}

/** A say that ends carries its own condition to the end after it. */
function pick(step: SayStep): { when?: Condition | undefined; unless?: Condition | undefined } {
  return { when: step.when, unless: step.unless };
}
