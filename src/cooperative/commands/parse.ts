import { isTypoOf } from "../../flow/understand/typo.ts";
import { build } from "./build.ts";
import { readCashCount } from "./cash-count.ts";
import { type Action, type Draft, LOOKS, takes } from "./command.ts";
import { dayAt } from "./day.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { readMeetingLine } from "./meeting.ts";
import { readNewMember } from "./new-member.ts";
import { readConfirmation, readNumbered } from "./numbered.ts";
import { cleanLine, cut, MAX_LINE_CHARACTERS, type Piece, withoutBullet } from "./pieces.ts";
import { NOT_A_COMMAND, type Result, unsure } from "./result.ts";
import { scan } from "./scan.ts";

/** `today` in the zone of the unit, as ISO. `meeting`: between the opening of a meeting and its closing. */
export type ParseContext = { today: string; mode: "normal" | "meeting" };

/** Words that are everyday chat unless something for the books stands behind them. */
const ONLY_AT_MEETINGS: ReadonlySet<Action> = new Set(["remove-line", "show-meeting"]);
/** Quoted, or copied out of a chat: somebody else's words. */
const QUOTED = /^["'“‘>[«]/u;
const MIN_TYPO_LETTERS = 4;

/**
 * Reads one line as a command of the cooperative: "setor wajib Maria 20rb". Only what is a command from its first word
 * to its last is one; prose, questions and anything left over never are. Pure; never throws, whatever is written.
 */
export function parse(text: string, lexicon: Lexicon, context: ParseContext): Result {
  const cleaned = cleanLine(text.slice(0, MAX_LINE_CHARACTERS + 1));
  if (cleaned === "" || QUOTED.test(cleaned)) return NOT_A_COMMAND;
  const bulletless = withoutBullet(cleaned);
  const line = context.mode === "meeting" && !bulleted(cleaned, bulletless) ? cleaned : bulletless;
  const pieces = cut(line, lexicon);
  if (context.mode === "meeting" && text.length <= MAX_LINE_CHARACTERS) {
    const member = readMeetingLine(line, pieces, lexicon);
    if (member?.kind === "command" && line.endsWith("?")) return unsure(member.command, "question");
    if (member !== undefined) return member;
  }
  const found = commandAt(pieces, lexicon, context.today);
  if (found === undefined) return withTypo(line, pieces, lexicon, context);
  if (text.length > MAX_LINE_CHARACTERS) return unsure({ action: found.action }, "long");
  return read(line, pieces, found, lexicon, context);
}

/** At a meeting "1. w20" is member 1; "1. 001 w20" is a list. */
const bulleted = (line: string, without: string): boolean =>
  line === without || (/^[\d\p{L}]/u.test(without) && (!/^\d/.test(line) || /^\d/.test(without)));

type Found = { action: Action; yes?: boolean; from: number; date?: readonly Piece[] };

/** The command word, behind "tolong" or a day if there is one, and where it ends. */
function commandAt(pieces: readonly Piece[], lexicon: Lexicon, today: string): Found | undefined {
  let at = phraseAt(lexicon.leads, pieces, 0)?.end ?? 0;
  let date: readonly Piece[] | undefined;
  let command = phraseAt(lexicon.commands, pieces, at);
  if (command === undefined) {
    const day = dayAt(pieces, at, lexicon, today);
    if (day === undefined) return undefined;
    date = pieces.slice(at, day.end);
    at = day.end;
    command = phraseAt(lexicon.commands, pieces, at);
  }
  if (command === undefined) return undefined;
  const found: Found = { ...command.value, from: command.end };
  return date === undefined ? found : { ...found, date };
}

function read(line: string, pieces: readonly Piece[], found: Found, lexicon: Lexicon, context: ParseContext): Result {
  const { action, from } = found;
  if (ONLY_AT_MEETINGS.has(action) && context.mode !== "meeting") return NOT_A_COMMAND;
  const result = readAction(line, pieces, found, lexicon, context);
  if (result.kind === "not-a-command") return result;
  const asks = line.trimEnd().endsWith("?") && action !== "dispute" && action !== "reject";
  const draft: Draft = result.kind === "command" ? result.command : result.draft;
  if (asks && !(LOOKS.has(action) && result.kind === "command")) return unsure(draft, "question");
  // "tutup" alone ends other things too.
  if (action === "close-meeting" && context.mode !== "meeting" && from === pieces.length) return NOT_A_COMMAND;
  return result;
}

function readAction(
  line: string,
  pieces: readonly Piece[],
  { action, yes, from, date }: Found,
  lexicon: Lexicon,
  { today }: ParseContext,
): Result {
  if (date !== undefined && !takes(action, "date"))
    return action === "confirm" ? NOT_A_COMMAND : unsure({ action }, "dates", date);
  switch (action) {
    case "confirm":
      return readConfirmation(yes === true, pieces, from, lexicon);
    case "reverse":
    case "dispute":
    case "approve":
    case "reject":
      return readNumbered(action, line, pieces, from, lexicon);
    case "new-member":
      return readNewMember(line, pieces, from, lexicon);
    case "cash-count":
      return readCashCount(line, pieces, from, lexicon);
    default: {
      // The day before the command word is read as if it stood at the end.
      const ordered = date === undefined ? pieces : [...pieces, ...date];
      const result = build(action, scan({ line, pieces: ordered, lexicon, today, action }, from));
      return action === "receive-transfer" && isNoTransfer(result) ? NOT_A_COMMAND : result;
    }
  }
}

/** "Terima kasih, Bu": neither an entry nor an amount. */
function isNoTransfer(result: Result): boolean {
  if (result.kind !== "command" && result.kind !== "unsure") return false;
  const said: Draft = result.kind === "command" ? result.command : result.draft;
  return said.entry === undefined && said.amount === undefined;
}

/** A command word with a slip of the thumb, when all the rest fits: it is asked, never carried out. */
function withTypo(line: string, pieces: readonly Piece[], lexicon: Lexicon, context: ParseContext): Result {
  const [head] = pieces;
  if (head === undefined || head.key.length < MIN_TYPO_LETTERS || !/\d/.test(line)) return NOT_A_COMMAND;
  const meant = [...lexicon.commands.values()]
    .flat()
    .filter(({ words }) => words.length === 1 && isTypoOf(head.key, words[0] ?? ""));
  const actions = new Set(meant.map(({ value }) => value.action));
  const [first] = meant;
  if (actions.size !== 1 || first === undefined || line.length > MAX_LINE_CHARACTERS) return NOT_A_COMMAND;
  const result = read(line, pieces, { ...first.value, from: 1 }, lexicon, context);
  if (result.kind !== "command") return NOT_A_COMMAND;
  return { ...unsure(result.command, "typo", [head]), suggestion: first.words.join(" ") };
}
