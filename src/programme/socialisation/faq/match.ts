import { clean } from "../../../flow/understand/index.ts";
import { isTypoOf } from "../../../flow/understand/typo.ts";
import { SOCIALISATION } from "../limits.ts";

/** What of an entry is compared. */
export type Comparable = { question: string; words: string; answer: string };

/** From here on an answer is offered; while another question is open it must be surer. */
export const LIKELY = 0.55;
export const SURE = 0.8;

/** A word of the answer alone says less than one of the question. */
const IN_ANSWER = 0.5;
/** Letters of which a trigram is made. */
const GRAM = 3;

/** The words of a text without signs and fillers, each once. */
export function tokensOf(text: string, fillers: ReadonlySet<string>): string[] {
  const words = clean(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !fillers.has(word));
  return [...new Set(words)].slice(0, SOCIALISATION.faqWords);
}

/** Three letters each: "bayar" is bay, aya, yar. A shorter word is itself. */
export function gramsOf(word: string): string[] {
  if (word.length <= GRAM) return [word];
  return Array.from({ length: word.length - GRAM + 1 }, (_, at) => word.slice(at, at + GRAM));
}

/**
 * How well an entry fits what was asked, 0 to 1: how much of the asked words it has. A little more for an entry that
 * speaks of nothing else, so that the shorter of two that fit is first.
 */
export function likeness(asked: readonly string[], entry: Comparable, fillers: ReadonlySet<string>): number {
  if (asked.length === 0) return 0;
  const near = [...tokensOf(entry.question, fillers), ...tokensOf(entry.words, fillers)];
  const far = tokensOf(entry.answer, fillers);
  const found = asked.map((word) => Math.max(best(word, near), IN_ANSWER * best(word, far)));
  const score = found.reduce((sum, one) => sum + one, 0) / asked.length;
  const covered = near.filter((word) => best(word, asked) > 0).length / Math.max(1, near.length);
  return 0.95 * score + 0.05 * covered;
}

const best = (word: string, others: readonly string[]): number =>
  others.reduce((most, other) => Math.max(most, wordLikeness(word, other)), 0);

/** The same word, one with Indonesian syllables around it ("dibayar"), a slip of the thumb; else nothing. */
function wordLikeness(word: string, other: string): number {
  if (word === other) return 1;
  if (isTypoOf(word, other)) return 0.9;
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  if (short.length >= 4 && long.length - short.length <= 5 && long.includes(short)) return 0.9;
  return diceOf(word, other) >= 0.6 ? 0.7 : 0;
}

function diceOf(a: string, b: string): number {
  const [mine, others] = [gramsOf(a), new Set(gramsOf(b))];
  return (2 * mine.filter((gram) => others.has(gram)).length) / (mine.length + others.size);
}
