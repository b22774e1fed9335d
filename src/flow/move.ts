import { askStep, present } from "./question.ts";
import { comeBack, next, reopen, run } from "./run.ts";
import type { Frame, Trail } from "./session.ts";
import { tell } from "./show.ts";
import type { Turn } from "./turn.ts";

/**
 * Back to the question before, forgetting what came after. From a question that is only being made clear, back to the
 * question itself; from the first question of a called flow, into the flow that called it.
 */
export function moveBack(turn: Turn): void {
  const frame = turn.top;
  if (frame === undefined || frame.mode === "parked") {
    turn.understood = false;
    return;
  }
  turn.event("back", frame);
  if (frame.mode === "which" || frame.mode === "human") {
    frame.mode = "ask";
    present(turn, frame, true);
    return;
  }
  if (frame.mode === "change") {
    frame.mode = "review";
    present(turn, frame, true);
    return;
  }
  const to = lastAnswer(frame.trail);
  if (to.kind === "answer") {
    askAgain(turn, frame, to.at);
    return;
  }
  const parent = turn.below;
  if (to.kind === "start" && parent?.mode === "child" && lastAnswer(parent.trail).kind === "answer") {
    turn.remove(frame);
    moveBack(turn);
    return;
  }
  tell(turn, frame, to.kind === "barrier" ? "engine:cannot-back" : "engine:first");
  present(turn, frame, false);
}

type Last = { kind: "answer"; at: NonNullable<Trail> } | { kind: "barrier" } | { kind: "start" };

function lastAnswer(trail: Trail): Last {
  for (let t = trail; t !== null; t = t.prev) {
    if (t.entry.k === "answer") return { kind: "answer", at: t };
    if (t.entry.k === "barrier") return { kind: "barrier" };
  }
  return { kind: "start" };
}

function askAgain(turn: Turn, frame: Frame, at: NonNullable<Trail>): void {
  if (at.entry.k !== "answer") return;
  frame.trail = at.prev;
  frame.at = at.entry.name;
  frame.mode = "ask";
  frame.editing = false;
  frame.tries = 0;
  delete frame.pending;
  present(turn, frame, true);
}

/** Ask again, skip the question, or leave the conversation. */
export function moveOn(turn: Turn, to: "again" | "skip" | "cancel" | "resume"): void {
  if (to === "resume") {
    resumeParked(turn);
    return;
  }
  const frame = turn.top;
  if (frame === undefined || frame.mode === "parked") {
    turn.understood = false;
    return;
  }
  if (to === "again") {
    present(turn, frame, false);
    return;
  }
  if (to === "cancel") {
    cancel(turn, frame);
    return;
  }
  const step = frame.mode === "ask" || frame.mode === "which" ? askStep(turn, frame) : undefined;
  if (step?.optional !== true) {
    tell(turn, frame, "engine:cannot-skip");
    present(turn, frame, false);
    return;
  }
  turn.event("skipped", frame);
  delete frame.pending;
  turn.record(frame, { k: "answer", name: step.ask, value: null });
  next(turn, frame);
  run(turn);
}

/** "lanjut": the conversation that was put aside last goes on. */
function resumeParked(turn: Turn): void {
  const parked = turn.findLast((f) => f.mode === "parked" || f.mode === "resume");
  if (parked === undefined) {
    turn.understood = false;
    return;
  }
  turn.raise(parked);
  turn.event("resumed", parked);
  reopen(turn, parked);
}

/** Leaves the whole conversation: the flow with the flows that called it. What was said in it is forgotten. */
function cancel(turn: Turn, frame: Frame): void {
  const root = turn.end(frame);
  turn.says.push({ key: "engine:cancelled", data: { title: turn.world.text(`${root.flow}:title`) } });
  const below = turn.top;
  if (below !== undefined) comeBack(turn, below);
}
