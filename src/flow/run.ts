import { RukunError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { Instr } from "./compile.ts";
import { applies, holds } from "./conditions.ts";
import type { DoStep } from "./definition.ts";
import { present } from "./question.ts";
import {
  add,
  answerOf,
  type Entry,
  type Frame,
  helpers,
  type Json,
  lookup,
  round,
  type Trail,
  values,
} from "./session.ts";
import { tell } from "./show.ts";
import type { Turn } from "./turn.ts";

/** Goes through automatic steps from where the top frame stands until a person or an action is needed. */
export function run(turn: Turn): void {
  for (let frame = turn.top; frame !== undefined; frame = turn.top) {
    turn.auto += 1;
    if (turn.auto > LIMITS.automaticSteps)
      throw new RukunError(
        "flow.loop",
        `flow ${frame.flow} at ${frame.at}: ${LIMITS.automaticSteps} steps without a person`,
      );
    const instr = turn.instr(frame);
    const go = instr === undefined ? leave(turn, frame) : execute(turn, frame, instr);
    if (go === "wait") return;
  }
}

type Go = "on" | "wait";

function execute(turn: Turn, frame: Frame, instr: Instr): Go {
  const value = (name: string) => turn.value(frame, name);
  if ("step" in instr && instr.op !== "loop" && !applies(instr.step, value)) return skip(turn, frame, instr);
  switch (instr.op) {
    case "ask":
      return ask(turn, frame, instr);
    case "say":
      tell(turn, frame, `${frame.flow}:${instr.id}`);
      return next(turn, frame);
    case "review":
      frame.editing = false;
      return wait(turn, frame, "review");
    case "do":
      return act(turn, frame, instr.step);
    case "call":
      frame.mode = "child";
      start(turn, instr.step.call, given(turn, frame, instr.step.with));
      return "on";
    case "open":
      return open(turn, frame, value(instr.step.open));
    case "end":
      return leave(turn, frame);
    case "branch":
      return holds(instr.if, value) ? next(turn, frame) : jump(turn, frame, instr.to);
    case "jump":
      return jump(turn, frame, instr.to);
    case "loop":
      return loop(turn, frame, instr);
    case "next":
      return jump(turn, frame, instr.to);
  }
}

function ask(turn: Turn, frame: Frame, instr: Instr & { op: "ask" }): Go {
  if (frame.editing === true && answerOf(frame.trail, instr.id) !== undefined) return next(turn, frame);
  return wait(turn, frame, "ask");
}

function wait(turn: Turn, frame: Frame, mode: "ask" | "review"): Go {
  dropUnkept(turn, frame);
  frame.mode = mode;
  frame.tries = 0;
  present(turn, frame, true);
  return "wait";
}

/** Answers of questions with `keep: false` were for this turn only. */
function dropUnkept(turn: Turn, frame: Frame): void {
  const { asks, forgets } = turn.flowOf(frame);
  if (!forgets) return;
  const unkept = (t: NonNullable<Trail>) => t.entry.k === "answer" && asks.get(t.entry.name)?.keep === false;
  const above: Entry[] = [];
  for (let t = frame.trail; t !== null; t = t.prev) {
    if (!unkept(t)) {
      above.push(t.entry);
      continue;
    }
    frame.trail = above.reduceRight<Trail>((trail, entry) => add(trail, entry), t.prev);
    return;
  }
}

/** A step that does not apply: an answer that it got before an edit no longer counts. */
function skip(turn: Turn, frame: Frame, instr: Instr): Go {
  if (instr.op === "ask" && answerOf(frame.trail, instr.id) !== undefined)
    turn.record(frame, { k: "forget", name: instr.id });
  return next(turn, frame);
}

/** Moves to the next step. */
export function next(turn: Turn, frame: Frame): Go {
  const flow = turn.flowOf(frame);
  return jump(turn, frame, (flow.index.get(frame.at) ?? flow.instrs.length) + 1);
}

function jump(turn: Turn, frame: Frame, to: number): Go {
  frame.mode = "run";
  frame.at = turn.flowOf(frame).instrs[to]?.id ?? "end";
  return "on";
}

function act(turn: Turn, frame: Frame, step: DoStep): Go {
  frame.mode = "action";
  turn.action = {
    action: step.do,
    args: { ...values(frame.trail), ...given(turn, frame, step.with) },
    helpers: helpers(frame.trail),
  };
  return "wait";
}

/** Arguments as written: `$name` is an answer, anything else is itself. */
function given(
  turn: Turn,
  frame: Frame,
  args: Record<string, string | number | boolean> | undefined,
): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const [name, value] of Object.entries(args ?? {})) {
    const actual = typeof value === "string" && value.startsWith("$") ? turn.value(frame, value.slice(1)) : value;
    if (actual !== undefined) found[name] = actual;
  }
  return found;
}

