import { type Action, type Draft, type Field, takes } from "./command.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { NOT_A_COMMAND, type Result, settle, unsure } from "./result.ts";

const NUMBER = /^#?(\d{1,9})$/;
/** "1,2", "1&2": each is a decision of its own. */
const SEVERAL = /^#?(\d{1,9})[,.+&/]\d/;
const CODE = /^\d{1,8}$/;

/** The actions whose line is a number, and perhaps words for a person behind it. */
export type Numbered = Extract<
  Action,
  "reverse" | "dispute" | "approve" | "reject" | "explain" | "pass-on" | "witness" | "take-back-transfer"
>;
/** Whose number it is. */
const NUMBERED = {
  reverse: "entry",
  dispute: "entry",
  approve: "pending",
  reject: "pending",
  witness: "pending",
  explain: "dispute",
  "pass-on": "dispute",
  "take-back-transfer": "entry",
} as const satisfies Record<Numbered, Field>;
const WITH_REASON: ReadonlySet<Action> = new Set(["dispute", "reject", "explain"]);
/** Words that begin half of all chat: without a number they are nobody's command. */
const EVERYDAY: ReadonlySet<Action> = new Set(["approve", "reject", "explain", "pass-on", "witness"]);

/** "batal #12", "sanggah 12 bukan saya", "setuju 3", "tolak 3 uang kas belum cukup". */
export function readNumbered(
  action: Numbered,
  line: string,
  pieces: readonly Piece[],
  from: number,
  lexicon: Lexicon,
): Result {
  const draft: Draft = { action };
  const at = behindMarks(pieces, from, lexicon);
  const [, digits] = NUMBER.exec(pieces[at]?.key ?? "") ?? [];
  const rest = withoutCourtesy(pieces, digits === undefined ? from : at + 1, lexicon);
  const said = stretch(line, pieces, rest.from, rest.end);
  if (digits === undefined) {
    const [, first] = SEVERAL.exec(pieces[at]?.key ?? "") ?? [];
    if (first !== undefined) return unsure({ ...draft, [NUMBERED[action]]: Number(first) }, "words", [said]);
    if (EVERYDAY.has(action)) return NOT_A_COMMAND;
    return said.text === "" ? settle(draft) : unsure(draft, "words", [said]);
  }
  draft[NUMBERED[action]] = Number(digits);
  if (said.text === "") return settle(draft);
  if (takes(action, "unit") && lexicon.sets["mark.unit"].has(pieces[rest.from]?.key ?? ""))
    return settle({ ...draft, ...unitAndReason(action, line, pieces, rest) });
  if (!WITH_REASON.has(action)) return unsure(draft, "words", [said]);
  // The reason is for people, and goes to the end of the line as it was written.
  draft.reason = line.slice(said.at).trim();
  return settle(draft);
}

/** "bukti no. 143", "permintaan 3": what stands on the paper before its number. */
function behindMarks(pieces: readonly Piece[], from: number, { sets }: Lexicon): number {
  const named = sets["mark.paper"].has(pieces[from]?.key ?? "") ? from + 1 : from;
  return sets["mark.number"].has(pieces[named]?.key ?? "") ? named + 1 : named;
}

/** "… unit Melati itu sudah dicatat": which units there are, and so where the name ends, others know. */
function unitAndReason(
  action: Action,
  line: string,
  pieces: readonly Piece[],
  { from, end }: { from: number; end: number },
): Partial<Draft> {
  if (!WITH_REASON.has(action)) return { unit: stretch(line, pieces, from + 1, end).text };
  const unit = stretch(line, pieces, from + 1, Math.min(from + 2, end)).text;
  return from + 2 < end ? { unit, reason: line.slice(stretch(line, pieces, from + 2, end).at).trim() } : { unit };
}

/** "kas unit Melati" */
export function readOfUnit(action: Action, { line, pieces, lexicon }: Input, from: number): Result | undefined {
  if (!lexicon.sets["mark.unit"].has(pieces[from]?.key ?? "")) return undefined;
  const { end } = withoutCourtesy(pieces, from + 1, lexicon);
  return settle({ action, unit: stretch(line, pieces, from + 1, end).text });
}

type Input = { line: string; pieces: readonly Piece[]; lexicon: Lexicon };

/** "YA 47", "TIDAK 47". A bare "ya", or one with anything else behind it, is not for the books. */
export function readConfirmation(yes: boolean, pieces: readonly Piece[], from: number, lexicon: Lexicon): Result {
  const code = pieces[from]?.key ?? "";
  if (!CODE.test(code)) return NOT_A_COMMAND;
  const rest = withoutCourtesy(pieces, from + 1, lexicon);
  if (rest.end > rest.from) return NOT_A_COMMAND;
  return settle({ action: "confirm", yes, code });
}

/** The stretch without words of courtesy at its end: "batal ya bu" is "batal". */
function withoutCourtesy(
  pieces: readonly Piece[],
  from: number,
  { polite, sets }: Lexicon,
): { from: number; end: number } {
  let end = pieces.length;
  for (let shorter = end; shorter > from; ) {
    shorter--;
    const phrase = phraseAt(polite, pieces.slice(0, end), shorter);
    if (phrase?.end === end || (sets.honorific.has(pieces[shorter]?.key ?? "") && shorter === end - 1)) end = shorter;
    else if (end - shorter > 2) break;
  }
  return { from, end };
}
