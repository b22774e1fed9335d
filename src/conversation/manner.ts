import { LIMITS } from "../limits.ts";
import type { Manner } from "../people/manner.ts";
import type { Choice, Listing } from "./channel.ts";
import type { Words } from "./world.ts";

/** Pictures, with what joins and colours them; and what else is drawn with signs: boxes, blocks, arrows. */
const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\u20E3|\uFE0F/gu;
const DRAWN = /[\u2190-\u21FF\u2500-\u25FF\u2800-\u28FF]/gu;
/** A line that only rules something off. */
const RULE = /^[\s\-=_*~.·|+]*[-=_*~|+]{3,}[\s\-=_*~.·|+]*$/u;
const COLUMNS = /(?<=\S)(?:[ \t]{2,}|[ \t]*\|[ \t]*|\t)(?=\S)/gu;

/**
 * A text as a screen reader says it well: nothing drawn, no columns, one line after the other. What stood in columns is
 * told apart by commas.
 */
export function linear(text: string): string {
  const lines = text.split("\n").flatMap((line) => {
    const plain = line.replace(PICTURES, "").replace(DRAWN, "");
    const isDrawn = RULE.test(plain) || (plain.trim() === "" && line.trim() !== "");
    return isDrawn ? [] : [plain.replace(/^[\s|]+|[\s|]+$/gu, "").replace(COLUMNS, ", ")];
  });
  return lines
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

/** A text of ours as this person is told it. */
export function said(words: Words, manner: Manner, key: string, data: Record<string, string | number> = {}): string {
  const text = words.text(words.inManner(key, manner), data);
  return manner === "reader" ? linear(text) : text;
}

/** How the choices of a question are shown to her; undefined: as usual. */
export function listingOf(words: Words, manner: Manner, choices: readonly Choice[]): Listing | undefined {
  if (manner === "reader") {
    const line = ({ label }: Choice, at: number) =>
      words.text("engine:type-for", { number: at + 1, label: linear(label) });
    return { lines: choices.map(line) };
  }
  if (manner !== "short" || choices.length <= LIMITS.optionsAtOnce) return undefined;
  return { atOnce: { most: LIMITS.optionsAtOnce, more: words.text("engine:more-choices") } };
}
