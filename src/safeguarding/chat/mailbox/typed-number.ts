import { clean, normalise } from "../../../flow/understand/index.ts";

/** Sixteen digits, together or in fours: a nomor simpanan, or a KTP; neither belongs into an answer. */
const LONG = /(?<![\d])\d{4}(?:[ .-]?\d{4}){3}(?![\d])/u;
/** The fewest digits that are taken for a number that was meant. */
const FEWEST_DIGITS = 1;

/** Is there a number in a text that has the shape of a nomor simpanan? Whether it is one is not asked. Pure. */
export const holdsLongNumber = (text: string): boolean => LONG.test(clean(text));

/**
 * What stands behind KABAR: the number as it was typed, or "" for the word alone. Undefined where it is no such command:
 * "kabar baik", "apa kabar". Whatever has some digits is one, so that a slip is answered like any wrong number. Pure.
 */
export function numberAsked(text: string, words: readonly string[]): string | undefined {
  const said = normalise(text);
  const word = words.find((one) => said === one || said.startsWith(`${one} `) || said.startsWith(`${one}:`));
  if (word === undefined) return undefined;
  const rest = said.slice(word.length).replace(/^[\s:#]+/u, "");
  if (rest === "") return "";
  return rest.replaceAll(/\D/gu, "").length >= FEWEST_DIGITS && !LONG_WORD.test(rest) ? rest : undefined;
}

/** "kabar tanggal 20 11 2026" is about something else. */
const LONG_WORD = /\p{L}{4}/u;
