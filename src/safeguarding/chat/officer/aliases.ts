import { isTypoOf } from "../../../flow/understand/typo.ts";
import { PLANTS, THINGS } from "../../crypto/words.ts";

/** Two words as an officer typed them behind a command, and what came after them. */
export type Typed = {
  /** `melati-payung`, whatever stood between the words. */
  alias: string;
  /** What follows, as it was typed. */
  rest: string;
  /** Both words are such as aliases are made of, or nearly: "catat beras 20rb" is not. */
  likely: boolean;
};

const TWO_WORDS = /^([\p{L}]+)[\s\-\u2010-\u2015.,_/]+([\p{L}]+)(?![\p{L}])/u;
const BETWEEN = /^[\s:;,.\-\u2010-\u2015]+/u;

/** The two words that stand first in a text. Pure; it does not know which cases there are. */
export function readTyped(text: string): Typed | undefined {
  const found = TWO_WORDS.exec(text.trimStart());
  const [whole, plant, thing] = found ?? [];
  if (whole === undefined || plant === undefined || thing === undefined) return undefined;
  const [first, second] = [plant.toLowerCase(), thing.toLowerCase()];
  const rest = text.trimStart().slice(whole.length).replace(BETWEEN, "").trimEnd();
  return { alias: `${first}-${second}`, rest, likely: isNear(first, PLANTS) && isNear(second, THINGS) };
}

const isNear = (word: string, words: readonly string[]): boolean =>
  words.includes(word) || words.some((each) => isTypoOf(word, each));

/**
 * The one of an officer's own cases that a typed alias nearly is, so that she can be asked; undefined where there is none
 * or more than one. Pure.
 */
export function nearOne(alias: string, own: readonly string[]): string | undefined {
  const [plant = "", thing = ""] = alias.split("-");
  const [plants, things] = [near(plant, PLANTS), near(thing, THINGS)];
  if (plants.size === 0 || things.size === 0) return undefined;
  const found = own.filter((each) => {
    const cut = each.indexOf("-");
    return each !== alias && plants.has(each.slice(0, cut)) && things.has(each.slice(cut + 1));
  });
  return found.length === 1 ? found[0] : undefined;
}

const near = (word: string, words: readonly string[]): Set<string> =>
  new Set(words.filter((each) => each === word || isTypoOf(word, each)));
