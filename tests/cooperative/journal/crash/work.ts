import type { Draft } from "../../../../src/cooperative/journal/entry.ts";
import { deposit, on } from "../books.ts";

export const NOW = on("2026-11-20");

/** The nth line that a treasurer sent: each of another amount, over three members and two units. */
export function depositNo(n: number): Draft {
  const [unit, member] = n % 3 === 2 ? [2, 4] : [1, 1 + (n % 3)];
  return deposit(1_000 + n, { unit, source: `telegram:${n}:1` }, member);
}
