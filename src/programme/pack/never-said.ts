import { didYouMean } from "../../flow/check/near.ts";

/** A value that somebody wrote where only certain words are ever said. */
export type NeverSaid = { word: string; how: string };

/**
 * Which of the wanted words are never among those that there are; nothing for a range, and where any word may be said
 * (`words` undefined).
 */
export function neverSaid(wanted: unknown, words: readonly string[] | undefined): NeverSaid[] {
  if (words === undefined || (typeof wanted === "object" && !Array.isArray(wanted))) return [];
  return [wanted]
    .flat()
    .map(String)
    .filter((word) => !words.includes(word))
    .map((word) => ({ word, how: didYouMean(word, words, `It is one of ${words.join(", ")}.`) }));
}
