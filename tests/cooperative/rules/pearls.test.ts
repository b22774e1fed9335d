import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PearlsInput, type PearlsRatio, pearls } from "../../../src/cooperative/rules/index.ts";

/** A unit with 100 million of assets, small figures in thousands. */
const unit: PearlsInput = {
  totalAssets: 100_000,
  totalAssetsBefore: 80_000,
  totalLiabilities: 62_000,
  allowance: 3_000,
  delinquentOver12Months: 2_000,
  delinquentUpTo12Months: 2_000,
  grossLoans: 80_000,
  idleCash: 4_000,
  institutionalCapital: 13_000,
  liquidInvestments: 12_000,
  membersBefore: 60,
  members: 69,
  shares: 25_000,
  nonEarningAssets: 7_000,
  operatingExpenses: 4_500,
  problemAssets: 200,
  savings: 50_000,
  shortTermPayables: 1_000,
  externalCredit: 8_000,
};

const ppmOf = (input: PearlsInput) => Object.fromEntries(pearls(input).map((f) => [f.ratio, f.ppm]));
const figure = (input: PearlsInput, ratio: PearlsRatio) => pearls(input).find((f) => f.ratio === ratio);

describe("PEARLS", () => {
  it("is as calculated by hand", () => {
    expect(ppmOf(unit)).toEqual({
      P1: 1_500_000, // 3,000 of 2,000
      P2: 500_000, // 1,000 of 2,000
      P6: 1_174_667, // 103,000 - (2,000 + 700 + 62,000 + 200 - 50,000) = 88,100, of 75,000
      E1: 770_000,
      E5: 500_000,
      E6: 80_000,
      E7: 250_000,
      E8: 130_000,
      E9: 131_000, // 13,000 + 3,000 - (2,000 + 700 + 200) = 13,100
      A1: 50_000,
      A2: 70_000,
      R9: 50_000, // 4,500 of 90,000
      L1: 300_000, // 15,000 of 50,000
      S10: 150_000,
    });
  });

  it("says which goals are met, bounds included", () => {
    const met = Object.fromEntries(pearls(unit).map((f) => [f.ratio, f.met]));
    expect(met).toEqual({
      P1: true,
      P2: true,
      P6: true,
      E1: true,
      E5: false,
      E6: false,
      E7: false,
      E8: true,
      E9: true,
      A1: true,
      A2: false,
      R9: true,
      L1: false,
      S10: true,
    });
  });

  it("prints each formula with what its letters stand for", () => {
    expect(figure(unit, "E1")).toMatchObject({
      formula: "(g - a) / A",
      terms: [
        { symbol: "g", balance: "grossLoans", amount: 80_000 },
        { symbol: "a", balance: "allowance", amount: 3_000 },
        { symbol: "A", balance: "totalAssets", amount: 100_000 },
      ],
    });
    for (const { formula, terms } of pearls(unit)) {
      const letters = new Set(formula.replace("min", "").match(/[A-Za-z]/gu));
      expect(letters).toEqual(new Set(terms.map((t) => t.symbol)));
    }
  });

  it("has no figure where there is nothing to divide by", () => {
    const empty = Object.fromEntries(Object.keys(unit).map((name) => [name, 0])) as PearlsInput;
    for (const { ppm, met } of pearls(empty)) expect([ppm, met]).toEqual([undefined, false]);
    expect(figure({ ...unit, delinquentOver12Months: 0 }, "P1")?.ppm).toBeUndefined();
  });

  it("goes below zero where losses have eaten the capital up or members have left", () => {
    expect(figure({ ...unit, institutionalCapital: -20_000 }, "E9")?.ppm).toBe(-199_000);
    expect(figure({ ...unit, members: 50 }, "S10")?.ppm).toBe(-166_667);
  });

  it("covers what is late for more than a year first", () => {
    expect(figure({ ...unit, allowance: 1_500 }, "P2")?.ppm).toBe(0);
    expect(figure({ ...unit, allowance: 2_000 }, "P2")?.ppm).toBe(0);
  });

  it("refuses balances below zero", () => {
    expect(() => pearls({ ...unit, savings: -1 })).toThrow(RangeError);
    expect(() => pearls({ ...unit, savings: 0.5 })).toThrow(RangeError);
  });

  it("never is NaN or infinite", () => {
    const names = Object.keys(unit) as (keyof PearlsInput)[];
    const input = fc
      .tuple(...names.map(() => fc.oneof(fc.constant(0), fc.nat(10 ** 9))))
      .map((amounts) => Object.fromEntries(names.map((name, i) => [name, amounts[i] ?? 0])) as PearlsInput);
    fc.assert(
      fc.property(input, (given) => {
        for (const { ppm } of pearls(given)) expect(ppm === undefined || Number.isSafeInteger(ppm)).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
