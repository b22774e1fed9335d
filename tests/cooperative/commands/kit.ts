import { expect } from "vitest";
import {
  lexiconOf,
  type ParseContext,
  type ProductWord,
  parse,
  printCommand,
  type Result,
} from "../../../src/cooperative/commands/index.ts";
import { loadTexts } from "../../../src/texts/index.ts";

const { texts } = loadTexts("locales");
export const lexicon = lexiconOf(texts, "id");
export const english = lexiconOf(texts, "en");

/** A Saturday. */
export const today = "2026-11-21";
/** What a unit lends. */
const lent: readonly ProductWord[] = [
  { name: "biasa", aliases: [], every: "month" },
  { name: "darurat", aliases: ["mendesak", "pinjaman kilat"], every: "month" },
  { name: "modal-usaha", aliases: [], every: "week" },
];
const products = () => lent;
export const NORMAL: ParseContext = { today, mode: "normal", products };
export const MEETING: ParseContext = { today, mode: "meeting", products };

/** A result in one line: `= setor 001 …`, `ask amount 20000 20`, `unsure words sudah`, `none`. */
export function line(result: Result): string {
  switch (result.kind) {
    case "command":
      return `= ${printCommand(result.command, lexicon)}`;
    case "ask":
      return ["ask", result.missing, result.refused?.reason ?? "", ...result.candidates]
        .filter((part) => part !== "")
        .join(" ");
    case "unsure":
      return ["unsure", result.doubt, result.suggestion ?? "", ...result.leftover.map(({ text }) => text)]
        .filter((part) => part !== "")
        .join(" ");
    case "not-a-command":
      return "none";
  }
}

/** Holds `parse` against a table of `line -> result`, one a line. All that differ are shown at once. */
export function check(table: string, context = NORMAL): void {
  const rows = rowsOf(table);
  expect(rows.map(([text]) => `${text} -> ${line(parse(text, lexicon, context))}`)).toEqual(
    rows.map(([text, want]) => `${text} -> ${want}`),
  );
}

export function rowsOf(table: string): [string, string][] {
  return table
    .split("\n")
    .map((row) => row.trim())
    .filter((row) => row !== "")
    .map((row) => row.split(" -> ") as [string, string]);
}

/** Fixed, so that a failure can be run again. */
export const SEED = { seed: 20_261_121, numRuns: 400 };
