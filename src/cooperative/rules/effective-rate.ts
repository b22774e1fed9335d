import type { Every } from "./due-dates.ts";
import { PPM, whole } from "./rounding.ts";

const PERIODS_A_YEAR = { month: 12, week: 52 } as const satisfies Record<Every, number>;
/** Above 1,000% a period nobody needs to know how much. */
const HIGHEST_RATE = 10;
/** Halvings of the interval; after 60 of them a double has no more digits to gain. */
const HALVINGS = 60;
/** A hundredth of a percent. */
const TOLD_PPM = 100;
/** The most that a cooperative may take in a year: Permenkop UKM 8/2023, Pasal 27. */
export const YEARLY_CAP_PPM = 240_000;

/**
 * What a loan costs a year on the money that is really owed, ppm: the internal rate of return of a period times 12, or
 * 52. Flat 1.5% a month over ten months is 315,000 or so, 31.5% a year.
 *
 * `received` is what she can use: the loan less the fees. Kapitalisasi is withheld but stays hers, so the cost of the
 * loan leaves it in: `principal - disburse(...).cost`. RangeError where less is paid back than was received.
 *
 * A rate is no money, so doubles serve here; only sums, products and quotients are used, so that every machine gives
 * the same figure. At most 1,000% a period.
 */
export function effectiveYearlyPpm(loan: { received: number; instalments: readonly number[]; every: Every }): number {
  const { received, instalments, every } = loan;
  whole("received", received, 1);
  const paidBack = instalments.reduce((total, amount) => total + whole("instalment", amount, 0), 0);
  if (paidBack < received) throw new RangeError(`${paidBack} is paid back of ${received}`);
  let [low, high] = [0, HIGHEST_RATE];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    // The dearer the money, the less the instalments are worth today.
    if (presentValue(instalments, middle) > received) low = middle;
    else high = middle;
  }
  return Math.round(((low + high) / 2) * PERIODS_A_YEAR[every] * PPM);
}

function presentValue(instalments: readonly number[], rate: number): number {
  return instalments.reduceRight((value, amount) => (value + amount) / (1 + rate), 0);
}

/**
 * Whether a yearly rate is above the cap, which itself is allowed. By the hundredth of a percent in which it is told: 2% a
 * month comes to 24.003% where jasa is rounded to whole rupiah, and "24%, above 24%" would be nonsense.
 */
export function isAboveCap(yearlyPpm: number, capPpm: number = YEARLY_CAP_PPM): boolean {
  return toldPpm(yearlyPpm) > capPpm;
}

/** A yearly rate as people are told it, to the hundredth of a percent; ppm. */
export const toldPpm = (yearlyPpm: number): number => Math.round(yearlyPpm / TOLD_PPM) * TOLD_PPM;
