import { clean } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

/**
 * Reads a free text, kept as written with its spacing folded. Emoji alone say too little to be kept as an answer;
 * figures alone are fine. `min` and `max` in characters as people count them.
 */
export function readText(text: string, { min, max }: { min?: number; max: number }): Reading<string> {
  const value = clean(text);
  if (value === "") return none;
  if (!/[\p{L}\p{N}]/u.test(value)) return refuse("text.letters");
  const length = [...value].length;
  if (length > max) return refuse("text.long", { max });
  return min !== undefined && length < min ? refuse("text.short", { min }) : sure(value, "text");
}
