import { partsOf } from "../../flow/understand/tokens.ts";
import { readMeetingAmount } from "./amount.ts";
import type { Draft, MeetingKind, MeetingLine, MemberRef } from "./command.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Heard, type Result, settle, unsure, wonder } from "./result.ts";
import { segmentAt } from "./segment.ts";

const NUMBER = /^0*[1-9]\d{0,3}$/;
const LETTERED = /^(?<letter>\p{L})(?<figure>\d.*)$/u;
/** "w20s50a575": each letter begins another amount. */
const RUN = /\p{L}\d[\d.,]*/gu;
const WHOLE_RUN = /^(?:\p{L}\d[\d.,]*){2,}$/u;
const NAME = /^\p{L}[\p{L}\p{M}.'-]*$/u;

type Items = { kind: MeetingKind; amount: number }[];
type Reader = { line: string; pieces: readonly Piece[]; lexicon: Lexicon; draft: Draft };

/**
 * Reads a member's line between the opening and the closing of a meeting: "001 w20 s50 a575", "002 ok", "003 absen",
 * "001 Maria w20". Undefined when the line is none and may be another command. Money out of the box (t50) is a command
 * of its own, since the member may have to say yes to it.
 */
export function readMeetingLine(line: string, pieces: readonly Piece[], lexicon: Lexicon): Result | undefined {
  const marked = lexicon.sets["mark.number"].has(pieces[0]?.key ?? "") ? 1 : 0;
  const number = pieces[marked]?.key ?? "";
  const numbered = NUMBER.test(number);
  const from = numbered ? marked + 1 : 0;
  const end = endOfName(pieces, from, lexicon);
  const money = endOfPresence(pieces, end, lexicon);
  if (!numbered && !isNamedLine(pieces, { from, end, money }, lexicon)) return undefined;
  // "20 orang hadir" says nothing of what a member paid.
  if (numbered && money > from && money === pieces.length) return undefined;
  const member: MemberRef = {};
  if (numbered) member.no = Number(number);
  if (end > from) member.name = stretch(line, pieces, from, end).text;
  const draft: Draft = { action: "meeting-line", member };
  return readRest({ line, pieces: pieces.flatMap(apart), lexicon, draft }, money);
}

/** Where the words of a name end: at the first letter with a figure, or at "ok", "absen", "wajib". */
function endOfName(pieces: readonly Piece[], from: number, lexicon: Lexicon): number {
  let end = from;
  while (end < pieces.length) {
    const key = pieces[end]?.key ?? "";
    const known = phraseAt(lexicon.attendance, pieces, end) ?? phraseAt(lexicon.meetingKinds, pieces, end);
    if (known !== undefined || !NAME.test(key) || partsOf(key) !== undefined) break;
    if (lexicon.sets.doubt.has(key) || lexicon.sets.prose.has(key) || lexicon.sets.present.has(key)) break;
    end++;
  }
  return end;
}

/** "006 hadir w20": that she came is no part of her name. */
function endOfPresence(pieces: readonly Piece[], from: number, { sets }: Lexicon): number {
  let end = from;
  while (sets.present.has(pieces[end]?.key ?? "")) end++;
  return end;
}

/**
 * A line that begins with a name is one only when its first amount follows at once, or "ok" and nothing else. A name does
 * not begin with the word of a command: "cair P0011" is about a loan, whatever P0011 may be short for.
 */
function isNamedLine(
  pieces: readonly Piece[],
  { from, end, money }: { from: number; end: number; money: number },
  lexicon: Lexicon,
): boolean {
  if (end === from || phraseAt(lexicon.commands, pieces, from) !== undefined) return false;
  if (phraseAt(lexicon.attendance, pieces, money)?.end === pieces.length) return true;
  const { letter = "" } = LETTERED.exec(pieces[money]?.key ?? "")?.groups ?? {};
  return lexicon.letters.has(letter);
}

function readRest(reader: Reader, from: number): Result {
  const { pieces, lexicon, draft, line } = reader;
  const attendance = phraseAt(lexicon.attendance, pieces, from);
  const items: Items = [];
  let at = attendance?.end ?? from;
  while (at < pieces.length) {
    const polite = phraseAt(lexicon.polite, pieces, at);
    const key = pieces[at]?.key ?? "";
    if (polite !== undefined || lexicon.sets.and.has(key) || lexicon.sets.honorific.has(key)) {
      at = polite?.end ?? at + 1;
      continue;
    }
    const next =
      attendance === undefined
        ? readItem(reader, at, items)
        : unsure(draft, "words", [stretch(line, pieces, at, pieces.length)]);
    if (typeof next !== "number") return next;
    at = next;
  }
  const said: MeetingLine | undefined =
    attendance?.value === "absent"
      ? { absent: true }
      : attendance?.value === "expected"
        ? { expected: true }
        : items.length > 0
          ? { items }
          : undefined;
  return settle(said === undefined ? draft : { ...draft, line: said });
}

/** One "w20", "w 20", "wajib 20rb" is put into the items; the place behind it, or why it cannot be read. */
function readItem({ line, pieces, lexicon, draft }: Reader, at: number, items: Items): number | Result {
  const piece = pieces[at];
  if (piece === undefined) return pieces.length;
  const { letter = "", figure = "" } = LETTERED.exec(piece.key)?.groups ?? {};
  if (lexicon.withdrawalLetters.has(letter) || (lexicon.withdrawalLetters.has(piece.key) && at + 1 < pieces.length))
    return unsure(draft, "withdrawal", [piece]);
  const glued = lexicon.letters.get(letter);
  const named = glued === undefined ? phraseAt(lexicon.meetingKinds, pieces, at) : undefined;
  const kind = glued ?? named?.value;
  if (kind === undefined) {
    const segment = segmentAt(pieces, at, lexicon);
    const heard = stretch(line, pieces, at, segment?.end ?? at + 1);
    // "001 20": for what?
    return segment === undefined ? unsure(draft, "words", [heard]) : unsure(draft, "figures", [heard]);
  }
  const { end, heard } =
    named === undefined
      ? gluedAmount(piece, pieces, at, figure, lexicon)
      : apartAmount(line, pieces, named.end, lexicon);
  if (heard === undefined) return unsure(draft, "figures", [stretch(line, pieces, at, end)]);
  if (items.some((item) => item.kind === kind)) return unsure(draft, "kinds", [stretch(line, pieces, at, end)]);
  const reading = readMeetingAmount(heard.text);
  if (reading.kind === "value") {
    items.push({ kind, amount: reading.rupiah });
    return end;
  }
  // A line is written anew as a whole; no answer to a question could mend a part of it.
  const inDoubt = [stretch(line, pieces, at, end)];
  return wonder(draft, "line", inDoubt, reading.kind === "ask" ? { kind: "ask", candidates: [] } : reading);
}

/** "w20", and "w20 rb": the unit may stand apart. */
function gluedAmount(
  piece: Piece,
  pieces: readonly Piece[],
  at: number,
  figure: string,
  lexicon: Lexicon,
): { end: number; heard: Heard } {
  const alone = { ...piece, key: figure, text: piece.text.slice(1), at: piece.at + 1 };
  const next = pieces[at + 1];
  const unit =
    next === undefined || piece.stop || !/^\p{L}/u.test(next.key) || beginsNext(pieces, at + 1, lexicon)
      ? undefined
      : segmentAt([alone, next], 0, lexicon);
  if (unit?.end !== 2 || next === undefined) return { end: at + 1, heard: alone };
  return { end: at + 2, heard: { text: `${alone.text} ${next.text}`, at: alone.at } };
}

function apartAmount(
  line: string,
  pieces: readonly Piece[],
  at: number,
  lexicon: Lexicon,
): { end: number; heard: Heard | undefined } {
  let next = at + 1;
  while (next < pieces.length && !beginsNext(pieces, next, lexicon)) next++;
  const segment = segmentAt(pieces.slice(0, next), at, lexicon);
  if (segment === undefined) return { end: at, heard: undefined };
  return { end: segment.end, heard: stretch(line, pieces, at, segment.end) };
}

/** "k" is a unit too: in "w 20 k 50" it begins the next amount. */
const beginsNext = (pieces: readonly Piece[], at: number, lexicon: Lexicon): boolean =>
  lexicon.letters.has(pieces[at]?.key ?? "") && segmentAt(pieces, at + 1, lexicon) !== undefined;

const isUnit = (letter: string): boolean => partsOf(letter) !== undefined;

function apart(piece: Piece): Piece[] {
  // "w20k50" could be 20k and 50, so letters that are units too stay where they are.
  if (!WHOLE_RUN.test(piece.key) || [...piece.key].slice(1).some(isUnit)) return [piece];
  const found = [...piece.key.matchAll(RUN)];
  return found.map((match, i) => ({
    text: piece.text.slice(match.index, match.index + match[0].length),
    key: match[0].replace(/[.,]+$/, ""),
    at: piece.at + match.index,
    stop: i === found.length - 1 && piece.stop,
  }));
}
