import { whole } from "./rounding.ts";

/** Notes and coins that are in use, the largest first. */
export const DENOMINATIONS = [100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50] as const;

/** `50rb x 3`: how many there are of a note or coin. */
export type Pieces = { value: number; count: number };

/** `difference` is what was counted less the book: below zero the cash is short. `unknown` names what is no money. */
export type CashCount =
  | { kind: "counted"; counted: number; book: number; difference: number }
  | { kind: "unknown"; value: number };

/** Opname kas: what lies in the box against the book. A note may be named twice, as two people count. */
export function countCash(pieces: readonly Pieces[], book: number): CashCount {
  const known: readonly number[] = DENOMINATIONS;
  const unknown = pieces.find(({ value }) => !known.includes(value));
  if (unknown !== undefined) return { kind: "unknown", value: unknown.value };
  const counted = pieces.reduce((sum, { value, count }) => sum + value * whole("count", count, 0), 0);
  return { kind: "counted", counted, book, difference: whole("counted", counted, 0) - whole("book", book, 0) };
}
