import { normalise } from "../../../flow/understand/index.ts";
import type { Texts } from "../../../texts/index.ts";

/** Words that say nothing about what is asked: "apa", "yang", "bu". */
export const fillersOf = (texts: Texts, language: string): ReadonlySet<string> =>
  new Set(texts.words(language, "faq:fillers"));

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

/** Is this a question? By its sign, or by how it begins. */
export function isQuestion(texts: Texts, language: string, text: string): boolean {
  if (/\?\s*$/.test(text)) return true;
  const words = normalise(text).split(" ");
  if (words.length < 3) return false;
  const begins = new Set(texts.words(language, "faq:question-words"));
  return words.slice(0, 2).some((word) => begins.has(word));
}
