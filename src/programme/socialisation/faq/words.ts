import { normalise } from "../../../flow/understand/index.ts";
import type { Texts } from "../../../texts/index.ts";
import { tokensOf } from "./match.ts";

/** Words that say nothing about what is asked: "apa", "yang", "bu". */
export const fillersOf = (texts: Texts, language: string): ReadonlySet<string> =>
  new Set(texts.words(language, "faq:fillers"));

/** "sarate opo" with the words of the answers, "syarat opo": what a word is called where she lives stands in the locale. */
export function inCommonWords(texts: Texts, language: string, text: string): string {
  const instead = new Map(texts.words(language, "faq:instead").map((pair) => pair.split("=") as [string, string]));
  return text.replace(/\p{L}+/gu, (word) => instead.get(word.toLowerCase()) ?? word);
}

/** "tanya apakah ada biayanya" is a question by its first word. What is asked, or undefined. */
export function askedWith(texts: Texts, language: string, text: string): string | undefined {
  const word = texts.words(language, "ask:start").find((one) => normalise(text).startsWith(`${one} `));
  if (word === undefined) return undefined;
  const rest = text
    .trim()
    .slice(word.length)
    .replace(/^[\s:,<]+/, "")
    .replace(/>\s*$/, "")
    .trim();
  return rest.length > 2 ? rest : undefined;
}

/** Is this a question? By its sign, or by how it begins or ends: "syarate apa". */
export function isQuestion(texts: Texts, language: string, text: string): boolean {
  if (/\?\s*$/.test(text)) return true;
  const words = normalise(text).split(" ");
  // "gak apa-apa" asks nothing.
  if (tokensOf(text, fillersOf(texts, language)).length === 0 || words.length < 2) return false;
  const asking = new Set(texts.words(language, "faq:question-words"));
  return [...words.slice(0, 2), words.at(-1) ?? ""].some((word) => asking.has(word));
}
