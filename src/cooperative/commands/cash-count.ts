import { LIMITS } from "../../limits.ts";
import { COOP_LIMITS } from "../limits.ts";
import { readAmount } from "./amount.ts";
import type { Draft } from "./command.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Heard, type Result, settle, unsure, wonder } from "./result.ts";
import { segmentAt } from "./segment.ts";

/** Bank notes and coins of rupiah that are in use. */
export const DENOMINATIONS: readonly number[] = [
  100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100,
];
/** There is a note and a coin of it, so it may be counted twice. */
const NOTE_AND_COIN = 1_000;
/** "9x100rb", "100rb*9" are two. */
const GLUED = /^(?<left>(?:\p{L}{2}\.?)?\d[\d.,]*\p{L}{0,4}?)[x×*](?<right>(?:\p{L}{2}\.?)?\d.*)?$/u;

type Value = Heard & { stop: boolean };
type Count = [denomination: number, pieces: number];

/**
 * Reads the cash on the table behind "hitung kas": "100rb x 9, 50rb x 3", "9x100rb", "100.000 = 9 lembar", or the sum
 * alone. Which of two figures is the money must be certain: "20 x 100" is asked.
 */
export function readCashCount(line: string, pieces: readonly Piece[], from: number, lexicon: Lexicon): Result {
  const draft: Draft = { action: "cash-count" };
  const { values, leftover } = valuesOf(line, pieces.slice(from).flatMap(unglue), lexicon);
  if (leftover.length > 0) return unsure(draft, "words", leftover);
  const [only, second] = values;
  if (only === undefined) return settle(draft);
  if (second === undefined) return sumAlone(draft, only, lexicon);
  const counts: Count[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const [left, right] = [values[i], values[i + 1]];
    if (left === undefined || right === undefined || left.stop) return unsure(draft, "amounts", left ? [left] : []);
    const options = countsOf(left, right);
    const [count] = options;
    if (count === undefined) return unsure(draft, "amounts", [left, right]);
    if (options.length > 1)
      return wonder(draft, "notes", [left, right], { kind: "ask", candidates: options.map(([value]) => value) });
    const before = counts.find(([value]) => value === count[0]);
    if (before === undefined) counts.push(count);
    else if (count[0] === NOTE_AND_COIN) before[1] += count[1];
    else return unsure(draft, "kinds", [left, right]);
  }
  return settle({ ...draft, ...counted(counts) });
}

function counted(counts: readonly Count[]): { amount: number; notes: Count[] } {
  const notes = [...counts].sort(([a], [b]) => b - a);
  return { amount: notes.reduce((sum, [value, count]) => sum + value * count, 0), notes };
}

function sumAlone(draft: Draft, said: Heard, { sets }: Lexicon): Result {
  if (sets.nothing.has(said.text.toLowerCase())) return settle({ ...draft, amount: 0, notes: [] });
  const reading = readAmount(said.text);
  if (reading.kind === "value") return settle({ ...draft, amount: reading.rupiah });
  return wonder(draft, "amount", [said], reading);
}

/** The figures of the line without what stands between them; what is neither is left over. */
function valuesOf(line: string, pieces: readonly Piece[], lexicon: Lexicon): { values: Value[]; leftover: Heard[] } {
  const { sets } = lexicon;
  const values: Value[] = [];
  const leftover: Heard[] = [];
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const segment = segmentAt(pieces, at, lexicon);
    const between = sets["mark.times"].has(piece.key) || sets["mark.pieces"].has(piece.key) || sets.and.has(piece.key);
    if (segment !== undefined || sets.nothing.has(piece.key)) {
      const end = segment?.end ?? at + 1;
      values.push({ ...stretch(line, pieces, at, end), stop: pieces[end - 1]?.stop === true });
      at = end;
      continue;
    }
    const last = values.at(-1);
    if (!between && !/^[x×*]$/.test(piece.key)) leftover.push(piece);
    else if (piece.stop && last !== undefined) last.stop = true;
    at++;
  }
  return { values, leftover };
}

function unglue(piece: Piece): Piece[] {
  const { left = "", right = "" } = GLUED.exec(piece.key)?.groups ?? {};
  if (left === "") return [piece];
  const cut = (text: string, from: number, stop: boolean): Piece => ({
    text: piece.text.slice(from, from + text.length),
    key: text,
    at: piece.at + from,
    stop,
  });
  if (right === "") return [cut(left, 0, piece.stop)];
  return [cut(left, 0, false), cut(right, piece.text.length - right.length, piece.stop)];
}

/** Everything that two figures may mean, the certain first. A unit, or a figure from 1000 on, makes money certain. */
function countsOf(left: Heard, right: Heard): Count[] {
  const both = [pairOf(left, right, "money"), pairOf(right, left, "money")].flat();
  if (both.length > 0) return both;
  const coin = Number(left.text);
  const pieces = piecesOf(right);
  // 500 and 200 are coins and no thousands; money stands first where nothing speaks against it.
  if ((coin === 500 || coin === 200) && pieces !== undefined) return [[coin, pieces]];
  return [pairOf(left, right, "bare"), pairOf(right, left, "bare")].flat();
}

function pairOf(money: Heard, count: Heard, how: "money" | "bare"): Count[] {
  const pieces = piecesOf(count);
  if (pieces === undefined) return [];
  return denominations(money.text, how).map((value) => [value, pieces]);
}

function denominations(text: string, how: "money" | "bare"): number[] {
  const bare = /^\d{1,3}$/.test(text);
  if (bare !== (how === "bare")) return [];
  const plain = /^\d{4,6}$/.test(text) ? { kind: "value" as const, rupiah: Number(text) } : readAmount(text);
  const figure = Number(text);
  const values = bare ? [figure * 1000, figure] : plain.kind === "value" ? [plain.rupiah] : smallOf(text, plain);
  return values.filter((value) => DENOMINATIONS.includes(value));
}

/** "Rp500" is asked elsewhere, for who pays 500? Here it is a coin. */
const smallOf = (text: string, reading: ReturnType<typeof readAmount>): number[] =>
  /^\p{L}/u.test(text) && reading.kind === "ask" ? reading.candidates.filter((value) => value < 1000) : [];

function piecesOf({ text }: Heard): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const count = Number(text);
  return count <= COOP_LIMITS.notesOfAKind && count * 100 <= LIMITS.moneyRupiah ? count : undefined;
}
