import { numbersToDigits } from "./number-phrase.ts";
import { tokenise } from "./tokens.ts";

/**
 * A normalised answer in the one spelling that the patterns for days and hours know: spelled numbers as digits, a
 * space between a figure and a word, signs as written. "tgl5 desember" -> "tgl 5 desember", "jam dua" -> "jam 2".
 */
export function spoken(normal: string): string {
  let result = "";
  let before = "";
  for (const { kind, text, glued } of numbersToDigits(tokenise(normal))) {
    const apart = !glued || (kind === "word" && before === "figure") || (kind === "figure" && before === "word");
    result += apart && result !== "" ? ` ${text}` : text;
    before = kind;
  }
  return result;
}

/** Takes whole words out of a text: `without("besok pagi", new Set(["pagi"]))`. */
export function without(text: string, words: ReadonlySet<string>): string {
  return text
    .split(" ")
    .map((word) => (words.has(word) ? "" : word))
    .filter((word) => word !== "")
    .join(" ");
}
