import { LIMITS } from "../limits.ts";
import type { AskStep } from "./definition.ts";
import type { Frame, Json } from "./session.ts";
import { optionsOf } from "./show.ts";
import type { Turn } from "./turn.ts";
import {
  none,
  type Reading,
  readChoice,
  readDate,
  readMoney,
  readName,
  readNumber,
  readPerson,
  readPhone,
  readScale,
  readSeveral,
  readText,
  readTime,
  readYear,
  readYesNo,
  sure,
} from "./understand/index.ts";
import type { Input } from "./world.ts";

const SCALE = { min: 1, max: 5 };
const OLDEST_BIRTH_YEAR = 1900;
const TEXT = { name: 80, text: 1_000 };

/** Understands what came in as an answer to a question. Pure; says nothing. */
export function readAnswer(turn: Turn, frame: Frame, step: AskStep, input: Input): Reading<Json> {
  if (input.kind === "choice") return chosen(turn, frame, step, input.option);
  if (input.kind === "text") return readTyped(turn, frame, step, input.text);
  if (input.kind === "location" && (step.as === "location" || step.as === "message"))
    return sure({ latitude: input.latitude, longitude: input.longitude }, "location");
  if (input.kind === "media" && takesMedia(step, input.media))
    return sure({ media: input.media, ref: input.ref ?? "", ...captionOf(step, input) }, input.media);
  return none;
}

/** Where anything may be said, what stands below a photo is said too. */
const captionOf = (step: AskStep, { caption }: Input & { kind: "media" }): { caption?: string } =>
  step.as === "message" && caption !== undefined ? { caption } : {};

/** Is a file of this kind what the question asked for? Only then is it fetched and kept. */
export function takesMedia(step: AskStep, media: string): boolean {
  if (step.as === "photo") return media === "photo";
  if (step.as === "voice") return media === "voice" || media === "audio";
  // Whoever is asked for a file may have it as a picture alone.
  if (step.as === "file") return media === "document" || media === "photo";
  return step.as === "message" && media !== "sticker";
}

function chosen(turn: Turn, frame: Frame, step: AskStep, option: string): Reading<Json> {
  if (option === "lewati") return none;
  const offered = optionsOf(turn, frame, step).some((o) => o.id === option);
  if (!offered) return step.as === "scale" ? readScale(option, scaleOf(step)) : none;
  return step.as === "several" ? sure([option], "tapped") : sure(option, "tapped");
}

const scaleOf = (step: AskStep) => ({ min: step.min ?? SCALE.min, max: step.max ?? SCALE.max });

/** Years of birth and the like: up to this one. */
const yearsOf = (step: AskStep, today: string) => ({
  today,
  min: step.min ?? OLDEST_BIRTH_YEAR,
  max: step.max ?? Number(today.slice(0, 4)),
});

/** `{ min, max }` with only what the step gives. */
function bounds(step: AskStep): { min?: number; max?: number } {
  return { ...(step.min === undefined ? {} : { min: step.min }), ...(step.max === undefined ? {} : { max: step.max }) };
}

function readTyped(turn: Turn, frame: Frame, step: AskStep, text: string): Reading<Json> {
  switch (step.as) {
    case "choice":
      return choiceOr(readChoice(text, optionsOf(turn, frame, step)), step, text);
    case "several":
      return readSeveral(text, optionsOf(turn, frame, step));
    case "yes-no":
      return yesNo(turn, frame, step, text);
    case "money":
      return readMoney(text, { max: LIMITS.moneyRupiah, zero: (step.min ?? 1) <= 0, ...bounds(step) });
    case "number":
      return readNumber(text, { integer: true, ...bounds(step) });
    case "scale":
      return readScale(text, scaleOf(step));
    case "year":
      return readYear(text, yearsOf(step, turn.world.today));
    case "date":
      return readDate(text, { today: turn.world.today, ...(step.prefer === undefined ? {} : { prefer: step.prefer }) });
    case "time":
      return readTime(text);
    case "phone":
      return readPhone(text);
    case "name":
      return readName(text, { max: step.max ?? TEXT.name });
    case "person":
      return readPerson(
        text,
        optionsOf(turn, frame, step).map((o) => ({ ...o, name: o.label })),
      );
    case "message":
      return sure(text, "message");
    case "text":
      return readText(text, { max: step.max ?? TEXT.text });
    default:
      return none;
  }
}

/** An option, or what may be written in place of one, when it is plainly that. */
function choiceOr(choice: Reading<string>, { or }: AskStep, text: string): Reading<string> {
  if (or === undefined || choice.kind === "sure") return choice;
  const amount = readMoney(text, { min: 1, max: LIMITS.moneyRupiah });
  return amount.kind === "sure" ? sure(String(amount.value), amount.why) : choice;
}

/** The question's own labels where they are meant ("Sudah benar" can be a no), then anybody's yes and no. */
function yesNo(turn: Turn, frame: Frame, step: AskStep, text: string): Reading<Json> {
  const ownLabels = turn.world.options(turn.flowOf(frame), step.ask).size > 0;
  const byLabel = ownLabels ? readChoice(text, optionsOf(turn, frame, step)) : undefined;
  if (byLabel?.kind === "sure") return byLabel;
  const common = readYesNo(text);
  return common.kind === "none" ? (byLabel ?? readChoice(text, optionsOf(turn, frame, step))) : common;
}

/** Types for which any text at all is an answer: a command must match exactly to be one here. */
export function takesAnyText(step: AskStep): boolean {
  return step.as === "text" || step.as === "name" || step.as === "message";
}

/** Is a bare 0 an answer here, rather than the way back? */
export function takesZero(step: AskStep): boolean {
  if (step.as === "message") return true;
  return (step.as === "money" || step.as === "number" || step.as === "scale") && (step.min ?? 1) <= 0;
}
