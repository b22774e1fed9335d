import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS } from "./ask.ts";
import { readFigure } from "./figure.ts";
import { APPROXIMATE_SCALE, MINUS, NEGATORS, POLITE, UNITS } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import { atomsOf, type Phrase, readPhrase } from "./number-phrase.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { partsOf, type Token, tokenise } from "./tokens.ts";

/** `min` and `max` included. `integer` refuses 2,5. */
export type NumberLimits = { min?: number; max?: number; integer?: boolean };

const PLAIN = /^(?:0|[1-9]\d{0,5})$/;
const FILLER = new Set(
  "ada sebanyak jumlah jumlahnya total totalnya hanya cuma baru jadi semua sudah kami punya".split(" "),
);

/**
 * Reads a number that is not money, in digits or words, with or without what it counts: "5", "lima", "5 hari",
 * "2,5". Two numbers, "sekitar 5" and unknown words around it are asked.
 */
export function readNumber(text: string, limits: NumberLimits = {}): Reading<number> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  // A plain figure, the most common answer of all, need not be taken apart.
  const number = PLAIN.test(normal) ? sure(Number(normal), "figure") : understand(tokenise(normal), limits);
  const reading = within(number, limits);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

function understand(tokens: readonly Token[], limits: NumberLimits): Reading<number> {
  const runs: Token[][] = [];
  const around: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const isNumber = token.kind === "figure" || (token.kind === "word" && partsOf(token.text) !== undefined);
    const previous = tokens[i - 1];
    if (!isNumber) around.push(token);
    else if (previous !== undefined && runs.at(-1)?.at(-1) === previous) runs.at(-1)?.push(token);
    else runs.push([token]);
  }
  const words = around.filter(({ kind }) => kind === "word").map(({ text }) => text);
  const signs = around.filter(({ kind }) => kind === "sign").map(({ text }) => text);
  if (runs.length === 0) return isNothing(words) ? sure(0, "nothing") : none;
  // Arithmetic, dates, times and percents are other things; "bukan 5" says what it is not.
  if (signs.some((sign) => "/%^=×*:$€#@+".includes(sign)) || words.some((word) => NEGATORS.has(word))) return none;
  const readings = runs.map((run) => readRun(run, limits));
  const refusal = readings.find(({ kind }) => kind === "refused" || kind === "none");
  if (refusal !== undefined) return refusal;
  const values = readings.flatMap((reading) => (reading.kind === "sure" ? [reading.value] : []));
  if (runs.length > 1) return values.length <= 3 ? ask(values, "several numbers") : none;
  const [reading = none] = readings;
  if (isNegative(tokens, runs[0]?.[0])) return reading.kind === "sure" ? sure(-reading.value, "negative") : none;
  const known = words.every((word) => UNITS.has(word) || POLITE.has(word) || FILLER.has(word));
  const plainSigns = signs.every((sign) => ".,()'\"!?;-".includes(sign));
  return known && plainSigns ? reading : doubt(reading, "words around it");
}

const isNothing = (words: readonly string[]): boolean =>
  words.length === 2 && NEGATORS.has(words[0] ?? "") && words[1] === "ada";

function isNegative(tokens: readonly Token[], first: Token | undefined): boolean {
  const before = first === undefined ? undefined : tokens[tokens.indexOf(first) - 1];
  return before !== undefined && (MINUS.has(before.text) || before.text === "-");
}

function readRun(run: readonly Token[], limits: NumberLimits): Reading<number> {
  const phrase = readPhrase(atomsOf(run) ?? []);
  if (phrase === undefined || run.some(({ text }) => APPROXIMATE_SCALE.has(text))) return none;
  const [only] = phrase.groups;
  if (phrase.groups.length === 1 && only?.figure !== undefined) return readTyped(only.figure, only.scale, limits);
  const value = spelledValue(phrase);
  if (value === undefined) return none;
  return limits.integer && !Number.isInteger(value) ? refuse("number.fraction") : sure(value, "spelled");
}

function spelledValue({ groups }: Phrase): number | undefined {
  let total = 0;
  for (const { figure, digits, decimals, scale } of groups) {
    const whole = figure === undefined ? undefined : readFigure(figure);
    if (whole !== undefined && whole.kind !== "whole") return undefined;
    total += whole === undefined ? (Number(digits) * scale) / 10 ** decimals : Number(whole.value) * scale;
  }
  return Number.isSafeInteger(Math.round(total)) ? total : undefined;
}

/** A typed figure. One marked group of three ("2.500") may also be 2,5 where fractions are possible. */
function readTyped(raw: string, scale: number, { integer }: NumberLimits): Reading<number> {
  if (/^0\d{1,2}$/u.test(raw)) return ask([Number(raw) * scale], "leading zero");
  const figure = readFigure(raw);
  if (figure.kind === "broken") return none;
  if (figure.kind === "decimal") {
    const value = (Number(figure.digits) * scale) / 10 ** figure.decimals;
    return integer && !Number.isInteger(value) ? refuse("number.fraction") : sure(value, "decimal");
  }
  const value = Number(figure.value) * scale;
  if (!Number.isSafeInteger(value)) return none;
  return figure.groups === 1 && integer !== true ? ask([value, value / 1000], "one mark") : sure(value, "digits");
}

/** Holds a number against its limits; candidates outside were not meant. */
function within(reading: Reading<number>, limits: NumberLimits): Reading<number> {
  if (reading.kind === "sure") return violation(reading.value, limits) ?? reading;
  if (reading.kind !== "ask") return reading;
  const kept = reading.candidates.filter(({ value }) => violation(value, limits) === undefined);
  if (kept.length > 0) return { kind: "ask", candidates: kept };
  return violation(reading.candidates[0]?.value ?? 0, limits) ?? none;
}

function violation(value: number, { min, max }: NumberLimits): Reading<never> | undefined {
  if (min !== undefined && value < min) return refuse("number.below", { limit: min });
  return max !== undefined && value > max ? refuse("number.above", { limit: max }) : undefined;
}
