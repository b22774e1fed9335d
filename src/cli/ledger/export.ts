import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { hledgerJournal, type Words } from "../../cooperative/journal/hledger.ts";
import { Journal } from "../../cooperative/journal/journal.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { loadTexts } from "../../texts/index.ts";
import { type CommandContext, configOf, type Io } from "../io.ts";
import { withHome } from "../open.ts";
import { unitsOf } from "./units.ts";

export type ExportOptions = { format: "hledger"; unit?: string; out?: string; names?: true; lang: string };

const PERSONAL = "rukun: this holds the names and money of members: keep it encrypted, delete it after use.";
/** Characters that are written at once. */
const BATCH = 64 * 1024;

/** Writes the journal for other programs; names of members only where they were asked for. */
export function exportBooks({ io, home }: CommandContext, options: ExportOptions): void {
  if (options.names === true) io.err(PERSONAL);
  const words = wordsOf(options.lang);
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const units = unitsOf(sqlite, options.unit);
    const names = options.names === true;
    // One state of the books from the first line to the last, also while somebody posts.
    sqlite.transaction(() =>
      written(io, options.out, hledgerJournal(sqlite, new Journal(sqlite), { units, words, names })),
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

function written(io: Io, out: string | undefined, parts: Iterable<string>): void {
  if (out === undefined) {
    // `out` ends each piece with a line end of its own.
    for (const piece of pieces(parts)) io.out(piece.replace(/\n$/, ""));
    return;
  }
  const file = opened(resolve(io.cwd, out));
  try {
    for (const piece of pieces(parts)) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** A file of one's own: the books are nobody else's business, and nothing is overwritten. Errors: `ledger.out`. */
function opened(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (cause) {
    throw new RukunError("ledger.out", `cannot write ${path}: is it there already, and may you write there?`, {
      cause,
    });
  }
}

function* pieces(parts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length < BATCH) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
