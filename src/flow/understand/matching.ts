import { NEGATORS, SAME_NEGATOR } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import { tokenise } from "./tokens.ts";
import { isTypoOf } from "./typo.ts";

/** How well a text names a label, best first. */
export type Fit = "exact" | "leading" | "typo" | "within";
export const FITS: readonly Fit[] = ["exact", "leading", "typo", "within"];

const MIN_LEADING_LETTERS = 3;

/** The words and figures of a text, without signs; "gak", "mboten" and "tdk" all become "tidak". */
export function wordsOf(text: string): string[] {
  return tokenise(normalise(text))
    .filter(({ kind, text: piece }) => kind !== "sign" || /\p{Extended_Pictographic}/u.test(piece))
    .map(({ text: piece }) => SAME_NEGATOR.get(piece) ?? piece);
}

/** How often a text says not: "tidak jalan" and "jalan" are opposites, however alike they look. */
export function negations(words: readonly string[]): number {
  return words.filter((word) => NEGATORS.has(word)).length;
}

/** How the words of an answer fit the words of a label, or undefined when they do not. */
export function fitOf(said: readonly string[], label: readonly string[]): Fit | undefined {
  if (said.length === 0 || label.length === 0) return undefined;
  if (negations(said) === negations(label)) {
    if (said.join(" ") === label.join(" ")) return "exact";
    if (isLeading(said, label)) return "leading";
    if (isWithin(label, said)) return "within";
  }
  // A typo may be in the negator itself ("tidka jalan"), but the answer must not deny more than the label.
  if (negations(said) <= negations(label) && isTypo(said, label)) return "typo";
  return undefined;
}

/** "modal" or "mod" for "Modal usaha"; the last word may be cut short. */
function isLeading(said: readonly string[], label: readonly string[]): boolean {
  if (said.length > label.length) return false;
  return said.every((word, i) => {
    const meant = label[i] ?? "";
    const last = i === said.length - 1;
    return (
      word === meant || (last && word.length >= MIN_LEADING_LETTERS && /^\p{L}/u.test(word) && meant.startsWith(word))
    );
  });
}

function isWithin(label: readonly string[], said: readonly string[]): boolean {
  return said.some((_, from) => label.every((word, i) => said[from + i] === word));
}

function isTypo(said: readonly string[], label: readonly string[]): boolean {
  if (/\d/u.test(said.join(""))) return false;
  const written = said.join(" ");
  return isTypoOf(written, label.join(" ")) || isTypoOf(written, label.slice(0, said.length).join(" "));
}
