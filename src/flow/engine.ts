import { LIMITS, LIMITS_MS } from "../limits.ts";
import { readAnswer, takesAnyText } from "./answer.ts";
import type { AskStep } from "./definition.ts";
import { moveBack, moveOn } from "./move.ts";
import { askStep, notUnderstood, present, readOrdinary, readOwn } from "./question.ts";
import { leave, next, offer, reopen, run, settle, start } from "./run.ts";
import { answerOf, type Frame, type Json, lookup, type Session } from "./session.ts";
import { reviewLines, showLong, tell } from "./show.ts";
import { Turn } from "./turn.ts";
import type { Reading } from "./understand/index.ts";
import type { Advanced, FlowWorld, Input } from "./world.ts";

/**
 * One step of a conversation: what came in, what is said, what is wanted. Pure: the given session is not changed,
 * nothing is sent or stored. While `action` is set, the caller runs it and hands its outcome in as the next input.
 */
export function advance(session: Session, input: Input, world: FlowWorld): Advanced {
  const turn = new Turn(session, world);
  if (input.kind !== "outcome") turn.auto = 0;
  switch (input.kind) {
    case "start":
      if (input.instead === true) makeWay(turn, input.flow);
      begin(turn, input.flow, input.data ?? {});
      break;
    case "leave":
      left(turn, input.flow);
      break;
    case "outcome":
      outcome(turn, input.outcome, input.data);
      break;
    case "move":
      if (input.to === "back") moveBack(turn);
      else moveOn(turn, input.to);
      break;
    case "remind":
      remind(turn);
      break;
    case "silence":
      silence(turn);
      break;
    default:
      hear(turn, input);
  }
  return turn.done();
}

/** Was it begun with the same values? The member of a list, or the week, tells two of a kind apart. */
function isSame(frame: Frame, data: Record<string, Json>): boolean {
  return Object.entries(data).every(([name, value]) => lookup(frame.trail, name) === value);
}

/** A menu that was opened and left, with what was called from it; not a talk with a human, nor what was put aside. */
function isLight(turn: Turn, frame: Frame): boolean {
  const root = turn.rootOf(frame);
  const isTalk = askStep(turn, frame)?.silent === true;
  return turn.flowOf(root).source.remind === "none" && !isTalk && root.mode !== "parked";
}

/** What is light is not offered again; everything else goes on below. */
function dropLight(turn: Turn): void {
  while (turn.top !== undefined && isLight(turn, turn.top)) turn.end(turn.top);
}

/** A menu that covers what waits below it: one with reminders of its own does not. */
const isLeft = (turn: Turn, frame: Frame): boolean =>
  isLight(turn, frame) && !Array.isArray(askStep(turn, frame)?.remind);

/** What is reminded of comes to the top: a menu that was opened over it and left goes. */
function dropLeft(turn: Turn): void {
  while (turn.top !== undefined && isLeft(turn, turn.top)) turn.end(turn.top);
}

/** All of a sealed conversation, with what was begun inside it; or the flow that begins anew. */
function makeWay(turn: Turn, flow: string): void {
  if (turn.top?.flow === flow) turn.end(turn.top);
  while (turn.top !== undefined && isSealed(turn, turn.top)) turn.end(turn.top);
}

/** What she was in below it is offered to her, as if she had answered; not while a menu lies over it. */
function left(turn: Turn, flow: string): void {
  const frame = turn.findLast((one) => one.flow === flow || !isLeft(turn, one));
  if (frame === undefined || frame.flow !== flow || frame.mode === "parked") turn.understood = false;
  else if (frame !== turn.top) turn.end(frame);
  else if (leave(turn, frame) === "on") run(turn);
}

const isSealed = (turn: Turn, frame: Frame): boolean => turn.flowOf(frame).source.privacy === "sealed";

