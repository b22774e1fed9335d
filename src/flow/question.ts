import { LIMITS } from "../limits.ts";
import { readAnswer } from "./answer.ts";
import type { AskStep } from "./definition.ts";
import type { Frame, Json, Session } from "./session.ts";
import { optionsOf, reviewLines, showLong, tell } from "./show.ts";
import { Turn } from "./turn.ts";
import { formatDate, formatMoney, type Reading, readChoice, readYesNo } from "./understand/index.ts";
import type { FlowWorld, Input } from "./world.ts";

/** Asks what the frame stands at. A question that is asked again keeps its number, so that its old buttons work. */
export function present(turn: Turn, frame: Frame, fresh: boolean): void {
  if (fresh || frame.asked === 0) {
    frame.asked = turn.nextNumber();
    frame.askedAt = turn.world.now;
    frame.reminded = 0;
  }
  if (frame.mode === "ask") presentAsk(turn, frame, fresh);
  else if (frame.mode === "which") presentWhich(turn, frame);
  else if (frame.mode === "review") presentReview(turn, frame);
  else if (frame.mode === "change") presentChange(turn, frame);
  else if (frame.mode === "resume") presentOffer(turn, frame, "resume");
  else if (frame.mode === "human") presentOffer(turn, frame, "human");
}

export function askStep(turn: Turn, frame: Frame): AskStep | undefined {
  const instr = turn.instr(frame);
  return instr?.op === "ask" ? instr.step : undefined;
}

function presentAsk(turn: Turn, frame: Frame, fresh: boolean): void {
  const step = askStep(turn, frame);
  if (step === undefined) return;
  if (step.silent === true) {
    // Silent is how a talk with a human goes on, not how somebody is answered who asks where she stands.
    const own = `${frame.flow}:${step.ask}.ask`;
    if (!fresh) tell(turn, frame, turn.world.has(own) ? own : "engine:talking");
    return;
  }
  const choices = optionsOf(turn, frame, step);
  const say = tell(turn, frame, `${frame.flow}:${step.ask}.ask`);
  if (choices.length > 0) say.choices = numbered(frame, choices);
}

function numbered(frame: Frame, options: readonly { id: string; label: string }[]): { id: string; label: string }[] {
  return options.map(({ id, label }) => ({ id: `${frame.asked}:${id}`, label }));
}

function presentWhich(turn: Turn, frame: Frame): void {
  const step = askStep(turn, frame);
  if (step === undefined) return;
  const [only, ...more] = frame.pending ?? [];
  const single = only !== undefined && more.length === 0;
  const say = single
    ? tell(turn, frame, "engine:which-one", { value: showLong(turn, frame, step.ask, only) })
    : tell(turn, frame, "engine:which");
  say.choices = numbered(frame, whichOptions(turn, frame, step));
}

/** The readings as options, and a way out: none of these. A single one is a yes or no. */
function whichOptions(turn: Turn, frame: Frame, step: AskStep): { id: string; label: string }[] {
  if (frame.pending?.length === 1)
    return [
      { id: "w0", label: turn.world.text("engine:which-yes") },
      { id: "none", label: turn.world.text("engine:which-no") },
    ];
  const readings = (frame.pending ?? []).map((value, at) => ({
    id: `w${at}`,
    label: showLong(turn, frame, step.ask, value),
  }));
  return [...readings, { id: "none", label: turn.world.text("engine:which-none") }];
}

function presentReview(turn: Turn, frame: Frame): void {
  const instr = turn.instr(frame);
  const names = instr?.op === "review" ? instr.names : [];
  const own = `${frame.flow}:review`;
  const say = tell(turn, frame, turn.world.has(own) ? own : "engine:review", {
    answers: reviewLines(turn, frame, names),
  });
  say.choices = numbered(frame, pair(turn, "review"));
}

function presentChange(turn: Turn, frame: Frame): void {
  tell(turn, frame, "engine:change").choices = numbered(frame, changeOptions(turn, frame));
}

/** The answers that can be changed at a review, by their labels. */
function changeOptions(turn: Turn, frame: Frame): { id: string; label: string }[] {
  const instr = turn.instr(frame);
  const names = instr?.op === "review" ? instr.names : [];
  return names.flatMap((name) => {
    const key = `${frame.flow}:${name}.review`;
    return reviewLines(turn, frame, [name]) === "" ? [] : [{ id: name, label: turn.world.text(key) }];
  });
}

function presentOffer(turn: Turn, frame: Frame, what: "resume" | "human"): void {
  const title = turn.world.text(`${frame.flow}:title`);
  tell(turn, frame, `engine:${what}`, { title }).choices = numbered(frame, pair(turn, what));
}

/** The two options of the engine's own questions: ids `yes` and `no`. */
function pair(turn: Turn, what: "review" | "resume" | "human"): { id: string; label: string }[] {
  return ["yes", "no"].map((id) => ({ id, label: turn.world.text(`engine:${what}-${id}`) }));
}

