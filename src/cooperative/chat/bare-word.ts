import type { Action, Lexicon } from "../commands/index.ts";
import { phraseAt } from "../commands/lexicon.ts";
import { cleanLine, cut } from "../commands/pieces.ts";
import { COOP_LIMITS } from "../limits.ts";
import { forbidden } from "./allowed.ts";
import { carryOut } from "./line.ts";
import { confirmText } from "./notify.ts";
import { type Carriers, type CoopTurn, type Reply, said } from "./turn.ts";

/** Words behind it that say no number: "setuju bu", "tolak saja dulu". */
const WORDS_BEHIND = 2;

/** A word that does nothing without its code or number, written without: "YA", "setuju semua". */
export function bareWord(text: string, lexicon: Lexicon): Action | undefined {
  if (/\d/.test(text)) return undefined;
  const pieces = cut(cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)), lexicon);
  const found = phraseAt(lexicon.commands, pieces, 0);
  return found !== undefined && pieces.length - found.end <= WORDS_BEHIND ? found.value.action : undefined;
}

/** The list in which the number stands that was left out. */
const LISTS: Partial<Record<Action, "approvals" | "disputes">> = {
  approve: "approvals",
  reject: "approvals",
  explain: "disputes",
  "pass-on": "disputes",
};

/** What waits for her word, with the code or the numbers that make it one; undefined where nothing does. */
export function waitingFor(action: Action, carriers: Carriers, turn: CoopTurn): Reply | undefined {
  const { books, context, standing, say } = turn;
  if (action === "confirm") {
    const waiting = books.pendings.waitingFor(context.person.id).filter(({ expiresAt }) => expiresAt > context.now);
    return waiting.length === 0 ? undefined : said(waiting.map((one) => confirmText(one, turn, say)).join("\n\n"));
  }
  const list = LISTS[action];
  if (list === undefined || forbidden(list, standing) !== undefined) return undefined;
  return carryOut({ kind: "command", command: { action: list } }, carriers, turn);
}
