import type { LineResult, Result } from "../commands/index.ts";
import { type Member, memberNo } from "../members.ts";

/** Words that a full name has at least: one alone may be any word of a sentence. A command has another before it. */
const FEWEST_WORDS = 2;

/** A line that was not understood is read anew with the number of the member whose whole name stands in it. */
export function byFullName(
  line: LineResult,
  members: () => readonly Member[],
  read: (text: string) => Result,
): LineResult {
  // Of an answer such as "1" the members need not be read.
  if (!isLost(line.result) || wordsOf(line.text) <= FEWEST_WORDS) return line;
  const numbered = withNumber(line.text, members());
  const result = numbered === undefined ? line.result : read(numbered);
  return isLost(result) ? line : { ...line, result };
}

const isLost = ({ kind }: Result): boolean => kind === "unsure" || kind === "not-a-command";

/**
 * A line with the number of the member whose whole name, or whole name in the village, stands in it: "Kasih br Tarigan" and
 * "Hari Santoso" begin with words that the grammar takes for its own. Undefined: nobody's does, or that of several.
 */
function withNumber(line: string, members: readonly Member[]): string | undefined {
  const plain = spaced(line);
  const fitting = members
    .flatMap(({ no, name, aliases }) => [name, ...aliases].map((of) => ({ no, name: spaced(of) })))
    .filter(({ name }) => name.split(" ").length >= FEWEST_WORDS && plain.includes(name))
    .sort((a, b) => b.name.length - a.name.length);
  const [longest] = fitting;
  if (longest === undefined) return undefined;
  const isOther = ({ no, name }: { no: number; name: string }) =>
    no !== longest.no && (name === longest.name || !longest.name.includes(name));
  return fitting.some(isOther) ? undefined : replaced(line, longest);
}

const wordsOf = (text: string): number => text.trim().split(/\s+/).length;
const spaced = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** As whole words alone; undefined where it is only a part of others. */
function replaced(line: string, { no, name }: { no: number; name: string }): string | undefined {
  const words = name.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu");
  return whole.test(line) ? line.replace(whole, memberNo(no)) : undefined;
}
