import { type Draft, takes } from "./command.ts";
import { dayAt, dayForBooks } from "./day.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Result, settle, unsure, wonder } from "./result.ts";

const YEAR = /^20\d\d$/;

/** "tutup tahun 2026", "bagi SHU 2026 tgl 20/2/2027", "tutup rugi 2026", "SHU ke simpanan". Its year looks like money, and is none. */
export function readYear(
  action: "close-year" | "split-surplus" | "surplus-to-savings" | "cover-loss",
  { line, pieces, lexicon, today }: { line: string; pieces: readonly Piece[]; lexicon: Lexicon; today: string },
  from: number,
): Result {
  const draft: Draft = { action };
  let at = from;
  if (YEAR.test(pieces[at]?.key ?? "")) draft.year = Number(pieces[at++]?.key);
  const led = takes(action, "date") ? dayAt(pieces, at, lexicon, today) : undefined;
  if (led !== undefined) {
    const written = stretch(line, pieces, at, led.end);
    const day = dayForBooks(led.day, written.text, today);
    if (day.kind !== "value") return wonder(draft, "date", [written], day);
    draft.date = day.date;
  }
  at = pastCourtesy(pieces, led?.end ?? at, lexicon);
  return at < pieces.length ? unsure(draft, "words", [stretch(line, pieces, at, pieces.length)]) : settle(draft);
}

/** "ya bu" */
function pastCourtesy(pieces: readonly Piece[], from: number, { polite, sets }: Lexicon): number {
  let at = from;
  for (;;) {
    const next = phraseAt(polite, pieces, at)?.end ?? (sets.honorific.has(pieces[at]?.key ?? "") ? at + 1 : at);
    if (next === at) return at;
    at = next;
  }
}
