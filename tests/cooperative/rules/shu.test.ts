import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestRemainder, splitAmongMembers, splitFunds } from "../../../src/cooperative/rules/index.ts";

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

describe("largest remainder", () => {
  it("gives the rupiah that are left to the largest remainders", () => {
    expect(largestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(largestRemainder(100, [1, 2, 4])).toEqual([14, 29, 57]);
    expect(largestRemainder(10, [15, 15, 70])).toEqual([2, 1, 7]);
  });

  it("gives an equal remainder to the earlier item", () => {
    expect(largestRemainder(1, [5, 5])).toEqual([1, 0]);
    expect(largestRemainder(3, [1, 1])).toEqual([2, 1]);
  });

  it("gives nothing to a weight of zero, and knows no way without weights", () => {
    expect(largestRemainder(7, [0, 1, 0])).toEqual([0, 7, 0]);
    expect(largestRemainder(7, [0, 0])).toBeUndefined();
    expect(largestRemainder(7, [])).toBeUndefined();
    expect(largestRemainder(0, [0, 0])).toEqual([0, 0]);
  });

  it("always sums, each part less than a rupiah from its share", () => {
    const weights = fc.array(fc.nat(10 ** 12), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(fc.nat(10 ** 12), weights, (amount, given) => {
        const parts = largestRemainder(amount, given);
        const all = given.reduce((total, weight) => total + BigInt(weight), 0n);
        if (all === 0n) return;
        expect(sum(parts ?? [])).toBe(amount);
        (parts ?? []).forEach((part, i) => {
          const away = BigInt(part) * all - BigInt(amount) * BigInt(given[i] ?? 0);
          expect(away > -all && away < all).toBe(true);
        });
      }),
      { seed: 1 },
    );
  });
});

const funds = [
  { fund: "reserve", ppm: 250_000 },
  { fund: "capital", ppm: 300_000 },
  { fund: "usage", ppm: 200_000 },
  { fund: "officers", ppm: 100_000 },
  { fund: "education", ppm: 100_000 },
  { fund: "social", ppm: 50_000 },
] as const;

describe("the SHU among its funds", () => {
  it("is split to the rupiah", () => {
    expect(splitFunds(10_000_003, funds)).toEqual({
      kind: "split",
      parts: [
        { fund: "reserve", amount: 2_500_001 },
        { fund: "capital", amount: 3_000_001 },
        { fund: "usage", amount: 2_000_001 },
        { fund: "officers", amount: 1_000_000 },
        { fund: "education", amount: 1_000_000 },
        { fund: "social", amount: 500_000 },
      ],
    });
  });

  it("is not split when there is none, or a loss", () => {
    expect(splitFunds(0, funds)).toEqual({ kind: "nothing-to-split", shu: 0 });
    expect(splitFunds(-1_250_000, funds)).toEqual({ kind: "nothing-to-split", shu: -1_250_000 });
  });

  it("refuses funds that do not come to 100%", () => {
    expect(() => splitFunds(1_000, funds.slice(1))).toThrow(RangeError);
    expect(() => splitFunds(1_000, [])).toThrow(RangeError);
  });
});

describe("the SHU among members", () => {
  it("follows savings and jasa paid, and gives an equal remainder to the lower number", () => {
    const members = [
      { no: 3, savings: 100, interestPaid: 50 },
      { no: 1, savings: 100, interestPaid: 0 },
      { no: 2, savings: 100, interestPaid: 150 },
    ];
    expect(splitAmongMembers({ capital: 100, usage: 81 }, members)).toEqual({
      shares: [
        { no: 1, capital: 34, usage: 0, total: 34 },
        { no: 2, capital: 33, usage: 61, total: 94 },
        { no: 3, capital: 33, usage: 20, total: 53 },
      ],
      unsplit: { capital: 0, usage: 0 },
    });
  });

  it("leaves a fund to the meeting when there is nothing to split it by", () => {
    const members = [{ no: 1, savings: 100, interestPaid: 0 }];
    expect(splitAmongMembers({ capital: 70, usage: 30 }, members)).toEqual({
      shares: [{ no: 1, capital: 70, usage: 0, total: 70 }],
      unsplit: { capital: 0, usage: 30 },
    });
  });

  it("refuses a number that occurs twice, whose order would be anybody's guess", () => {
    const twice = [
      { no: 1, savings: 1, interestPaid: 1 },
      { no: 1, savings: 2, interestPaid: 2 },
    ];
    expect(() => splitAmongMembers({ capital: 1, usage: 1 }, twice)).toThrow(RangeError);
  });

  it("always comes to the whole, in whichever order the members are given", () => {
    const member = fc.record({ no: fc.nat(999), savings: fc.nat(10 ** 9), interestPaid: fc.nat(10 ** 7) });
    const lists = fc
      .uniqueArray(member, { selector: (m) => m.no, maxLength: 68 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(lists, fc.nat(10 ** 9), fc.nat(10 ** 9), ([members, mixed], capital, usage) => {
        const split = splitAmongMembers({ capital, usage }, members);
        expect(sum(split.shares.map((s) => s.capital)) + split.unsplit.capital).toBe(capital);
        expect(sum(split.shares.map((s) => s.usage)) + split.unsplit.usage).toBe(usage);
        expect(splitAmongMembers({ capital, usage }, mixed)).toEqual(split);
      }),
      { seed: 1 },
    );
  });
});
