import { isTypoOf } from "../../flow/understand/typo.ts";
import { type Action, type Lexicon, LOOKS } from "../commands/index.ts";
import { phraseAt } from "../commands/lexicon.ts";
import { cleanLine, cut } from "../commands/pieces.ts";
import { COOP_LIMITS } from "../limits.ts";
import { forbidden, forbiddenOwn } from "./allowed.ts";
import { carryOut } from "./line.ts";
import { confirmText } from "./notify.ts";
import type { Standing } from "./standing.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "./turn.ts";

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

/** "sldo": a slip in the one word of a command that only looks, so that it can be carried out without asking. */
export function slippedLook(text: string, { longCommands }: Lexicon): Action | undefined {
  const word = cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)).toLowerCase();
  const near = (longCommands.get(word[0] ?? "") ?? []).filter((known) => isTypoOf(word, known.word));
  const [action, ...others] = new Set(near.map(({ value }) => value.action));
  return action !== undefined && others.length === 0 && LOOKS.has(action) ? action : undefined;
}

/** "kapan cicilan saya dibayar": how it comes about what a member speaks of, where she may not write it herself. */
export function ownMatter(text: string, standing: Standing, { say, lexicon }: CoopTurn): Reply | undefined {
  const pieces = cut(cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)), lexicon);
  for (let at = 0; at < pieces.length; at++) {
    const command = phraseAt(lexicon.commands, pieces, at);
    const key = command === undefined ? undefined : forbiddenOwn(command.value.action, standing);
    if (key !== undefined) return notDone(say.line(key));
  }
  return undefined;
}
