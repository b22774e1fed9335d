import { withDots } from "../../flow/understand/figure.ts";
import { clean } from "../../flow/understand/index.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Heard } from "./result.ts";

/** A word or figure of a line. */
export type Piece = Heard & {
  /** In lower case, without the signs around it: what is looked up. */
  readonly key: string;
  /** A comma, semicolon or bracket stands behind it: what follows is another thing. */
  readonly stop: boolean;
};

/** "- ", "• ", "1) ", "a) ", "2. ", "2.setor": how lists are written. "-20rb" and "1.000" are none. */
const BULLET = /^(?:[-–—•*▪◦·➢✅☑✔]\s+|\(?\d{1,2}\)\s*|[a-z]\)\s+|\d{1,2}\.(?:\s+|(?=\p{L})))/iu;
/** WhatsApp's bold, italic and monospace: signs that hug a word from outside. Struck-through text keeps its signs. */
const HUGGING = /(?<=^|[\s,;:(])[*_`]{1,3}(?=[^\s*_`])|(?<=[^\s*_`])[*_`]{1,3}(?=$|[\s,;:.!?)])/gu;
/** Words and figures; a comma between two digits and the ",-" of "Rp20.000,-" belong to the figure. */
const CHUNK = /[^\s,;:=()]+(?:(?<=\d),(?=\d)[^\s,;:=()]+|,[-=](?=\s|$))*/gu;
const DECIMAL = /^\.\d/;
const OUTER = new Set(".!?\"'“”‘’…|");
const SIGNS_THAT_SPEAK = new Set(["+", "&", "%", "×", "*", "x"]);
const GLUED = /^(?<word>\p{L}+)\.?(?<figure>\d.*)$/u;

/** A line in the form in which places in it are counted: folded, without a bullet and without formatting. */
export function cleanLine(text: string): string {
  const cleaned = withDots(clean(text));
  return /[*_`]/.test(cleaned) ? cleaned.replace(HUGGING, "").trim() : cleaned;
}

/** Without a bullet; the same line when there is none. */
export const withoutBullet = (line: string): string => line.replace(BULLET, "");

/** Cuts a clean line into its words and figures, up to so many; lone signs and emoji are dropped. */
export function cut(line: string, lexicon: Lexicon, most: number = COOP_LIMITS.lineCharacters): Piece[] {
  const pieces: Piece[] = [];
  let gapFrom = 0;
  for (const match of line.matchAll(CHUNK)) {
    const last = pieces.at(-1);
    if (last !== undefined && /[,;()]/.test(line.slice(gapFrom, match.index)))
      pieces[pieces.length - 1] = { ...last, stop: true };
    gapFrom = match.index + match[0].length;
    const piece = pointed(line, trimmed(match[0], match.index));
    if (piece !== undefined) pieces.push(...apart(piece, lexicon));
    if (pieces.length >= most) return pieces;
  }
  const last = pieces.at(-1);
  if (last !== undefined && /[,;()]/.test(line.slice(gapFrom))) pieces[pieces.length - 1] = { ...last, stop: true };
  return pieces;
}

/** " ,5jt" is half a million and not five: the comma is a part of it. */
function pointed(line: string, piece: Piece | undefined): Piece | undefined {
  if (piece === undefined || !/^\d\p{L}+$/u.test(piece.key) || !/(?:^|\s),$/.test(line.slice(0, piece.at)))
    return piece;
  return { ...piece, text: `,${piece.text}`, key: `,${piece.key}`, at: piece.at - 1 };
}

function trimmed(chunk: string, at: number): Piece | undefined {
  // ".5jt" is no 5jt: the dot stays, and makes it a figure that is refused.
  let [start, end] = [0, chunk.length];
  while (end > start && OUTER.has(chunk[end - 1] ?? "")) end--;
  while (!DECIMAL.test(chunk) && start < end && OUTER.has(chunk[start] ?? "")) start++;
  const text = chunk.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(text) && !SIGNS_THAT_SPEAK.has(text)) return undefined;
  return { text, key: text.toLowerCase().replaceAll(/[’‘ʼ`´]/g, "'"), at: at + start, stop: false };
}

/** "wajib20rb", "tgl12/11", "no.12" and "ya47" are two; "rp20.000", "P0001" and "w20" are one. */
function apart(piece: Piece, { sets, commands }: Lexicon): Piece[] {
  const { word = "", figure = "" } = GLUED.exec(piece.key)?.groups ?? {};
  const isShort = word.length < 3 && !sets["mark.number"].has(word);
  const isYes = isShort && commands.get(word)?.some(({ value }) => value.yes !== undefined) === true;
  if (word === "" || (isShort && !isYes)) return [piece];
  const from = piece.text.length - figure.length;
  const head = piece.text.slice(0, word.length);
  return [
    { text: head, key: word, at: piece.at, stop: false },
    { text: piece.text.slice(from), key: figure, at: piece.at + from, stop: piece.stop },
  ];
}

/** The stretch of a line from one piece to another (`end` not included), as it was written. */
export function stretch(line: string, pieces: readonly Piece[], from: number, end: number): Heard {
  const [first, last] = [pieces[from], pieces[end - 1]];
  if (first === undefined || last === undefined) return { text: "", at: line.length };
  return { text: line.slice(first.at, last.at + last.text.length), at: first.at };
}
