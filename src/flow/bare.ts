import { readAnswer, takesAnyText } from "./answer.ts";
import { askStep, readOrdinary, readOwn } from "./question.ts";
import type { Session } from "./session.ts";
import { Turn } from "./turn.ts";
import { normalise, readYesNo } from "./understand/index.ts";
import type { FlowWorld } from "./world.ts";

/** Words of an answer that does not say by itself what it is about: `seratus lima puluh ribu rupiah`. */
const BARE_WORDS = 5;

/**
 * Would the open question take a text for its answer that says nothing of what it answers: a number, an amount, a yes or
 * no, an option? Any other question might have taken it as well. A sentence where anything may be said is none, nor what
 * is passed on to a human. Pure; says and changes nothing.
 */
export function isBareAnswer(session: Session, world: FlowWorld, text: string): boolean {
  const turn = new Turn(session, world);
  const frame = turn.top;
  if (frame === undefined || frame.mode === "parked" || normalise(text).split(" ").length > BARE_WORDS) return false;
  const input = { kind: "text", text, waitedMs: 0 } as const;
  const step = askStep(turn, frame);
  if (step?.as === "message") return false;
  if (frame.mode !== "ask" && readOwn(turn, frame, input).kind !== "none") return true;
  if (isNumber(text) || readYesNo(text).kind === "sure") return true;
  if (step === undefined || takesAnyText(step)) return false;
  const reading = frame.mode === "ask" ? readAnswer(turn, frame, step, input) : readOrdinary(turn, frame, step, input);
  return reading.kind !== "none";
}

const isNumber = (text: string): boolean => /^[\d.,\s]+$/.test(text);
