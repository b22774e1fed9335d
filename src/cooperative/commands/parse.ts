import { isTypoOf } from "../../flow/understand/typo.ts";
import { COOP_LIMITS } from "../limits.ts";
import { build } from "./build.ts";
import { readCashCount } from "./cash-count.ts";
import { type Action, type Draft, LOOKS, takes } from "./command.ts";
import { readCover } from "./cover.ts";
import { dayAt } from "./day.ts";
import { readDifference } from "./difference.ts";
import { asksForFile, readDocument, readPaper, readSlip, unitAt } from "./document.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { readMeetingLine } from "./meeting.ts";
import { readNewMember } from "./new-member.ts";
import { readNumberChange } from "./number-change.ts";
import { readConfirmation, readNumbered, readOfUnit } from "./numbered.ts";
import { cleanLine, cut, type Piece, stretch, withoutBullet } from "./pieces.ts";
import { type ProductWord, productWords } from "./product.ts";
import { NOT_A_COMMAND, type Result, settle, unsure } from "./result.ts";
import { scan } from "./scan.ts";
import type { NamedDay } from "./slots.ts";
import type { Scan } from "./step.ts";
import { readYear } from "./year.ts";

/** `today` in the zone of the unit, as ISO. `meeting`: between the opening of a meeting and its closing. */
export type ParseContext = {
  today: string;
  mode: "normal" | "meeting";
  /** What her unit lends; looked up only for a line about a loan. */
  products?: () => readonly ProductWord[];
  /** What the units are called; looked up only for a line that names one. */
  units?: () => readonly string[];
};

/** Elsewhere HAPUS and LIHAT belong to others. */
const ONLY_AT_MEETINGS: ReadonlySet<Action> = new Set(["remove-line", "show-meeting"]);
/** Quoted, or copied out of a chat: somebody else's words. */
const QUOTED = /^["'“‘>[«]/u;
/** A day that leads: 12/11, 2026-11-12. */
const LEADING_DAY = /^\d{1,4}[-/.]\d/;

/**
 * Reads one line as a command of the cooperative: "setor wajib Maria 20rb". Only what is a command from its first word
 * to its last is one; prose, questions and anything left over never are. Pure; never throws, whatever is written.
 */
export function parse(text: string, lexicon: Lexicon, context: ParseContext): Result {
  const cleaned = cleanLine(text.slice(0, COOP_LIMITS.lineCharacters + 1));
  if (cleaned === "" || QUOTED.test(cleaned)) return NOT_A_COMMAND;
  const bulletless = withoutBullet(cleaned);
  const line = context.mode === "meeting" && !bulleted(cleaned, bulletless) ? cleaned : bulletless;
  // Everything that is written comes by here, and most of it is no command: its first word tells.
  const [head] = cut(line, lexicon, 1);
  if (head === undefined) return NOT_A_COMMAND;
  const leads = lexicon.heads.has(head.key) || LEADING_DAY.test(head.key);
  const slip = leads ? [] : slipsOf(head, line, lexicon);
  if (!leads && slip.length === 0 && context.mode === "normal") return NOT_A_COMMAND;
  const pieces = cut(line, lexicon);
  const greeted = endOfGreeting(pieces, lexicon);
  if (greeted > 0) return behindGreeting(line, pieces[greeted], lexicon, context);
  if (context.mode === "meeting" && text.length <= COOP_LIMITS.lineCharacters) {
    const member = readMeetingLine(line, pieces, lexicon);
    if (member?.kind === "command" && line.includes("?")) return unsure(member.command, "question");
    if (member !== undefined) return member;
  }
  const found = commandAt(line, pieces, lexicon, context.today);
  if (found === undefined) return withTypo(line, pieces, slip, lexicon, context);
  if (text.length > COOP_LIMITS.lineCharacters) return unsure({ action: found.action }, "long");
  return read(line, pieces, found, lexicon, context);
}

/** Where "selamat pagi kak" ends; 0 where nobody is greeted. */
function endOfGreeting(pieces: readonly Piece[], { greetings, sets }: Lexicon): number {
  let end = phraseAt(greetings, pieces, 0)?.end ?? 0;
  while (end > 0 && sets.honorific.has(pieces[end]?.key ?? "")) end++;
  return end;
}

/** Whoever greets may go on to chat: only a whole command that says more than its word is one. */
function behindGreeting(line: string, next: Piece | undefined, lexicon: Lexicon, context: ParseContext): Result {
  if (next === undefined) return NOT_A_COMMAND;
  const result = parse(line.slice(next.at), lexicon, context);
  if (result.kind !== "command") return NOT_A_COMMAND;
  return LOOKS.has(result.command.action) || Object.keys(result.command).length > 1 ? result : NOT_A_COMMAND;
}

/** Greetings and thanks alone: a line of a list that nobody has to answer. Pure. */
export function isCourtesy(text: string, lexicon: Lexicon): boolean {
  const pieces = cut(cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)), lexicon, COOP_LIMITS.lineWords);
  let at = 0;
  while (at < pieces.length) {
    const known = phraseAt(lexicon.polite, pieces, at) ?? phraseAt(lexicon.greetings, pieces, at);
    if (known === undefined && !lexicon.sets.honorific.has(pieces[at]?.key ?? "")) return false;
    at = known?.end ?? at + 1;
  }
  return true;
}

