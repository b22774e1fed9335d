import { readDate } from "../../flow/understand/index.ts";
import { MONTH_NUMBERS, WEEKDAY_NUMBERS } from "../../flow/understand/lexicon.ts";
import { daysBetween } from "../../zones.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import type { Piece } from "./pieces.ts";

/** A day as it was read, or what is to be asked about it. */
export type DayReading =
  | { kind: "value"; date: string }
  | { kind: "ask"; candidates: string[] }
  | { kind: "refused"; reason: string; data?: Record<string, string | number> };

const BARE = /^(?:\d{1,2}\/\d{1,2}(?:\/(?:\d{2}|\d{4}))?|\d{1,2}[-.]\d{1,2}[-.]\d{4}|\d{4}-\d{1,2}-\d{1,2})$/;
const SUNDAY = 7;
const STARTS = /^\d{1,2}(?:$|[-/.]\d|\p{L})|^\d{4}-\d/u;

/**
 * The day that is named at a piece, and where its words end: "tgl 12/11", "tanggal 12 november 2026", "12/11",
 * "kemarin". Never after today: the books know only what was. Undefined when no day is named there.
 */
export function dayAt(
  pieces: readonly Piece[],
  at: number,
  lexicon: Lexicon,
  today: string,
): { day: DayReading; end: number } | undefined {
  const piece = pieces[at];
  if (piece === undefined) return undefined;
  const named = phraseAt(lexicon.days, pieces, at);
  if (named !== undefined) return { day: read(textOf(pieces, at, named.end), today), end: named.end };
  if (isPastWeekday(pieces, at, lexicon)) return { day: read(textOf(pieces, at, at + 2), today), end: at + 2 };
  if (lexicon.sets["mark.date"].has(piece.key)) return markedDay(pieces, at + 1, lexicon, today);
  return BARE.test(piece.key) ? { day: read(piece.key, today), end: at + 1 } : undefined;
}

/**
 * "Senin lalu", "last Monday". The day alone may be a name, and minggu is a week as well; "2 minggu lalu" is no Sunday.
 */
function isPastWeekday(pieces: readonly Piece[], at: number, { sets }: Lexicon): boolean {
  const [one, other] = [pieces[at], pieces[at + 1]];
  if (one === undefined || other === undefined || one.stop) return false;
  const weekday = ({ key }: Piece) => (WEEKDAY_NUMBERS.get(key) ?? SUNDAY) !== SUNDAY;
  return (weekday(one) && sets.last.has(other.key)) || (sets.last.has(one.key) && weekday(other));
}

function markedDay(
  pieces: readonly Piece[],
  from: number,
  { sets }: Lexicon,
  today: string,
): { day: DayReading; end: number } | undefined {
  if (!STARTS.test(pieces[from]?.key ?? "")) return undefined;
  let longest = from + 1;
  while (longest < pieces.length && longest - from < COOP_LIMITS.dayPieces && goesOn(pieces, longest, sets, today))
    longest++;
  for (let end = longest; end > from; end--) {
    const day = read(`tgl ${textOf(pieces, from, end)}`, today);
    if (end === from + 1 || day.kind === "value") return { day, end };
  }
  return undefined;
}

/** Behind the figure of a day stand its month, a year near today, or which month is meant. */
function goesOn(pieces: readonly Piece[], at: number, sets: Lexicon["sets"], today: string): boolean {
  const [before, piece] = [pieces[at - 1], pieces[at]];
  if (before === undefined || piece === undefined || before.stop) return false;
  if (/^20\d\d$/.test(piece.key))
    return /\p{L}/u.test(before.key) && Math.abs(Number(piece.key) - Number(today.slice(0, 4))) <= 1;
  return (
    MONTH_NUMBERS.has(piece.key) ||
    sets["mark.month"].has(piece.key) ||
    sets.this.has(piece.key) ||
    sets.last.has(piece.key)
  );
}

function read(text: string, today: string): DayReading {
  const reading = readDate(text, { today, prefer: "past", max: today });
  if (reading.kind === "sure") return { kind: "value", date: reading.value };
  if (reading.kind === "ask") return { kind: "ask", candidates: reading.candidates.map(({ value }) => value) };
  if (reading.kind === "none") return { kind: "refused", reason: "date.impossible" };
  const { reason, data } = reading;
  return data === undefined ? { kind: "refused", reason } : { kind: "refused", reason, data };
}

const WITH_YEAR = /\d{4}|\d[-/.]\d{1,2}[-/.]\d{2}/;

/**
 * A day for the books: without its year, and long ago, it is perhaps a slip in the month, or a day that has not come. It is
 * asked before anything is dated by it.
 */
export function dayForBooks(day: DayReading, written: string, today: string): DayReading {
  if (day.kind !== "value" || WITH_YEAR.test(written)) return day;
  const far = daysBetween(day.date, today) > COOP_LIMITS.daysBackUnasked;
  return far ? { kind: "ask", candidates: [day.date] } : day;
}

const textOf = (pieces: readonly Piece[], from: number, end: number): string =>
  pieces
    .slice(from, end)
    .map(({ key }) => key)
    .join(" ");

/** `YYYY-MM`, the month `back` months before the one of a day. */
function monthOf(today: string, back: number): string {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - back;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/**
 * The month that is named at a piece: "11/2026", "november 2026", "bulan ini", "bulan lalu", "bulan november", "bulan 10". A name
 * alone may be a person's (Juni), so it counts only behind the word for month; `marked` says that this was heard.
 * A month without a year is the last such one.
 */
export function monthAt(
  pieces: readonly Piece[],
  at: number,
  lexicon: Lexicon,
  today: string,
  marked: boolean,
): { month: string; end: number } | undefined {
  const { sets } = lexicon;
  const [piece, next] = [pieces[at], pieces[at + 1]];
  if (piece === undefined) return undefined;
  const [, figure, year] = /^(0?[1-9]|1[0-2])[-/.](20\d\d)$/.exec(piece.key) ?? [];
  if (figure !== undefined) return { month: `${year}-${figure.padStart(2, "0")}`, end: at + 1 };
  if (marked && sets.this.has(piece.key)) return { month: monthOf(today, 0), end: at + 1 };
  if (marked && sets.last.has(piece.key)) return { month: monthOf(today, 1), end: at + 1 };
  if (!marked && sets["mark.month"].has(piece.key)) return monthAt(pieces, at + 1, lexicon, today, true);
  const month =
    MONTH_NUMBERS.get(piece.key) ?? (marked && /^(?:0?[1-9]|1[0-2])$/.test(piece.key) ? Number(piece.key) : undefined);
  if (month === undefined) return undefined;
  if (/^20\d\d$/.test(next?.key ?? "") && !piece.stop)
    return { month: `${next?.key}-${String(month).padStart(2, "0")}`, end: at + 2 };
  if (!marked) return undefined;
  const back = (Number(today.slice(5, 7)) - month + 12) % 12;
  return { month: monthOf(today, back), end: at + 1 };
}
