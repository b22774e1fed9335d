import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS, valuesOf } from "./ask.ts";
import { type ChoiceOption, readChoice, readLabel } from "./choice.ts";
import { CHOICE_FILLER, NEGATORS } from "./lexicon.ts";
import { clean, normalise } from "./normalise.ts";
import { numbersToDigits } from "./number-phrase.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { type Token, tokenise } from "./tokens.ts";

const ALL = new Set(["semua", "semuanya", "smua", "seluruhnya", "kabeh", "sedaya", "sadaya", "sadayana", "all"]);
/** Words that say no more than "all" where people are counted: "semua ikut", "hadir semua". */
const PRESENT = new Set(["ikut", "hadir", "datang", "ada", "masuk", "teko", "rawuh", "came", "present"]);
const JOINERS = new Set(["dan", "dn", "serta", "sama", "juga", "dgn", "dengan", "lan", "jeung", "plus", "and"]);
const JOINER = /[,;+&/|]|(?<!\p{L})(?:dan|dn|serta|sama|dgn|dengan|lan|jeung|plus|and)(?!\p{L})/u;

/**
 * Reads any number of options of a list, in the order of the list: "1 3", "1,3,5", "1 dan 3", "modal dan pembeli",
 * "semua", "semua ikut". "13" and "1-3" are asked; "semua kecuali 2" and anything with a not outside the labels is asked or none.
 */
export function readSeveral(text: string, options: readonly ChoiceOption[]): Reading<string[]> {
  // A list written below each other is a list with commas.
  const normal = normalise(text.replace(/[\r\n]+/gu, ", "));
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS || options.length === 0) return none;
  const reading = understand(normal, options);
  return isQuestion(clean(text)) ? doubt(reading, "asked back") : reading;
}

function understand(normal: string, options: readonly ChoiceOption[]): Reading<string[]> {
  const whole = readLabel(normal, options);
  if (whole.kind === "sure" && whole.why === "exact") return sure([whole.value], "label");
  const tokens = numbersToDigits(tokenise(normal)).filter(({ text }) => !CHOICE_FILLER.has(text));
  if (tokens.some(({ text }) => ALL.has(text))) return all(tokens, options);
  if (tokens.every(isNumberOrJoiner)) return readNumbers(tokens, options);
  const parts = normal.split(JOINER).map((part) => part.trim());
  return parts.length > 1
    ? readParts(
        parts.filter((part) => part !== ""),
        options,
      )
    : readOne(normal, options);
}

/** "semua", "semua ikut"; with anything else in it, "semua kecuali Tuti", it is not understood. */
function all(tokens: readonly Token[], options: readonly ChoiceOption[]): Reading<string[]> {
  if (tokens.some(({ text }) => !ALL.has(text) && !PRESENT.has(text))) return none;
  return sure(
    options.map(({ id }) => id),
    "all",
  );
}

const isNumberOrJoiner = ({ kind, text }: Token): boolean => kind !== "word" || JOINERS.has(text);

function readNumbers(tokens: readonly Token[], options: readonly ChoiceOption[]): Reading<string[]> {
  const figures = tokens.filter(({ kind }) => kind === "figure");
  const signs = tokens.filter(({ kind }) => kind === "sign").map(({ text }) => text);
  const numbers = figures.flatMap(({ text }) => text.split(/[.,]/u).map(Number));
  if (numbers.length === 0) return none;
  const outside = numbers.filter((number) => number < 1 || number > options.length);
  if (outside.length > 0) {
    const apart = figures.length === 1 ? [...(figures[0]?.text ?? "")].map(Number) : [];
    const fitting = apart.length > 1 && apart.every((digit) => digit >= 1 && digit <= options.length);
    // "13" where the list ends at 5: 1 and 3 written together.
    if (fitting && new Set(apart).size === apart.length) return ask([pick(apart, options)], "digits apart");
    return refuse("choice.range", { max: options.length });
  }
  const [first = 0, last = 0] = numbers;
  if (signs.includes("-") && numbers.length === 2 && first < last) {
    const range = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return ask([pick(range, options), pick(numbers, options)], "range or two");
  }
  const clear = signs.every((sign) => ",.;&+/()".includes(sign));
  return clear ? sure(pick(numbers, options), "numbers") : ask([pick(numbers, options)], "numbers and signs");
}

/** Once each, in the order of the list. */
function pick(numbers: readonly number[], options: readonly ChoiceOption[]): string[] {
  return options.filter((_, i) => numbers.includes(i + 1)).map(({ id }) => id);
}

function readParts(parts: readonly string[], options: readonly ChoiceOption[]): Reading<string[]> {
  const readings = parts.map((part) => readChoice(part, options));
  const refusal = readings.find(({ kind }) => kind === "refused");
  if (refusal?.kind === "refused") return refusal;
  if (readings.some(({ kind }) => kind === "none")) return none;
  const chosen = new Set(readings.flatMap((reading) => valuesOf(reading).slice(0, 1)));
  const ids = options.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  return readings.every(({ kind }) => kind === "sure") ? sure(ids, "parts") : ask([ids], "a part in doubt");
}

/** One option; or several named without a joiner ("modal pembeli"), which is asked as the whole. */
function readOne(normal: string, options: readonly ChoiceOption[]): Reading<string[]> {
  const reading = readChoice(normal, options);
  if (reading.kind === "sure") return sure([reading.value], reading.why);
  if (reading.kind !== "ask") return reading;
  const ids = valuesOf(reading);
  const together = reading.candidates.some(({ why }) => why.startsWith("within")) && !hasNegator(normal);
  return ask(together ? [ids] : ids.map((id) => [id]), "one of several");
}

const hasNegator = (normal: string): boolean => tokenise(normal).some(({ text }) => NEGATORS.has(text));