/** At a meeting "1. w20" is member 1; "1. 001 w20" is a list. */
const bulleted = (line: string, without: string): boolean =>
  line === without || (/^[\d\p{L}]/u.test(without) && (!/^\d/.test(line) || /^\d/.test(without)));

type Found = { action: Action; yes?: boolean; from: number; day?: NamedDay };

/** The command word, behind "tolong" or a day if there is one, and where it ends. */
function commandAt(line: string, pieces: readonly Piece[], lexicon: Lexicon, today: string): Found | undefined {
  const at = phraseAt(lexicon.leads, pieces, 0)?.end ?? 0;
  const command = phraseAt(lexicon.commands, pieces, at);
  if (command !== undefined) return { ...command.value, from: command.end };
  const led = dayAt(pieces, at, lexicon, today);
  const behind = led === undefined ? undefined : phraseAt(lexicon.commands, pieces, led.end);
  if (led === undefined || behind === undefined) return undefined;
  return { ...behind.value, from: behind.end, day: { day: led.day, heard: stretch(line, pieces, at, led.end) } };
}

function read(line: string, pieces: readonly Piece[], found: Found, lexicon: Lexicon, context: ParseContext): Result {
  const { action, from } = found;
  if (ONLY_AT_MEETINGS.has(action) && context.mode !== "meeting") return NOT_A_COMMAND;
  const result = readAction(line, pieces, found, lexicon, context);
  if (result.kind === "not-a-command") return result;
  const asks = line.includes("?") && action !== "dispute" && action !== "reject" && action !== "explain";
  const draft: Draft = result.kind === "command" ? result.command : result.draft;
  if (asks && !(LOOKS.has(action) && result.kind === "command")) return unsure(draft, "question");
  // "Batal ya, Bu", "rapat ya": courtesy alone behind the word makes it chat, where the word does something.
  const bare = result.kind === "command" && Object.keys(result.command).length === 1 && !LOOKS.has(action);
  if (bare && from < pieces.length) return unsure(draft, "words", pieces.slice(from));
  // "tutup" alone ends other things too.
  if (action === "close-meeting" && context.mode !== "meeting" && from === pieces.length) return NOT_A_COMMAND;
  return result;
}

function readAction(
  line: string,
  pieces: readonly Piece[],
  { action, yes, from, day }: Found,
  lexicon: Lexicon,
  { today, products, units }: ParseContext,
): Result {
  const input = { line, pieces, lexicon, today, units };
  if (day !== undefined && !takes(action, "date"))
    return action === "confirm" ? NOT_A_COMMAND : unsure({ action }, "dates", [day.heard]);
  if (action === "member-book" && asksForFile(pieces, lexicon))
    return readPaper(input, { statement: "member-book" }, from);
  switch (action) {
    case "confirm":
      return readConfirmation(yes === true, pieces, from, lexicon);
    case "reverse":
    case "dispute":
    case "approve":
    case "reject":
    case "explain":
    case "pass-on":
    case "witness":
    case "take-back-transfer":
      return readNumbered(action, line, pieces, from, lexicon);
    case "not-me":
    case "transfers":
    case "document-list":
      return from < pieces.length ? NOT_A_COMMAND : settle({ action });
    case "change-number":
      return readNumberChange(input, from);
    case "close-year":
    case "split-surplus":
    case "surplus-to-savings":
    case "cover-loss":
      return readYear(action, input, from);
    case "settle-difference":
      return readDifference(input, from);
    case "cover":
      return readCover(input, from);
    case "documents":
      return readDocument(input, from, day);
    case "slip":
      return readSlip(input, from);
    case "new-member":
      return readNewMember(line, pieces, from, lexicon);
    case "close-meeting":
      return saysNothing(pieces.slice(from), lexicon)
        ? settle({ action, amount: 0 })
        : readSlots({ ...input, action }, from, day);
    case "cash-count":
      return readCashCount(line, pieces, from, lexicon);
    case "approvals":
    case "disputes":
    case "arrears":
    case "cash":
      return readOfUnit(action, { line, pieces, lexicon }, from) ?? readSlots({ ...input, action }, from, day);
    case "balance":
    case "history":
    case "member-book":
    case "next-instalment":
      return readOfMember({ ...input, action }, from, day);
    default: {
      if (pieces.length - from > COOP_LIMITS.lineWords) return unsure({ action }, "long");
      const lent = products !== undefined && takes(action, "product") ? productWords(products()) : undefined;
      const result = readSlots({ ...input, action, products: lent }, from, day);
      if (action === "expense" && isEveryday(pieces[from - 1], lexicon) && isNoExpense(result)) return NOT_A_COMMAND;
      if (action === "apply" && from === 1 && isNoApplication(result)) return NOT_A_COMMAND;
      return action === "receive-transfer" && isNoTransfer(result) ? NOT_A_COMMAND : result;
    }
  }
}

