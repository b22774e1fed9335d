import { COOP_LIMITS } from "../limits.ts";
import { build } from "./build.ts";
import type { Draft, Payer } from "./command.ts";
import { dayAt, dayForBooks } from "./day.ts";
import { phraseAt } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Result, settle, unsure, wonder } from "./result.ts";
import { scan } from "./scan.ts";
import type { NamedDay } from "./slots.ts";
import type { Scan } from "./step.ts";

type Input = Pick<Scan, "line" | "pieces" | "lexicon" | "today">;

/**
 * "tanggung renteng P0001 50rb dari 002, 003": each an equal part. "… P0001 dari 002 30rb, 003 20rb": each her own.
 * "… P0001 50rb dari dana": the fund of the groups.
 */
export function readCover(input: Input, from: number): Result {
  const { line, pieces, lexicon } = input;
  const split = pieces.findIndex(({ key }, at) => at >= from && lexicon.sets["mark.from"].has(key));
  const end = split === -1 ? pieces.length : split;
  const late = part(input, "cover", pieces.slice(0, end), from);
  if (late.kind === "not-a-command" || late.kind === "unsure") return late;
  if (late.kind === "ask" && late.missing !== "target") return late;
  const draft: Draft = late.kind === "command" ? late.command : late.draft;
  if (split === -1) return settle(draft);
  const all = pieces.slice(split + 1);
  const led = lastDay(all, input);
  if (led?.day.kind === "value" && draft.date === undefined) draft.date = led.day.date;
  const dated = (whole: Draft): Result =>
    led === undefined || led.day.kind === "value" ? settle(whole) : wonder(whole, "date", [led.heard], led.day);
  const rest = led === undefined ? all : all.slice(0, led.from);
  const fund = phraseAt(lexicon.funds, rest, 0);
  if (fund?.end === rest.length) return dated({ ...draft, fund: true });
  const payers = cutAt(rest, lexicon.sets.and).map((some) => payerOf(input, some));
  const known = payers.flatMap((payer) => payer ?? []);
  const sound = known.length === payers.length && known.length > 0 && known.length <= COOP_LIMITS.payers;
  return sound
    ? dated({ ...draft, payers: known })
    : unsure(draft, "words", [stretch(line, pieces, split + 1, pieces.length)]);
}

/** The day that stands behind all who pay. */
function lastDay(pieces: readonly Piece[], { line, lexicon, today }: Input): ({ from: number } & NamedDay) | undefined {
  for (let from = 0; from < pieces.length; from++) {
    const led = dayAt(pieces, from, lexicon, today);
    if (led?.end !== pieces.length) continue;
    const heard = stretch(line, pieces, from, led.end);
    return { from, heard, day: dayForBooks(led.day, heard.text, today) };
  }
  return undefined;
}

/** A member, and what she pays where that is said. */
function payerOf(input: Input, pieces: readonly Piece[]): Payer | undefined {
  const result = part(input, "withdraw", pieces, 0);
  if (result.kind === "not-a-command" || result.kind === "unsure") return undefined;
  if (result.kind === "ask" && (result.missing !== "amount" || result.heard.length > 0)) return undefined;
  const { member, amount, kind, date } = (result.kind === "command" ? result.command : result.draft) as Draft;
  if (member === undefined || kind !== undefined || date !== undefined) return undefined;
  return amount === undefined ? { member } : { member, amount };
}

const part = (input: Input, action: "cover" | "withdraw", pieces: readonly Piece[], from: number): Result =>
  build(action, scan({ ...input, pieces, action }, from));

/** At commas, and at "dan". */
function cutAt(pieces: readonly Piece[], and: ReadonlySet<string>): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (and.has(piece.key)) parts.push([]);
    else parts.at(-1)?.push(piece);
    if (piece.stop) parts.push([]);
  }
  return parts.filter((some) => some.length > 0);
}
