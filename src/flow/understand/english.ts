import { NUMBER_WORDS } from "./lexicon.ts";

/** A piece of a normalised answer. `glued`: nothing stood between it and the piece before. */
export type Piece = { kind: "figure" | "word" | "sign"; text: string; glued: boolean };

const FOLDED: ReadonlySet<string> = new Set(["a", "an", "and", "one", "not", "no"]);
const SCALES: ReadonlySet<string> = new Set(["hundred", "thousand", "million", "billion"]);

/**
 * English words that are a number or a no only beside others, as what they are: "a million" and "one million" are
 * "satu million", "hundred and fifty" has no "and", "not yet" is "belum". "No one" is nobody, and not number one.
 */
export function foldEnglish(pieces: Piece[]): Piece[] {
  if (!pieces.some(({ text }) => FOLDED.has(text))) return pieces;
  const result: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const [before, after] = [result.at(-1), pieces[at + 1]];
    const folded = fold(piece, before, after, pieces[at + 2]);
    if (folded !== "") result.push(folded === piece.text ? piece : { ...piece, text: folded });
    if (folded === "belum" || folded === "nobody") at++;
  }
  return result;
}

/** What a piece becomes between its neighbours; nothing where it only joins two numbers. */
function fold(
  { text }: Piece,
  before: Piece | undefined,
  after: Piece | undefined,
  afterThat: Piece | undefined,
): string {
  const next = after?.text ?? "";
  switch (text) {
    case "not":
      return next === "yet" ? "belum" : text;
    case "no":
      return next === "one" ? "nobody" : text;
    case "a":
    case "an":
      if (next === "half" && isNumber(before)) return "";
      if (!SCALES.has(next)) return text;
      return before?.text === "half" ? "" : "satu";
    case "and":
      if (next === "a" && afterThat?.text === "half") return isNumber(before) ? "" : text;
      return isScale(before) && isNumber(after) ? "" : text;
    case "one":
      return (before === undefined && after === undefined) || SCALES.has(next) || isTens(before) || isScale(before)
        ? "satu"
        : text;
    default:
      return text;
  }
}

const isScale = (piece: Piece | undefined): boolean => piece !== undefined && SCALES.has(piece.text);
const isNumber = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.kind === "figure" || NUMBER_WORDS.has(piece.text));
const isTens = (piece: Piece | undefined): boolean =>
  piece !== undefined && /^[a-z]+ty$/u.test(piece.text) && isNumber(piece);

/** English days as the Indonesian ones that mean the same; "next week" has no day and stays. */
const DAYS: readonly [RegExp, string][] = [
  [/^(?:on|by) /u, ""],
  [/(?<!\p{L})(?:the )?day after tomorrow(?!\p{L})/u, "lusa"],
  [/(?<!\p{L})(?:the )?day before yesterday(?!\p{L})/u, "kemarin lusa"],
  [/(?<!\p{L})(?:tomorrow|tomorow|tmrw|tmr)(?!\p{L})/u, "besok"],
  [/(?<!\p{L})yesterday(?!\p{L})/u, "kemarin"],
  [/(?<!\p{L})(?:today|now)(?!\p{L})/u, "hari ini"],
  [/^tonight$/u, "malam ini"],
  [/^this (?:morning|afternoon|evening)$/u, "hari ini"],
  [/(?<= )(?:in the |at )?(?:morning|afternoon|evening|night)$/u, "siang"],
  [/^in (\d{1,3}) days?$/u, "$1 hari lagi"],
  [/^in (\d{1,3}) weeks?$/u, "$1 minggu lagi"],
  [/^(\d{1,3}) days? ago$/u, "$1 hari lalu"],
  [/^(\d{1,3}) weeks? ago$/u, "$1 minggu lalu"],
  [/^next (?=\p{L}+day$)(\p{L}+)$/u, "$1 depan"],
  [/^last (?=\p{L}+day$)(\p{L}+)$/u, "$1 lalu"],
  [/^this (?=\p{L}+day$)(\p{L}+)$/u, "$1 ini"],
  [/^(\p{L}+) next week$/u, "$1 minggu depan"],
  [/^(\p{L}+) last week$/u, "$1 minggu lalu"],
  [/^(\p{L}+) this week$/u, "$1 minggu ini"],
  [/(?<=\d) (?:st|nd|rd|th)(?: of)?(?= \p{L}{3})/u, ""],
  [/^(\p{L}{3,} \d{1,2}) (?:st|nd|rd|th)(?!\p{L})/u, "$1"],
  [/(?<=\d) of (?=\p{L}{3})/u, " "],
];

/** A day in English, or half in it, in the words that the patterns for days know. */
export const daysInIndonesian = (said: string): string =>
  DAYS.reduce((text, [pattern, meant]) => text.replace(pattern, meant), said);

/** What of a time only English has: "at 2 p.m.", "2 in the afternoon", "8 o'clock". */
export const timeInEnglish = (said: string): string =>
  said
    .replace(/^at (?=\S)/u, "")
    .replace(/ o'clock(?!\p{L})/u, "")
    .replace(/(?<=\d) ?([ap])\.? ?m$/u, " $1m")
    .replace(/ (?:in the|at|this) (?=(?:morning|afternoon|evening|night)$)/u, " ")
    .replace(/^noon$/u, "12:00 pm")
    .replace(/^midnight$/u, "00:00");
