import { hledgerJournal, type Words } from "../../cooperative/journal/hledger.ts";
import { Journal } from "../../cooperative/journal/journal.ts";
import { packageRoot } from "../../home.ts";
import { loadTexts } from "../../texts/index.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { PERSONAL, writeText } from "./out.ts";
import { unitsOf } from "./units.ts";

export type ExportOptions = { format: "hledger"; unit?: string; out?: string; names?: true; lang: string };

/** Writes the journal for other programs; names of members only where they were asked for. */
export function exportBooks({ io, home }: CommandContext, options: ExportOptions): void {
  if (options.names === true) io.err(PERSONAL);
  const words = wordsOf(options.lang);
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const units = unitsOf(sqlite, options.unit);
    const names = options.names === true;
    // One state of the books from the first line to the last, also while somebody posts.
    sqlite.transaction(() =>
      writeText({ io, out: options.out }, hledgerJournal(sqlite, new Journal(sqlite), { units, words, names })),
    )();
  });
}

function wordsOf(lang: string): Words {
  const { texts } = loadTexts(`${packageRoot()}/locales`);
  return {
    account: (account) => texts.text(lang, `accounts:${account}`),
    group: (digit) => texts.text(lang, `accounts:group.${digit}`),
    kind: (kind) => texts.text(lang, `entries:${kind}`),
  };
}
