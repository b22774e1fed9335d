import { readNumber } from "../../flow/understand/index.ts";
import { partsOf } from "../../flow/understand/tokens.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Lexicon, Span } from "./lexicon.ts";
import type { Piece } from "./pieces.ts";

/** How often, and how far apart where that was said. */
export type Periods = { periods: number; every?: "month" | "week" };

const RATE = /^(?<figure>\d{1,3}(?:[.,]\d{1,4})?)(?<percent>%?)(?:\/(?<span>\p{L}+))?$/u;
const COUNTED = /^(?<figure>\d{1,3})(?<span>\p{L}+)$/u;
const PPM_A_PERCENT = 10_000;
const MONTHS_A_YEAR = 12;

/**
 * The rate a period that is named at a piece, ppm: "1,5%", "2 persen per bulan". Rates a year are not what the books
 * go by, so they are left for the words that nobody understood.
 */
export function rateAt(
  pieces: readonly Piece[],
  at: number,
  { sets, spans }: Lexicon,
): { ratePpm: number; end: number } | undefined {
  const groups = RATE.exec(pieces[at]?.key ?? "")?.groups;
  if (groups === undefined) return undefined;
  let end = at + 1;
  if (groups["percent"] === "") {
    if (groups["span"] !== undefined || !sets["mark.percent"].has(pieces[end]?.key ?? "")) return undefined;
    end++;
  }
  const span = groups["span"];
  if (span !== undefined && !isPeriod(spans.get(span))) return undefined;
  // "per bulan", "sebulan"
  if (span === undefined && sets.each.has(pieces[end]?.key ?? "")) {
    const after = spans.get(pieces[end + 1]?.key ?? "");
    if (after === "year") return undefined;
    end += isPeriod(after) ? 2 : 1;
  } else if (sets.yearly.has(pieces[end]?.key ?? "")) return undefined;
  const [whole = "", decimals = ""] = (groups["figure"] ?? "").split(/[.,]/);
  const ratePpm = Number(whole) * PPM_A_PERCENT + Number(decimals.padEnd(4, "0"));
  return ratePpm <= 100 * PPM_A_PERCENT ? { ratePpm, end } : undefined;
}

const isPeriod = (span: Span | undefined): boolean => span === "month" || span === "week";

/** How many periods are named at a piece: "10 bulan", "12 minggu", "10bln", "sepuluh bulan", "1 tahun", "10 x". */
export function periodsAt(
  pieces: readonly Piece[],
  at: number,
  { spans }: Lexicon,
): { value: Periods; end: number } | undefined {
  const glued = COUNTED.exec(pieces[at]?.key ?? "")?.groups;
  if (glued !== undefined) return counted(Number(glued["figure"]), spans.get(glued["span"] ?? ""), at + 1);
  let end = at;
  while (end - at < COOP_LIMITS.numberWords && isNumber(pieces[end]) && !pieces[end]?.stop) end++;
  const span = spans.get(pieces[end]?.key ?? "");
  if (end === at || span === undefined) return undefined;
  const text = pieces
    .slice(at, end)
    .map(({ key }) => key)
    .join(" ");
  const reading = readNumber(text, { integer: true });
  return reading.kind === "sure" ? counted(reading.value, span, end + 1) : undefined;
}

const isNumber = (piece: Piece | undefined): boolean =>
  piece !== undefined && (/^[1-9]\d{0,2}$/.test(piece.key) || partsOf(piece.key) !== undefined);

function counted(count: number, span: Span | undefined, end: number): { value: Periods; end: number } | undefined {
  if (span === undefined) return undefined;
  const periods = span === "year" ? count * MONTHS_A_YEAR : count;
  if (periods < 1 || periods > COOP_LIMITS.periods) return undefined;
  if (span === "times") return { value: { periods }, end };
  return { value: { periods, every: span === "week" ? "week" : "month" }, end };
}
