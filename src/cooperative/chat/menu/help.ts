import type { Lexicon } from "../../commands/index.ts";
import { phraseAt } from "../../commands/lexicon.ts";
import { cleanLine, cut } from "../../commands/pieces.ts";
import { segmentAt } from "../../commands/segment.ts";
import { COOP_LIMITS } from "../../limits.ts";
import { is, type Standing } from "../standing.ts";
import { type Carriers, said } from "../turn.ts";

/** BANTUAN KAS: three examples, and the word that opens the menu. */
export const helpCommands: Carriers = {
  help: (_, { say, standing }) => said(say.line(helpKey(standing))),
};

export function helpKey(standing: Standing): string {
  if (is(standing, "treasurer")) return "coop-menu:help.treasurer";
  return standing.roles.length > 0 ? "coop-menu:help.officer" : "coop-menu:help.member";
}

/**
 * "Tadi Bu Maria setor 20 ribu": an amount and a word of the books in a sentence that is no line of them. Nothing is read
 * into the ledger from it; a treasurer is shown how to write it.
 */
export function tellsOfMoney(text: string, lexicon: Lexicon): boolean {
  const pieces = piecesOf(text, lexicon);
  return (
    hasAmount(text, lexicon) &&
    pieces.some((_, at) => {
      if (phraseAt(lexicon.kinds, pieces, at) !== undefined) return true;
      if (phraseAt(lexicon.categories, pieces, at) !== undefined) return true;
      const command = phraseAt(lexicon.commands, pieces, at);
      return command !== undefined && MONEY.has(command.value.action);
    })
  );
}

/** A figure or a number in words, of whatever. */
export function hasAmount(text: string, lexicon: Lexicon): boolean {
  const pieces = piecesOf(text, lexicon);
  return pieces.some((_, at) => segmentAt(pieces, at, lexicon) !== undefined);
}

const piecesOf = (text: string, lexicon: Lexicon) => cut(cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)), lexicon);

/** A word of savings and loans in a sentence: "saya mau pinjam uang". */
export const speaksOfBooks = (text: string, lexicon: Lexicon): boolean =>
  piecesOf(text, lexicon).some(({ key }) => lexicon.sets.topic.has(key));

const MONEY: ReadonlySet<string> = new Set(["deposit", "withdraw", "instalment", "disburse", "settle", "expense"]);