/** What goes on makes room for another flow; a sealed one leaves everything where it is, as if it had not been. */
function makeRoom(turn: Turn, flow: string): void {
  if (turn.world.flow(flow)?.source.privacy === "sealed") return;
  dropLight(turn);
  dropEarlier(turn, flow);
  while (turn.depth >= LIMITS.suspendedFlows) {
    const oldest = turn.find(() => true);
    if (oldest === undefined) break;
    turn.end(oldest);
  }
}

/** The report of a new week takes the place of the one that was never finished. */
function dropEarlier(turn: Turn, flow: string): void {
  if (turn.world.flow(flow)?.source.start?.every === undefined) return;
  const earlier = turn.find((f) => f.flow === flow && turn.rootOf(f) === f);
  if (earlier !== undefined) turn.end(earlier);
}

type Heard = Input & { kind: "text" | "choice" | "media" | "location" };

/** A flow begins over whatever was going on; one that is already waiting on the stack is offered again instead. */
function begin(turn: Turn, flow: string, data: Record<string, Json>): void {
  const waiting = turn.find((f) => f.flow === flow && isSame(f, data));
  if (waiting !== undefined && waiting === turn.top && waiting.mode !== "parked") {
    present(turn, waiting, false);
    return;
  }
  // The word of a menu in the middle of it begins it anew.
  if (waiting !== undefined && isLight(turn, waiting)) turn.end(waiting);
  else if (waiting !== undefined) {
    offer(turn, waiting);
    return;
  }
  makeRoom(turn, flow);
  start(turn, flow, data);
  run(turn);
}

/** An answer, to the open question or, by an old button, to one that waits below. */
function hear(turn: Turn, input: Heard): void {
  if (input.kind === "text" && input.inFlow !== undefined) standIn(turn, input.inFlow);
  const addressed = input.kind === "choice" ? turn.frameAsking(input.asked) : turn.top;
  if (addressed === undefined) {
    overdue(turn);
    return;
  }
  if (addressed !== turn.top) turn.raise(addressed);
  const frame = turn.top;
  // "Ya, lanjut" on the button of an offer holds also when she had put it aside meanwhile.
  if (frame?.mode === "parked" && input.kind === "choice") frame.mode = "resume";
  if (frame === undefined || frame.mode === "parked") {
    overdue(turn);
    return;
  }
  // To say "later" to a reminder is no reason to be reminded as often again.
  if (frame.mode !== "resume") frame.reminded = 0;
  const light = turn.flowOf(frame).source.remind === "none";
  const late = input.waitedMs > LIMITS_MS.recapAfter && !light;
  if (late) recap(turn, frame);
  if (frame.mode === "ask" || frame.mode === "which") answer(turn, frame, input, late);
  else own(turn, frame, input, late);
}

/** A helper answers: the talk with her is over, and the question that it was about is the open one. */
function standIn(turn: Turn, flow: string): void {
  const talk = turn.find((f) => f.flow === turn.world.helpFlow);
  if (talk !== undefined) turn.remove(talk);
  const frame = turn.find((f) => f.flow === flow);
  if (frame === undefined) return;
  turn.raise(frame);
  const top = turn.top;
  if (top === undefined) return;
  turn.event("helped", top);
  top.mode = turn.instr(top)?.op === "review" ? "review" : "ask";
}

/** A button of a question that is over, or words when nothing is asked. */
function overdue(turn: Turn): void {
  turn.understood = false;
  const top = turn.top;
  if (top === undefined || top.mode === "parked") {
    turn.says.push({ key: "engine:over", data: {} });
    return;
  }
  turn.says.push({ key: "engine:over-still", data: {} });
  present(turn, top, false);
}

/** After a day or more: what this was about, before going on. */
function recap(turn: Turn, frame: Frame): void {
  turn.event("revived", frame);
  const flow = turn.flowOf(frame);
  const lines = reviewLines(
    turn,
    frame,
    [...flow.asks.keys()].filter((name) => answerOf(frame.trail, name) !== undefined),
  );
  const title = turn.world.text(`${frame.flow}:title`);
  tell(turn, frame, lines === "" ? "engine:recap-empty" : "engine:recap", { title, answers: lines });
}

