/** The units that money is rounded to: a rupiah, or the coins and notes that a unit can pay out. */
export const ROUNDING_UNITS = [1, 50, 100, 500, 1000] as const;
export type RoundingUnit = (typeof ROUNDING_UNITS)[number];
/** `nearest` takes a half up. */
export type RoundingMode = "nearest" | "up" | "down";
export type Rounding = { unit: RoundingUnit; mode: RoundingMode };

/** To the nearest rupiah: the default of every rule. */
export const NEAREST: Rounding = { unit: 1, mode: "nearest" };
/** To the rupiah below: what the cooperative credits, and the principal of an instalment. */
export const DOWN: Rounding = { unit: 1, mode: "down" };

/** An exact amount of rupiah, not below 0; `den` above 0. */
export type Ratio = { num: bigint; den: bigint };

/** Parts per million: rates and shares are whole numbers of these, 1.5% = 15,000. */
export const PPM = 1_000_000;

/**
 * An exact amount as whole rupiah, a multiple of the unit. A negative amount, or one beyond 2^53, is a defect of the
 * caller (RangeError): debts and credits have names here, not signs.
 */
export function roundTo({ num, den }: Ratio, unit: RoundingUnit, mode: RoundingMode): number {
  if (num < 0n || den <= 0n) throw new RangeError(`Not an amount: ${num}/${den}`);
  const step = den * BigInt(unit);
  const shift = mode === "down" ? 0n : mode === "up" ? step - 1n : step;
  // Doubled, so that half a step stays whole.
  const steps = mode === "nearest" ? (2n * num + shift) / (2n * step) : (num + shift) / step;
  return safe(steps * BigInt(unit));
}

/** A share or a rate of an amount: `mulPpm(5_000_000, 15_000, "nearest")` is 75,000. Whole rupiah. */
export function mulPpm(amount: number, ppm: number, mode: RoundingMode, unit: RoundingUnit = 1): number {
  return roundTo({ num: BigInt(amount) * BigInt(ppm), den: BigInt(PPM) }, unit, mode);
}

/** A BigInt result as a number; RangeError where it would no longer be exact. */
export function safe(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError(`Beyond exact numbers: ${value}`);
  return result;
}

/** Checks that a figure is a whole number within bounds, both included; RangeError with its name otherwise. */
export function whole(name: string, value: number, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}: ${value}`);
  }
  return value;
}