/** Understands an answer to one of the engine's own questions, as the id of its option. */
export function readOwn(turn: Turn, frame: Frame, input: Input): Reading<string> {
  const options = ownOptions(turn, frame);
  if (input.kind === "choice") {
    const hit = options.find((o) => o.id === input.option);
    return hit === undefined ? { kind: "none" } : { kind: "sure", value: hit.id, why: "tapped" };
  }
  if (input.kind !== "text") return { kind: "none" };
  const byLabel = readChoice(input.text, options);
  if (byLabel.kind === "sure" || frame.mode === "change") return byLabel;
  const single = frame.mode === "which" && frame.pending?.length === 1;
  if (frame.mode === "which" && !single) return byLabel;
  const common = readYesNo(input.text);
  if (!single || common.kind !== "sure") return common.kind === "none" ? byLabel : common;
  return { ...common, value: common.value === "yes" ? "w0" : "none" };
}

function ownOptions(turn: Turn, frame: Frame): { id: string; label: string }[] {
  if (frame.mode === "review") return pair(turn, "review");
  if (frame.mode === "resume") return pair(turn, "resume");
  if (frame.mode === "human") return pair(turn, "human");
  if (frame.mode === "change") return changeOptions(turn, frame);
  const step = askStep(turn, frame);
  return step === undefined ? [] : whichOptions(turn, frame, step);
}

/** What to do with something that was no answer: an example, then the choices, then a human. */
export function notUnderstood(
  turn: Turn,
  frame: Frame,
  input: Input,
  refusal?: { key: string; data?: Record<string, string | number> },
): void {
  turn.event("misunderstood", frame);
  // What has no words is no failed try: a sticker is thanked for, however often.
  if (input.kind !== "media" && input.kind !== "location") frame.tries += 1;
  const step = askStep(turn, frame);
  if (frame.tries >= 3 && frame.mode === "ask" && mayBeHelped(turn, frame, step)) {
    turn.event("helper-offered", frame);
    frame.mode = "human";
    present(turn, frame, true);
    return;
  }
  if (refusal !== undefined && turn.world.has(refusal.key))
    tell(turn, frame, refusal.key, readable(refusal.data, step));
  else if (input.kind === "media" || input.kind === "location") tell(turn, frame, receiptOf(turn, frame, input));
  else tell(turn, frame, againKey(turn, frame, step), { heard: heard(input) });
  if (input.kind === "text" && input.perhaps !== undefined)
    tell(turn, frame, "engine:perhaps", {
      word: input.perhaps.word.toUpperCase(),
      title: turn.world.text(`${input.perhaps.flow}:title`),
    });
  const hasChoices = frame.mode === "ask" && step !== undefined && optionsOf(turn, frame, step).length > 0;
  if (frame.tries === 2 && hasChoices) tell(turn, frame, "engine:choices");
  present(turn, frame, false);
}

/** What is said of something without words that was sent at the wrong moment: in a sealed conversation it is not kept. */
function receiptOf(turn: Turn, frame: Frame, input: Input): string {
  if (turn.flowOf(frame).source.privacy === "sealed") return "engine:not-kept";
  const isVoice = input.kind === "media" && (input.media === "voice" || input.media === "audio");
  return isVoice ? "engine:got-voice" : "engine:got-media";
}

/** Nobody is brought into a sealed conversation, nor into the talk with the helper herself. */
function mayBeHelped(turn: Turn, frame: Frame, step: AskStep | undefined): boolean {
  const { helpFlow } = turn.world;
  const open = step?.helper !== false && turn.flowOf(frame).source.privacy !== "sealed";
  return open && frame.flow !== helpFlow && turn.world.flow(helpFlow) !== undefined;
}

/** Limits as a person reads them: `Rp 10.000.000`, `Jumat, 5 Desember 2026`. */
function readable(
  data: Record<string, string | number> = {},
  step: AskStep | undefined,
): Record<string, string | number> {
  const { limit } = data;
  if (step?.as === "money" && typeof limit === "number") return { ...data, limit: formatMoney(limit) };
  return step?.as === "date" && typeof limit === "string" ? { ...data, limit: formatDate(limit) } : data;
}

function againKey(turn: Turn, frame: Frame, step: AskStep | undefined): string {
  if (step === undefined || frame.mode !== "ask") return "engine:again.choice";
  const own = `${frame.flow}:${step.ask}.again`;
  return turn.world.has(own) ? own : `engine:again.${step.as}`;
}

/** The first characters of what she wrote, in her own words, so that she sees what was not understood. */
function heard(input: Input): string {
  const text = input.kind === "text" ? input.text.replace(/\s+/g, " ").trim() : "";
  const graphemes = [...text];
  return graphemes.length > LIMITS.heardBack ? `${graphemes.slice(0, LIMITS.heardBack).join("")}…` : text;
}

/** A reading of an ordinary question, with its readings to choose from put aside when there are several. */
export function readOrdinary(turn: Turn, frame: Frame, step: AskStep, input: Input): Reading<Json> {
  if (frame.mode === "which") {
    const which = readOwn(turn, frame, input);
    if (which.kind === "sure" && which.value.startsWith("w")) {
      const value = frame.pending?.[Number(which.value.slice(1))];
      if (value !== undefined) return { kind: "sure", value, why: "which" };
    }
    if (which.kind === "sure") return { kind: "none" };
  }
  return readAnswer(turn, frame, step, input);
}

/** The question that a person is waiting at, or undefined; changes nothing. */
export function openStep(session: Session, world: FlowWorld): AskStep | undefined {
  const turn = new Turn(session, world);
  const top = turn.top;
  return top !== undefined && (top.mode === "ask" || top.mode === "which") ? askStep(turn, top) : undefined;
}