function answer(turn: Turn, frame: Frame, input: Heard, late: boolean): void {
  const step = askStep(turn, frame);
  if (step === undefined) {
    run(turn);
    return;
  }
  const by = "by" in input ? input.by : undefined;
  if (frame.mode === "which" && isNoneOfThese(turn, frame, input)) {
    frame.mode = "ask";
    present(turn, frame, true);
    return;
  }
  take(turn, frame, step, readOrdinary(turn, frame, step, input), input, late, by);
}

function isNoneOfThese(turn: Turn, frame: Frame, input: Heard): boolean {
  const which = readOwn(turn, frame, input);
  return (
    which.kind === "sure" && which.value === "none" && !(input.kind === "text" && readAnswerIsSure(turn, frame, input))
  );
}

function readAnswerIsSure(turn: Turn, frame: Frame, input: Heard): boolean {
  const step = askStep(turn, frame);
  return (
    step !== undefined &&
    step.as !== "choice" &&
    readAnswer(turn, frame, step, input).kind === "sure" &&
    !/^\s*\d\s*$/.test(input.kind === "text" ? input.text : "")
  );
}

function take(
  turn: Turn,
  frame: Frame,
  step: AskStep,
  reading: Reading<Json>,
  input: Heard,
  late: boolean,
  by: string | undefined,
): void {
  if (reading.kind === "sure") {
    accept(turn, frame, step, reading.value, by);
    return;
  }
  if (reading.kind === "ask") {
    turn.event("which", frame);
    frame.mode = "which";
    frame.pending = reading.candidates.map((c) => c.value);
    present(turn, frame, true);
    return;
  }
  turn.understood = false;
  frame.mode = "ask";
  delete frame.pending;
  if (late) {
    present(turn, frame, false);
    return;
  }
  const refusal =
    reading.kind === "refused"
      ? { key: `understand:refused.${reading.reason}`, ...(reading.data === undefined ? {} : { data: reading.data }) }
      : undefined;
  if (refusal !== undefined) turn.understood = true;
  notUnderstood(turn, frame, input, refusal);
}

/** Keeps an answer and goes on; money and the like are read back, in the same message as the next question. */
function accept(turn: Turn, frame: Frame, step: AskStep, value: Json, by?: string): void {
  turn.event("answered", frame);
  delete frame.pending;
  frame.tries = 0;
  turn.record(frame, { k: "answer", name: step.ask, value, ...(by === undefined ? {} : { by }) });
  if (step.validate !== undefined) {
    frame.mode = "validate";
    turn.action = { action: step.validate, args: { [step.ask]: value, value }, helpers: {} };
    return;
  }
  goOn(turn, frame, step, value);
}

function goOn(turn: Turn, frame: Frame, step: AskStep, value: Json): void {
  if (step.confirm === true) {
    turn.event("read-back", frame);
    tell(turn, frame, "engine:read-back", { value: showLong(turn, frame, step.ask, value) });
  }
  next(turn, frame);
  run(turn);
}

/** The outcome of an action, or of the check of an answer. */
function outcome(turn: Turn, what: string, data: Record<string, Json> | undefined): void {
  const frame = turn.top;
  if (frame === undefined) return;
  if (frame.mode === "validate") {
    validated(turn, frame, what, data ?? {});
    return;
  }
  settle(turn, frame, what, data);
  run(turn);
}

function validated(turn: Turn, frame: Frame, what: string, data: Record<string, Json>): void {
  const step = askStep(turn, frame);
  const entry = frame.trail?.entry;
  if (step === undefined || entry?.k !== "answer") return;
  if (what === "ok") {
    for (const [name, value] of Object.entries(data)) turn.record(frame, { k: "data", name, value });
    goOn(turn, frame, step, entry.value);
    return;
  }
  frame.trail = frame.trail?.prev ?? null;
  frame.mode = "ask";
  tell(turn, frame, `${frame.flow}:${step.ask}.${what}`);
  present(turn, frame, false);
}

