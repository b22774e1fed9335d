import { COOP_LIMITS } from "../limits.ts";
import type { Lexicon } from "./lexicon.ts";
import { type ParseContext, parse } from "./parse.ts";
import { readPlain } from "./plain.ts";
import type { Result } from "./result.ts";

/** One line of a message: its number from 1, counted with blank ones, what was written, and what it is. */
export type LineResult = { line: number; text: string; result: Result };

/**
 * Reads a message, each line by itself: one that cannot be read spoils no other. Blank lines are passed over; the lines
 * of a cash count ("hitung kas", then "100rb x 9", …) are one. A meeting that is opened or closed on the way changes
 * how the lines behind it are read. `unread` is the number of lines beyond the limit.
 */
export function parseLines(
  text: string,
  lexicon: Lexicon,
  context: ParseContext,
): { lines: LineResult[]; unread: number } {
  const written = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const lines: LineResult[] = [];
  let { mode } = context;
  for (const [i, one] of written.slice(0, COOP_LIMITS.messageLines).entries()) {
    if (one.trim() === "") continue;
    const joined = withCount(lines.at(-1), one, lexicon, context);
    if (joined !== undefined) {
      lines[lines.length - 1] = joined;
      continue;
    }
    const reading = { ...context, mode };
    const result = readPlain(one, lexicon, reading) ?? parse(one, lexicon, reading);
    lines.push({ line: i + 1, text: one, result });
    if (result.kind === "command") mode = after(mode, result.command.action);
  }
  return { lines, unread: Math.max(0, written.length - COOP_LIMITS.messageLines) };
}

function after(mode: ParseContext["mode"], action: string): ParseContext["mode"] {
  if (action === "open-meeting") return "meeting";
  return action === "close-meeting" ? "normal" : mode;
}

/** "50rb x 3" behind a line of a cash count belongs to it. */
function withCount(
  last: LineResult | undefined,
  text: string,
  lexicon: Lexicon,
  context: ParseContext,
): LineResult | undefined {
  if (last === undefined || actionOf(last.result) !== "cash-count" || !/^[\s\-•*]*(?:\p{L}{2}\.? ?)?\d/u.test(text))
    return undefined;
  const whole = `${last.text}, ${text.replace(/^[\s\-•*]+/u, "")}`;
  const result = parse(whole, lexicon, { ...context, mode: "normal" });
  return result.kind === "command" || result.kind === "ask" ? { ...last, text: whole, result } : undefined;
}

function actionOf(result: Result): string | undefined {
  if (result.kind === "command") return result.command.action;
  return result.kind === "ask" ? result.draft.action : undefined;
}
