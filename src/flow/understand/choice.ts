import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS, MAX_CANDIDATES, valuesOf } from "./ask.ts";
import { CHOICE_FILLER, COURTESY, NEGATORS, ORDINALS, YES_WORDS } from "./lexicon.ts";
import { FITS, type Fit, fitOf, negations, wordsOf } from "./matching.ts";
import { normalise } from "./normalise.ts";
import { numbersToDigits } from "./number-phrase.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { tokenise } from "./tokens.ts";
import { readYesNo } from "./yes-no.ts";

/** One of the list, in the order it is shown: the first is number 1. */
export type ChoiceOption = { id: string; label: string; aliases?: readonly string[] };

/**
 * Reads one option of a numbered list: its number ("1", "no 1", "yang pertama", 1️⃣), its label or an alias, the
 * leading part of a label, a small typo, or yes and no in any of the languages when the labels are such. "Tidak jalan"
 * is never "jalan", and "bukan 1" is not 1.
 */
export function readChoice(text: string, options: readonly ChoiceOption[]): Reading<string> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS || options.length === 0) return none;
  const reading = understand(normal, options);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

function understand(normal: string, options: readonly ChoiceOption[]): Reading<string> {
  if (PLAIN_NUMBER.test(normal) && !options.some(hasFigure)) {
    const { id } = options[Number(normal) - 1] ?? {};
    return id === undefined ? refuse("choice.range", { max: options.length }) : sure(id, "number");
  }
  const labelled = readLabel(normal, options);
  const numbers = numbersIn(normal);
  if (numbers === undefined || numbers.length === 0) {
    return labelled.kind === "none" ? readAsYesNo(normal, options) : labelled;
  }
  const ids = numbers.flatMap((number) => options[number - 1]?.id ?? []);
  // A label with a figure in it ("3 kali") and a number of the list may both be meant; an exact label was copied.
  if (labelled.kind === "sure" && (labelled.why === "exact" || ids.includes(labelled.value))) return labelled;
  const fitting = valuesOf(labelled);
  // "2 modal": the number and the label say the same.
  if (labelled.kind === "ask" && fitting.length === 1 && ids.length === 1 && fitting[0] === ids[0]) {
    return sure(ids[0] ?? "", "number and label");
  }
  if (labelled.kind === "sure") return ask([...ids, labelled.value], "number and label differ");
  if (labelled.kind === "ask") return ask([...ids, ...fitting], "number and label");
  if (ids.length === 0) return refuse("choice.range", { max: options.length });
  if (numbers.length > 1) return ids.length <= MAX_CANDIDATES ? ask(ids, "several numbers") : none;
  return isBareNumber(normal) ? sure(ids[0] ?? "", "number") : ask(ids, "number among words");
}

/**
 * The numbers of the list that a text names, or undefined when it denies something. "yang pertama" -> [1],
 * "no 1" -> [1], "1,3" -> [1, 3].
 */
export function numbersIn(normal: string): number[] | undefined {
  const tokens = numbersToDigits(tokenise(normal));
  if (tokens.some(({ text }) => NEGATORS.has(text))) return undefined;
  return tokens.flatMap(({ kind, text }) => {
    if (kind === "figure") return text.split(/[.,]/u).map(Number);
    const ordinal = ORDINALS.get(text);
    return ordinal === undefined ? [] : [ordinal];
  });
}

/** Whether a text is a number of the list and nothing else: "no 1", "yang pertama", "nomor dua". */
export function isBareNumber(normal: string): boolean {
  const tokens = numbersToDigits(tokenise(normal));
  return tokens.every(({ kind, text }) => {
    if (kind === "sign") return !"-+/*%=".includes(text) || tokens.some((token) => token.text === "ke");
    return kind === "figure" || ORDINALS.has(text) || CHOICE_FILLER.has(text);
  });
}

/** The most common answer of all, which means one thing where no label has a figure in it. */
const PLAIN_NUMBER = /^\d{1,2}$/;
const hasFigure = (option: ChoiceOption): boolean =>
  /\d/.test(option.label) || option.aliases?.some((alias) => /\d/.test(alias)) === true;

/** The words of an option's names; the same option is offered to everybody, thousands of times. */
const namesOf = new WeakMap<ChoiceOption, readonly string[][]>();
function namesIn(option: ChoiceOption): readonly string[][] {
  const known = namesOf.get(option);
  if (known !== undefined) return known;
  const names = [option.label, ...(option.aliases ?? [])].map(wordsOf);
  namesOf.set(option, names);
  return names;
}

/** Matches labels and aliases; the best kind of fit decides, and two options that fit alike are asked. */
export function readLabel(normal: string, options: readonly ChoiceOption[]): Reading<string> {
  const names = options.map((option) => ({ id: option.id, names: namesIn(option) }));
  const inLabels = new Set(names.flatMap(({ names: all }) => all.flat()));
  const all = wordsOf(normal);
  const said = all.filter((word) => !CHOICE_FILLER.has(word) || inLabels.has(word));
  const found = new Map<Fit, string[]>();
  for (const { id, names: labels } of names) {
    const fits = labels.map((label) => fitOf(said, label));
    const best = FITS.find((kind) => fits.includes(kind));
    if (best !== undefined) found.set(best, [...(found.get(best) ?? []), id]);
  }
  for (const kind of FITS) {
    const ids = found.get(kind);
    if (ids === undefined) continue;
    if (ids.length > 1) return ids.length <= MAX_CANDIDATES ? ask(ids, `${kind}, several`) : none;
    return kind === "within" ? ask(ids, "more was said") : sure(ids[0] ?? "", kind);
  }
  return none;
}

/** "Inggih" for "Ya, jalan": only when exactly one label begins with a yes, or with a no. */
function readAsYesNo(normal: string, options: readonly ChoiceOption[]): Reading<string> {
  const reading = readYesNo(normal);
  if (reading.kind !== "sure" || reading.why !== "word") return none;
  // "Jangan 2" denies a number; it is no plain no.
  if (numbersToDigits(tokenise(normal)).some(({ kind }) => kind === "figure")) return none;
  const fitting = options.filter(({ label, aliases = [] }) =>
    [label, ...aliases].some((name) => {
      const [first = ""] = wordsOf(name);
      return reading.value === "yes" ? YES_WORDS.has(first) : negations([first]) === 1;
    }),
  );
  // "Tidak setuju" to "Ya, jalan / Tidak jalan": the plain no fits, the rest of the words does not.
  const plain = wordsOf(normal).filter((word) => !COURTESY.has(word)).length === 1;
  if (fitting.length !== 1 || fitting[0] === undefined) return none;
  return plain ? sure(fitting[0].id, "yes or no") : ask([fitting[0].id], "yes or no");
}
