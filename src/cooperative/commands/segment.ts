import { APPROXIMATE_SCALE, MONEY_SLANG } from "../../flow/understand/lexicon.ts";
import { partsOf } from "../../flow/understand/tokens.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Piece } from "./pieces.ts";

/**
 * What a piece may be in an amount. `figure`: 250.000, 20. `scaled`: 20rb, with what its unit multiplies by (1 where
 * that is unknown: 1e6, 20an). `word`: dua, seratus; `times` when it multiplies what stands before (ratus). `scale`: ribu.
 */
type Part =
  | { type: "figure"; text: string }
  | { type: "scaled"; scale: number }
  | { type: "word"; times: boolean }
  | { type: "scale"; scale: number }
  | { type: "currency" }
  | { type: "minus" };

const FIGURE = /^[.,]?\d[\d.,]*(?:[-=])?$/;
const SCALED = /^[.,]?\d[\d.,]*(?<unit>\p{L}.*)$/u;
const WITH_CURRENCY = /^\p{L}{1,3}\.?\d/u;
const NEGATIVE = /^[-–−]\p{L}*\.?\d/u;

function partOf({ key }: Piece, { sets }: Lexicon): Part | undefined {
  if (FIGURE.test(key)) return { type: "figure", text: key };
  const unit = SCALED.exec(key)?.groups?.["unit"];
  if (unit !== undefined) return { type: "scaled", scale: scaleOf(unit) };
  if (NEGATIVE.test(key)) return { type: "scaled", scale: 1 };
  if (WITH_CURRENCY.test(key)) {
    const [, currency = "", rest = ""] = /^(\p{L}+)\.?(\d.*)$/u.exec(key) ?? [];
    if (!sets.currency.has(currency)) return undefined;
    const scaled = SCALED.exec(rest)?.groups?.["unit"];
    return { type: "scaled", scale: scaled === undefined ? 1 : scaleOf(scaled) };
  }
  if (sets.currency.has(key)) return { type: "currency" };
  if (sets.minus.has(key)) return { type: "minus" };
  if (MONEY_SLANG.has(key)) return { type: "word", times: false };
  // "dua puluhan ribu": about right, which is asked of the amount as a whole.
  const parts = partsOf(APPROXIMATE_SCALE.get(key) ?? key)?.parts;
  if (parts === undefined) return undefined;
  const [first] = parts;
  if (parts.length === 1 && first?.type === "scale") return { type: "scale", scale: first.value };
  return { type: "word", times: parts.every(({ type }) => ["puluh", "belas", "ratus"].includes(type)) };
}

function scaleOf(unit: string): number {
  const [first] = partsOf(unit)?.parts ?? [];
  return first?.type === "scale" ? first.value : 1;
}

/**
 * A stretch of pieces that is one amount, not read yet. `bare`: a figure below 1000 by itself, which may be a number.
 * `tail`: it ends in such a figure ("20 ribu 500"), which may be a number too where no member is named.
 */
export type Segment = { end: number; bare: boolean; tail: boolean };

/**
 * Where the amount that begins at a piece ends; undefined when none begins there. "2 juta 500 ribu" is one, "20rb 50rb"
 * are two, and of "20rb 002" the second is a member's number.
 */
export function segmentAt(pieces: readonly Piece[], at: number, lexicon: Lexicon): Segment | undefined {
  const first = pieces[at];
  const begin = first === undefined ? undefined : partOf(first, lexicon);
  if (first === undefined || begin === undefined || begin.type === "scale") return undefined;
  if (begin.type === "currency" || begin.type === "minus") {
    const next = pieces[at + 1];
    const part = next === undefined || first.stop ? undefined : partOf(next, lexicon);
    if (part === undefined || part.type === "scale" || part.type === "minus") return undefined;
    // "minus Rp 20.000", and never "Rp Rp 20.000".
    if (part.type === "currency" && begin.type === "currency") return undefined;
    const rest = segmentAt(pieces, at + 1, lexicon);
    return rest === undefined ? undefined : { ...rest, bare: false };
  }
  let end = at + 1;
  let before: Part = begin;
  let scale = scaleBehind(begin);
  while (end < pieces.length && end - at < COOP_LIMITS.amountPieces && pieces[end - 1]?.stop === false) {
    const joined = joining(before, scale, pieces, end, lexicon);
    if (joined === undefined) break;
    before = joined;
    scale = scaleBehind(joined) ?? scale;
    end++;
    if (joined.type === "currency") break;
  }
  const small = /^[1-9]\d{0,2}$/.test(pieces[end - 1]?.key ?? "");
  return { end, bare: small && end === at + 1, tail: small && end > at + 1 };
}

const scaleBehind = (part: Part): number | undefined =>
  part.type === "scale" || (part.type === "scaled" && part.scale > 1) ? part.scale : undefined;

/** The part at `at` when it goes on with the amount before it. */
function joining(
  before: Part,
  scale: number | undefined,
  pieces: readonly Piece[],
  at: number,
  lexicon: Lexicon,
): Part | undefined {
  const piece = pieces[at];
  const part = piece === undefined ? undefined : partOf(piece, lexicon);
  if (piece === undefined || part === undefined || part.type === "minus") return undefined;
  if (part.type === "currency") return part;
  const afterFigure = before.type === "figure";
  if (part.type === "scale") return before.type === "scaled" || before.type === "scale" ? undefined : part;
  if (part.type === "word") return !afterFigure || part.times ? part : undefined;
  // "20 000": the thousands stand apart.
  if (afterFigure) return part.type === "figure" && part.text === "000" && at >= 1 ? part : undefined;
  if (before.type === "word" && part.type === "figure") return isTimes(before) ? part : undefined;
  if (scale === undefined) return undefined;
  if (part.type === "scaled") return part.scale > 1 && part.scale < scale ? part : undefined;
  const next = pieces[at + 1];
  const following = next === undefined || piece.stop ? undefined : partOf(next, lexicon);
  if (following?.type === "scale") return following.scale < scale ? part : undefined;
  return part.type === "figure" && isTail(part.text, scale) ? part : undefined;
}

const isTimes = (part: Part): boolean => part.type === "word" && part.times;

/** "1 juta 250", "1 juta 250.000", "20 ribu 500": rest of the amount. "20rb 12": the number of a member. */
function isTail(text: string, scale: number): boolean {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text) || /^[1-9]\d{4,}$/.test(text)) return true;
  return /^[1-9]\d{2}$/.test(text) && Number(text) % (scale > 1000 ? 50 : 100) === 0;
}
