import { NEGATORS } from "../../../flow/understand/lexicon.ts";
import { wordsOf } from "../../../flow/understand/matching.ts";
import { clean } from "../../../flow/understand/normalise.ts";

/** The lists of a language, as in `locales/<lang>/kotak-suara-words.json`. */
export type SafetyWords = {
  /** Words and short phrases of somebody who is being hurt or threatened. */
  phrases: readonly string[];
  /** Phrases in which the same words mean something else: "dipukul rata" is an average. */
  elsewhere: readonly string[];
  /** What may stand between a no and the word that it denies: "tidak PERNAH dipukul". */
  between: readonly string[];
};

/** Words of a message that are looked at: what is longer is a story, and its beginning says enough. */
const MOST_WORDS = 200;

/**
 * Does somebody write that she is in trouble? Whole words only, "di pukul" as well as "dipukul", and not where it is
 * denied ("tidak dipukul") or means something else. What follows is a soft question, so that a mistake costs little.
 */
export class SafetyEar {
  private readonly phrases: readonly (readonly string[])[];
  private readonly elsewhere: readonly (readonly string[])[];
  private readonly between: ReadonlySet<string>;
  /** Most messages have nothing of any of these words in them, and need not be taken apart. */
  private readonly hint: RegExp;

  constructor({ phrases, elsewhere, between }: SafetyWords) {
    this.phrases = phrases.map(joined);
    this.elsewhere = elsewhere.map(joined);
    this.between = new Set(between);
    this.hint = new RegExp([...new Set(this.phrases.map(hintOf))].join("|"), "iu");
  }

  hears(text: string): boolean {
    if (!this.hint.test(clean(text))) return false;
    const said = joined(text).slice(0, MOST_WORDS);
    if (this.elsewhere.some((phrase) => placesOf(phrase, said).length > 0)) return false;
    return this.phrases.some((phrase) => placesOf(phrase, said).some((at) => !this.isDenied(said, at)));
  }

  private isDenied(said: readonly string[], at: number): boolean {
    let before = at - 1;
    while (before >= 0 && this.between.has(said[before] ?? "")) before -= 1;
    return NEGATORS.has(said[before] ?? "");
  }
}

/** Words in small letters; a "di" that was written apart belongs to the verb behind it. */
function joined(text: string): string[] {
  const words = wordsOf(text);
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const next = words[at + 1];
    if (word === "di" && next !== undefined && !PLACES.has(next)) {
      found.push(`di${next}`);
      at += 1;
    } else found.push(word);
  }
  return found;
}

/** The letters of its longest word that stand together however it is written: "pukul" of "dipukul". */
function hintOf(phrase: readonly string[]): string {
  const longest = phrase.reduce((a, b) => (b.length > a.length ? b : a), "");
  return longest.replace(/^di/u, "").replaceAll(/[^\p{L}\p{N}]/gu, ".");
}

/** After these, "di" says where and not what was done. */
const PLACES: ReadonlySet<string> = new Set(["rumah", "jalan", "kantor", "sini", "sana", "situ", "desa", "pasar"]);

function placesOf(phrase: readonly string[], said: readonly string[]): number[] {
  const places: number[] = [];
  for (let from = 0; from + phrase.length <= said.length; from += 1)
    if (phrase.every((word, i) => said[from + i] === word)) places.push(from);
  return places;
}
