/** The balances that the ratios are made of, by the letter that stands for each in a printed formula. */
export const PEARLS_SYMBOLS = {
  A: "totalAssets",
  B: "totalAssetsBefore",
  L: "totalLiabilities",
  a: "allowance",
  c: "delinquentOver12Months",
  d: "delinquentUpTo12Months",
  g: "grossLoans",
  i: "idleCash",
  k: "institutionalCapital",
  l: "liquidInvestments",
  M: "membersBefore",
  m: "shares",
  N: "members",
  n: "nonEarningAssets",
  o: "operatingExpenses",
  p: "problemAssets",
  s: "savings",
  t: "shortTermPayables",
  x: "externalCredit",
} as const;

export type PearlsSymbol = keyof typeof PEARLS_SYMBOLS;
export type PearlsBalance = (typeof PEARLS_SYMBOLS)[PearlsSymbol];

/** What the World Council of Credit Unions (WOCCU) holds to be excellent; ppm, bounds included. */
export type Goal = { min?: number; max?: number };

type Values = Record<PearlsSymbol, bigint>;
export type Formula = {
  /** As it is printed beside the figure. */
  text: string;
  goal: Goal;
  uses: readonly PearlsSymbol[];
  over: (values: Values) => readonly [numerator: bigint, denominator: bigint];
};

/** The allowance that WOCCU asks for loans that are late up to 12 months: 35%, as a fraction. */
const [PART, WHOLE] = [35n, 100n];

/**
 * The ratios, after the definitions and goals that WOCCU publishes (Ratios; Toolkit 4, PEARLS Monitoring System, 2009).
 * - P1, P2: the allowance covers first all that is late for more than 12 months, and with the rest at least 35% of what
 *   is late up to 12 months. P2 is therefore printed over the balance itself, with 35% as its goal.
 * - P6: what the assets are worth, all losses taken off, for each rupiah of savings and shares.
 * - E9: institutional capital, all losses taken off.
 * - R9: over the mean of the assets at the beginning and the end of the year.
 * - S10: a year's growth.
 */
export const PEARLS_FORMULAS = {
  P1: { text: "a / c", goal: { min: 1_000_000 }, uses: ["a", "c"], over: ({ a, c }) => [a, c] },
  P2: {
    text: "(a - min(a, c)) / d",
    goal: { min: 350_000 },
    uses: ["a", "c", "d"],
    over: ({ a, c, d }) => [a - (a < c ? a : c), d],
  },
  P6: {
    text: "((A + a) - (c + 35% × d + L + p - s)) / (s + m)",
    goal: { min: 1_110_000 },
    uses: ["A", "a", "c", "d", "L", "p", "s", "m"],
    over: ({ A, a, c, d, L, p, s, m }) => [WHOLE * (A + a - c - L - p + s) - PART * d, WHOLE * (s + m)],
  },
  E1: {
    text: "(g - a) / A",
    goal: { min: 700_000, max: 800_000 },
    uses: ["g", "a", "A"],
    over: ({ g, a, A }) => [g - a, A],
  },
  E5: { text: "s / A", goal: { min: 700_000, max: 800_000 }, uses: ["s", "A"], over: ({ s, A }) => [s, A] },
  E6: { text: "x / A", goal: { max: 50_000 }, uses: ["x", "A"], over: ({ x, A }) => [x, A] },
  E7: { text: "m / A", goal: { max: 200_000 }, uses: ["m", "A"], over: ({ m, A }) => [m, A] },
  E8: { text: "k / A", goal: { min: 100_000 }, uses: ["k", "A"], over: ({ k, A }) => [k, A] },
  E9: {
    text: "((k + a) - (c + 35% × d + p)) / A",
    goal: { min: 100_000 },
    uses: ["k", "a", "c", "d", "p", "A"],
    over: ({ k, a, c, d, p, A }) => [WHOLE * (k + a - c - p) - PART * d, WHOLE * A],
  },
  A1: { text: "(c + d) / g", goal: { max: 50_000 }, uses: ["c", "d", "g"], over: ({ c, d, g }) => [c + d, g] },
  A2: { text: "n / A", goal: { max: 50_000 }, uses: ["n", "A"], over: ({ n, A }) => [n, A] },
  R9: {
    text: "o / ((A + B) / 2)",
    goal: { max: 50_000 },
    uses: ["o", "A", "B"],
    over: ({ o, A, B }) => [2n * o, A + B],
  },
  L1: {
    text: "(l + i - t) / s",
    goal: { min: 150_000, max: 200_000 },
    uses: ["l", "i", "t", "s"],
    over: ({ l, i, t, s }) => [l + i - t, s],
  },
  S10: { text: "N / M - 1", goal: { min: 150_000 }, uses: ["N", "M"], over: ({ N, M }) => [N - M, M] },
} as const satisfies Record<string, Formula>;

export type PearlsRatio = keyof typeof PEARLS_FORMULAS;
