import { safe, whole } from "./rounding.ts";

/**
 * Splits an amount by weights so that the parts are whole and sum to the amount: each gets its share rounded down, and
 * the rupiah that are left go, one each, to the largest remainders; where two are equal, to the earlier item. Undefined
 * where there is something to split and no weight to split it by.
 */
export function largestRemainder(amount: number, weights: readonly number[]): number[] | undefined {
  const total = BigInt(whole("amount", amount, 0));
  const parts = weights.map((weight) => BigInt(whole("weight", weight, 0)));
  const all = parts.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return amount === 0 ? weights.map(() => 0) : undefined;
  const shares = parts.map((weight) => safe((total * weight) / all));
  const remainders = parts.map((weight, index) => ({ index, remainder: (total * weight) % all }));
  // A stable sort keeps the earlier of two equal remainders first.
  remainders.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  const left = amount - shares.reduce((sum, share) => sum + share, 0);
  const lucky = new Set(remainders.slice(0, left).map(({ index }) => index));
  return shares.map((share, index) => (lucky.has(index) ? share + 1 : share));
}
