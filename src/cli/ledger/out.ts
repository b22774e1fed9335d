import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { RukunError } from "../../errors.ts";
import type { Io } from "../io.ts";

export const PERSONAL = "rukun: this holds the names and money of members: keep it encrypted, delete it after use.";
/** Characters that are written at once. */
const BATCH = 64 * 1024;

/** A text that is written while it is made: to the terminal, or into a new file of one's own. Errors: `ledger.out`. */
export function writeText({ io, out }: { io: Io; out: string | undefined }, parts: Iterable<string>): void {
  if (out === undefined) {
    // `out` ends each piece with a line end of its own.
    for (const piece of pieces(parts)) io.out(piece.replace(/\n$/, ""));
    return;
  }
  inFile(resolve(io.cwd, out), (file) => {
    for (const piece of pieces(parts)) writeSync(file, piece);
  });
}

/** A new file that only this user may read; nothing is overwritten. Errors: `ledger.out`. */
export function inFile(path: string, work: (file: number) => void): void {
  const file = opened(path);
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (cause) {
    const what = `cannot write ${path}: is it there already, and may you write there?`;
    throw new RukunError("ledger.out", what, { cause });
  }
}

/** Large pieces that end where a line ends. */
function* pieces(parts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length < BATCH || !piece.endsWith("\n")) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
