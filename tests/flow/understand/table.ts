import { expect } from "vitest";
import type { Reading } from "../../../src/flow/understand/index.ts";

/** A reading in one line, as the tables write it: `= 5`, `? 20000 20`, `! money.zero`, `none`. */
export function line(reading: Reading<unknown>): string {
  if (reading.kind === "sure") return `= ${plain(reading.value)}`;
  if (reading.kind === "ask") return `? ${reading.candidates.map(({ value }) => plain(value)).join(" ")}`;
  return reading.kind === "refused" ? `! ${reading.reason}` : "none";
}

const plain = (value: unknown): string => (Array.isArray(value) ? value.join("+") : String(value));

/**
 * Holds a reader against a table of `answer -> reading` lines, one a line. All that differ are shown at once.
 */
export function check(read: (text: string) => Reading<unknown>, table: string): void {
  const rows = table
    .split("\n")
    .map((row) => row.trim())
    .filter((row) => row !== "")
    .map((row) => row.split(" -> ") as [string, string]);
  expect(rows.map(([text]) => `${text} -> ${line(read(text))}`)).toEqual(
    rows.map(([text, want]) => `${text} -> ${want}`),
  );
}

/** Fixed, so that a failure can be run again. */
export const SEED = { seed: 20_261_205, numRuns: 500 };
