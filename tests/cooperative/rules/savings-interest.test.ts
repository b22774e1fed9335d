import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowestBalance, type Movement, savingsInterest } from "../../../src/cooperative/rules/index.ts";
import { vectors } from "./support.ts";

describe("interest on savings", () => {
  it.each(vectors.jasa_simpanan)("$id is as calculated by hand", (given) => {
    expect(savingsInterest([{ lowest: given.saldo_terendah, ppm: given.ppm_per_bulan }])).toMatchObject({
      gross: given.jasa,
      tax: given.pph_final,
      net: given.masuk_simpanan,
    });
  });

  it("is taxed as a whole from Rp 240,001 on, and the tax is rounded down", () => {
    const of = (gross: number) => savingsInterest([{ lowest: gross, ppm: 1_000_000 }]);
    expect(of(240_000)).toMatchObject({ gross: 240_000, tax: 0 });
    expect(of(240_001)).toMatchObject({ gross: 240_001, tax: 24_000, net: 216_001 });
    expect(of(240_009)).toMatchObject({ tax: 24_000 });
    expect(of(240_010)).toMatchObject({ tax: 24_001 });
  });

  it("is rounded down to the rupiah", () => {
    expect(savingsInterest([{ lowest: 199, ppm: 5_000 }])).toMatchObject({ gross: 0, net: 0 });
    expect(savingsInterest([{ lowest: 399, ppm: 5_000 }])).toMatchObject({ gross: 1, net: 1 });
  });

  it("is taxed on all kinds of a member's savings together, each bearing its part", () => {
    const split = savingsInterest([
      { lowest: 30_000_000, ppm: 5_000 },
      { lowest: 20_000_002, ppm: 5_000 },
      { lowest: 0, ppm: 5_000 },
    ]);
    expect(split).toEqual({
      gross: 250_000,
      tax: 25_000,
      net: 225_000,
      accounts: [
        { gross: 150_000, tax: 15_000, net: 135_000 },
        { gross: 100_000, tax: 10_000, net: 90_000 },
        { gross: 0, tax: 0, net: 0 },
      ],
    });
    expect(savingsInterest([])).toEqual({ gross: 0, tax: 0, net: 0, accounts: [] });
  });

  it("adds up, whatever a member has", () => {
    const account = fc.record({ lowest: fc.nat(10 ** 10), ppm: fc.nat(20_000) });
    fc.assert(
      fc.property(fc.array(account, { maxLength: 5 }), (accounts) => {
        const { gross, tax, net, accounts: parts } = savingsInterest(accounts);
        expect(net).toBe(gross - tax);
        for (const key of ["gross", "tax", "net"] as const) {
          expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe({ gross, tax, net }[key]);
          expect(Math.min(0, ...parts.map((part) => part[key]))).toBe(0);
        }
        expect(tax).toBe(gross > 240_000 ? Math.floor(gross / 10) : 0);
      }),
      { seed: 1 },
    );
  });
});

describe("the month's lowest balance", () => {
  it("is the lowest at the end of a day", () => {
    const movements = [
      { on: "2026-11-20", amount: -300_000 },
      { on: "2026-11-05", amount: 200_000 },
      { on: "2026-11-25", amount: 500_000 },
    ];
    expect(lowestBalance(movements, 1_000_000, "2026-11")).toBe(900_000);
  });

  it("is the balance that the month opened with where nothing moved, or only later upward", () => {
    expect(lowestBalance([], 750_000, "2026-11")).toBe(750_000);
    expect(lowestBalance([{ on: "2026-11-02", amount: 50_000 }], 750_000, "2026-11")).toBe(750_000);
  });

  it("counts a deposit of the first day for the whole month", () => {
    expect(lowestBalance([{ on: "2026-11-01", amount: 50_000 }], 750_000, "2026-11")).toBe(800_000);
  });

  it("does not see what came and went within a day", () => {
    const movements = [
      { on: "2026-11-10", amount: -400_000 },
      { on: "2026-11-10", amount: 500_000 },
    ];
    expect(lowestBalance(movements, 400_000, "2026-11")).toBe(400_000);
  });

  it("leaves other months out", () => {
    const movements = [
      { on: "2026-10-31", amount: -1 },
      { on: "2026-12-01", amount: -1 },
    ];
    expect(lowestBalance(movements, 100, "2026-11")).toBe(100);
  });

  it("refuses a balance below zero, and what is no month", () => {
    expect(() => lowestBalance([{ on: "2026-11-02", amount: -2 }], 1, "2026-11")).toThrow(RangeError);
    expect(() => lowestBalance([{ on: "2026-11-01", amount: -2 }], 1, "2026-11")).toThrow(RangeError);
    expect(() => lowestBalance([], 1, "2026-13")).toThrow(RangeError);
  });

  it("is the same in whichever order, and never above any day's end", () => {
    const anyMovements = fc.array(
      fc.record({ day: fc.integer({ min: 1, max: 30 }), amount: fc.integer({ min: -1_000, max: 9_000 }) }),
    );
    const both = anyMovements.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(both, ([list, mixed]) => {
        const movements = (of: typeof list): Movement[] =>
          of.map(({ day, amount }) => ({ on: `2026-11-${String(day).padStart(2, "0")}`, amount }));
        const opening = 100_000;
        const ends = Array.from({ length: 30 }, (_, i) =>
          list.filter((m) => m.day <= i + 1).reduce((sum, m) => sum + m.amount, opening),
        );
        expect(lowestBalance(movements(mixed), opening, "2026-11")).toBe(Math.min(...ends));
      }),
      { seed: 1 },
    );
  });
});
