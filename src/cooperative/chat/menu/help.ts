import { normalise } from "../../../flow/understand/index.ts";
import type { Lexicon } from "../../commands/index.ts";
import { phraseAt } from "../../commands/lexicon.ts";
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
 * "Tadi Bu Maria setor 20 ribu": a figure and a word of the books in a sentence that is no line of them. Nothing is read
 * into the ledger from it; a treasurer is shown how to write it.
 */
export function tellsOfMoney(text: string, { commands, kinds }: Lexicon): boolean {
  if (!/\d/.test(text)) return false;
  const pieces = normalise(text)
    .split(" ")
    .map((key) => ({ key }));
  return pieces.some((_, at) => {
    if (phraseAt(kinds, pieces, at) !== undefined) return true;
    const command = phraseAt(commands, pieces, at);
    return command !== undefined && MONEY.has(command.value.action);
  });
}

const MONEY: ReadonlySet<string> = new Set(["deposit", "withdraw", "instalment", "disburse", "settle", "expense"]);