/** "saldo 003 unit Melati": the unit may stand anywhere behind the command. */
function readOfMember(input: Omit<Scan, "slots" | "scratch">, from: number, day?: NamedDay): Result {
  const { pieces, action } = input;
  if (pieces.length - from > COOP_LIMITS.lineWords) return unsure({ action }, "long");
  const at = pieces.findIndex((_, place) => place >= from && unitAt(input, place) !== undefined);
  const named = at === -1 ? undefined : unitAt(input, at);
  if (named === undefined) return readSlots(input, from, day);
  const rest = [...pieces.slice(0, at), ...pieces.slice(named.end)];
  const result = readSlots({ ...input, pieces: rest }, from, day);
  if (result.kind === "command") return settle({ ...result.command, ...named.own });
  return result.kind === "not-a-command" ? result : { ...result, draft: { ...result.draft, ...named.own } };
}

const readSlots = (input: Omit<Scan, "slots" | "scratch">, from: number, day?: NamedDay): Result =>
  build(input.action, scan(input, from, day));

/** "tutup 0": a meeting to which nobody brought money ends, too. */
const saysNothing = ([only, ...more]: readonly Piece[], { sets }: Lexicon): boolean =>
  more.length === 0 && only !== undefined && sets.nothing.has(only.key);

/** "Terima kasih, Bu": neither an entry nor an amount. */
function isNoTransfer(result: Result): boolean {
  if (result.kind !== "command" && result.kind !== "unsure") return false;
  const said: Draft = result.kind === "command" ? result.command : result.draft;
  return said.entry === undefined && said.amount === undefined;
}

/** Words that begin half of all chat ("biaya"). */
const isEveryday = (word: Piece | undefined, { sets }: Lexicon): boolean => sets.everyday.has(word?.key ?? "");

/** "Biaya listrik berapa bulan ini": neither how much nor for what is enough by itself. */
function isNoExpense(result: Result): boolean {
  if (result.kind === "not-a-command") return true;
  const said: Draft = result.kind === "command" ? result.command : result.draft;
  return said.amount === undefined || said.category === undefined;
}

/** "Ajukan izin dulu ya": one word that says nothing of a loan, and nothing behind it does. */
function isNoApplication(result: Result): boolean {
  if (result.kind === "not-a-command") return true;
  const said: Draft = result.kind === "command" ? result.command : result.draft;
  return said.amount === undefined && said.product === undefined;
}

/** Command words that the first word may be, with a slip of the thumb; only where a figure follows. */
function slipsOf(head: Piece, line: string, { longCommands }: Lexicon): Slip[] {
  const near = longCommands.get(head.key[0] ?? "");
  if (near === undefined || !/\d/.test(line)) return [];
  return near.filter(({ word }) => isTypoOf(head.key, word));
}

type Slip = { word: string; value: { action: Action; yes?: boolean } };

/** What the line would be with its first word mended, when all the rest fits: it is asked, never carried out. */
function withTypo(
  line: string,
  pieces: readonly Piece[],
  slips: readonly Slip[],
  lexicon: Lexicon,
  context: ParseContext,
): Result {
  const [slip] = slips;
  if (slip === undefined || new Set(slips.map(({ value }) => value.action)).size > 1) return NOT_A_COMMAND;
  const result = read(line, pieces, { ...slip.value, from: 1 }, lexicon, context);
  if (result.kind !== "command") return NOT_A_COMMAND;
  return { ...unsure(result.command, "typo", pieces.slice(0, 1)), suggestion: slip.word };
}