/**
 * Takes what an action came to: its data is kept, its outcome leads on. A value under the name of one of the flow's
 * questions answers it ("sama seperti minggu lalu"): a review reads it back, and it can be changed there.
 */
export function settle(turn: Turn, frame: Frame, outcome: string, data: Record<string, Json> | undefined): void {
  const instr = turn.instr(frame);
  const { asks } = turn.flowOf(frame);
  for (const [name, value] of Object.entries(data ?? {}))
    turn.record(frame, { k: asks.has(name) ? "answer" : "data", name, value });
  if (instr?.op !== "do") {
    next(turn, frame);
    return;
  }
  if (turn.world.writes(instr.step.do)) turn.record(frame, { k: "barrier" });
  const target = instr.step.outcomes?.[outcome];
  const at = target === undefined ? undefined : turn.flowOf(frame).index.get(target);
  if (target === undefined) next(turn, frame);
  else jump(turn, frame, at ?? turn.flowOf(frame).instrs.length);
}

/** Begins a flow on top of the stack. */
export function start(turn: Turn, id: string, data: Record<string, Json>): Frame {
  const flow = turn.world.flow(id);
  if (flow === undefined) throw new RukunError("flow.unknown", `no flow ${id}`);
  const frame = turn.push({
    flow: id,
    revision: flow.revision,
    at: flow.instrs[0]?.id ?? "end",
    mode: "run",
    asked: 0,
    tries: 0,
    reminded: 0,
    trail: null,
  });
  for (const [name, value] of Object.entries(data)) turn.record(frame, { k: "data", name, value });
  turn.event("started", frame);
  return frame;
}

/** The chosen flow takes this one's place. */
function open(turn: Turn, frame: Frame, id: Json | undefined): Go {
  turn.event("finished", frame);
  turn.remove(frame);
  const waiting = turn.find((f) => f.flow === id);
  if (waiting !== undefined) return offer(turn, waiting);
  start(turn, String(id), {});
  return "on";
}

/** The flow is over: back to the one that called it, or the offer to go on with what was interrupted. */
export function leave(turn: Turn, frame: Frame): Go {
  turn.event("finished", frame);
  turn.remove(frame);
  const below = turn.top;
  if (below === undefined) return "wait";
  if (below.mode === "child") {
    next(turn, below);
    return "on";
  }
  return turn.flowOf(frame).source.quiet === true ? "wait" : comeBack(turn, below);
}

/**
 * What was interrupted is offered once. Who goes on with something else has said "later": from then on it waits for
 * "lanjut", for its own word or for its reminders.
 */
export function comeBack(turn: Turn, below: Frame): Go {
  if (below.mode === "parked") return "wait";
  if (below.mode !== "resume") return offer(turn, below);
  turn.event("parked", below);
  below.mode = "parked";
  tell(turn, below, "engine:put-aside", { title: turn.world.text(`${below.flow}:title`) });
  return "wait";
}

/** "Lanjutkan laporan tadi?" */
export function offer(turn: Turn, frame: Frame): Go {
  turn.raise(frame);
  const top = turn.top;
  if (top === undefined) return "wait";
  top.mode = "resume";
  top.tries = 0;
  present(turn, top, true);
  return "wait";
}

/** Begins the next round of a repeat, or goes on behind it. */
function loop(turn: Turn, frame: Frame, instr: Instr & { op: "loop" }): Go {
  const { step } = instr;
  const before = round(frame.trail, step.repeat);
  const index = before === undefined || before.index < 0 ? 0 : before.index + 1;
  if (step.forget === true && index > 0) forgetRound(frame, step.repeat);
  const items = step.over === undefined ? undefined : lookup(frame.trail, step.over);
  const more =
    (step.over === undefined || (Array.isArray(items) && index < items.length)) &&
    (step.max === undefined || index < step.max) &&
    (step.while === undefined || holds(step.while, (name) => turn.value(frame, name)));
  const item = Array.isArray(items) ? (items[index] ?? null) : index + 1;
  const entry: Entry = more
    ? { k: "round", name: step.repeat, value: item, index }
    : { k: "round", name: step.repeat, value: null, index: -1 };
  turn.record(frame, entry);
  return more ? next(turn, frame) : jump(turn, frame, instr.to);
}

/** Drops the last round and what was said in it, so that a long talk with a human leaves nothing. */
function forgetRound(frame: Frame, name: string): void {
  let trail = frame.trail;
  while (trail !== null && !(trail.entry.k === "round" && trail.entry.name === name)) trail = trail.prev;
  if (trail !== null) frame.trail = trail.prev;
}

/** Asks again what a frame stands at, in the mode that its step has. */
export function reopen(turn: Turn, frame: Frame): void {
  const instr = turn.instr(frame);
  frame.mode = instr?.op === "review" ? "review" : instr?.op === "ask" ? "ask" : "run";
  frame.tries = 0;
  if (frame.mode === "run") run(turn);
  else present(turn, frame, true);
}