/** An answer to one of the engine's own questions: review, change, resume, human. */
function own(turn: Turn, frame: Frame, input: Heard, late: boolean): void {
  const reading = readOwn(turn, frame, input);
  if (reading.kind !== "sure" && isMeantForTheQuestion(turn, frame, input)) {
    reopenQuietly(frame);
    answer(turn, frame, input, false);
    return;
  }
  if (reading.kind !== "sure") {
    turn.understood = false;
    if (late) present(turn, frame, false);
    else notUnderstood(turn, frame, input);
    return;
  }
  if (frame.mode === "review") reviewed(turn, frame, reading.value);
  else if (frame.mode === "change") change(turn, frame, reading.value);
  else if (frame.mode === "resume") resume(turn, frame, reading.value);
  else if (frame.mode === "human") human(turn, frame, reading.value);
}

/**
 * Asked whether a human shall help, or whether she goes on, she may simply answer the question itself: "150rb". At the
 * offer of help whatever is no yes or no is a new try.
 */
function isMeantForTheQuestion(turn: Turn, frame: Frame, input: Heard): boolean {
  const step = askStep(turn, frame);
  if (step === undefined || (frame.mode !== "human" && frame.mode !== "resume")) return false;
  if (frame.mode === "human" && input.kind === "text") return true;
  return !takesAnyText(step) && readAnswer(turn, frame, step, input).kind === "sure";
}

function reviewed(turn: Turn, frame: Frame, id: string): void {
  if (id === "yes") {
    turn.event("reviewed", frame);
    next(turn, frame);
    run(turn);
    return;
  }
  frame.mode = "change";
  present(turn, frame, true);
}

/** One answer is asked again; what it makes relevant is asked too, the rest stays. */
function change(turn: Turn, frame: Frame, name: string): void {
  turn.event("edited", frame);
  frame.at = name;
  frame.mode = "ask";
  frame.editing = true;
  frame.tries = 0;
  present(turn, frame, true);
}

function resume(turn: Turn, frame: Frame, id: string): void {
  if (id !== "yes") {
    turn.event("parked", frame);
    frame.mode = "parked";
    tell(turn, frame, "engine:parked", { title: turn.world.text(`${frame.flow}:title`) });
    return;
  }
  turn.event("resumed", frame);
  reopen(turn, frame);
}

function human(turn: Turn, frame: Frame, id: string): void {
  reopenQuietly(frame);
  if (id === "yes") {
    start(turn, turn.world.helpFlow, { about: frame.flow, question: frame.at });
    run(turn);
    return;
  }
  present(turn, frame, true);
}

function reopenQuietly(frame: Frame): void {
  frame.mode = "ask";
  frame.tries = 0;
}

function remind(turn: Turn): void {
  dropLeft(turn);
  const frame = turn.top;
  if (frame === undefined) return;
  turn.event("reminded", frame);
  tell(turn, frame, "engine:remind", { title: turn.world.text(`${frame.flow}:title`) });
  if (frame.mode === "parked") frame.mode = "resume";
  const before = frame.reminded;
  present(turn, frame, false);
  frame.reminded = before + 1;
}

/** The ladder's end: the conversation is closed, or waits on for a human's help and a late answer. */
function silence(turn: Turn): void {
  // Nothing is asked again: what lies above it is still the question that she saw last.
  const frame = turn.findLast((one) => !isLeft(turn, one));
  if (frame === undefined) return;
  turn.event("stalled", frame);
  const flow = turn.flowOf(frame);
  frame.reminded += 1;
  if (flow.source.silence !== "close") return;
  if (turn.world.has(`${frame.flow}:closed`)) tell(turn, frame, `${frame.flow}:closed`);
  turn.end(frame);
}
