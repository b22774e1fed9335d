import {
  type Formula,
  type Goal,
  PEARLS_FORMULAS,
  PEARLS_SYMBOLS,
  type PearlsBalance,
  type PearlsRatio,
  type PearlsSymbol,
} from "./pearls-formulas.ts";
import { PPM, safe, whole } from "./rounding.ts";

/**
 * What the ratios are made of: rupiah at the end of the period, or numbers of members. None is below zero but
 * `institutionalCapital`, which a loss can eat up. "Before" is the end of the year before.
 * - `totalAssets`: after the allowance (penyisihan kerugian).
 * - `totalLiabilities`: without simpanan pokok, wajib and kapitalisasi, whichever class the unit gives them.
 * - `delinquent…`: whole balances of loans more than a month late (`delinquency`).
 * - `savings`: sukarela, berjangka, hari raya, pendidikan. `shares`: pokok, wajib, kapitalisasi.
 * - `institutionalCapital`: reserves, grants and the result that is not split: what is nobody's by name.
 * - `liquidInvestments`: deposits at the head office or a bank that bear something; `idleCash`: cash, and what bears nothing.
 * - `nonEarningAssets`: all that bears nothing, idle cash, inventory and cash on the way among it.
 * - `operatingExpenses`: of twelve months, without interest and without the cost of provisions.
 *
 * The definitions suppose an audited credit union. Where a unit has no figure it gives 0, and the ratio is kinder than it
 * should be: `problemAssets` (losses known and not written off; of these a unit knows Selisih Kas Kurang at most) and
 * `shortTermPayables` (bills due within 30 days; units pay in cash).
 */
export type PearlsInput = Record<PearlsBalance, number>;

/** A ratio in ppm, or undefined where its divisor is 0 and there is nothing to compute; `met` is false then. */
export type PearlsFigure = {
  ratio: PearlsRatio;
  ppm: number | undefined;
  /** Letters, e.g. `(g - a) / A`; `terms` says what they stand for, and their figures. */
  formula: string;
  terms: readonly { symbol: PearlsSymbol; balance: PearlsBalance; amount: number }[];
  goal: Goal;
  met: boolean;
};

const RATIOS = Object.keys(PEARLS_FORMULAS) as PearlsRatio[];
const SYMBOLS = Object.keys(PEARLS_SYMBOLS) as PearlsSymbol[];

/** The fourteen ratios that a unit can compute from its own books, in the order of PEARLS. */
export function pearls(input: PearlsInput): readonly PearlsFigure[] {
  for (const [name, amount] of Object.entries(input)) {
    whole(name, amount, name === "institutionalCapital" ? Number.MIN_SAFE_INTEGER : 0);
  }
  const values = Object.fromEntries(SYMBOLS.map((s) => [s, BigInt(input[PEARLS_SYMBOLS[s]])])) as Record<
    PearlsSymbol,
    bigint
  >;
  return RATIOS.map((ratio) => {
    const { text, goal, uses, over }: Formula = PEARLS_FORMULAS[ratio];
    const [numerator, denominator] = over(values);
    const ppm = denominator === 0n ? undefined : ppmOf(numerator, denominator);
    const terms = uses.map((symbol) => {
      const balance = PEARLS_SYMBOLS[symbol];
      return { symbol, balance, amount: input[balance] };
    });
    return { ratio, ppm, formula: text, terms, goal, met: ppm !== undefined && isMet(ppm, goal) };
  });
}

/** To the nearest ppm, a half away from zero. */
function ppmOf(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator;
  const ppm = safe((2n * size * BigInt(PPM) + denominator) / (2n * denominator));
  return numerator < 0n && ppm !== 0 ? -ppm : ppm;
}

function isMet(ppm: number, { min, max }: Goal): boolean {
  return (min === undefined || ppm >= min) && (max === undefined || ppm <= max);
}
