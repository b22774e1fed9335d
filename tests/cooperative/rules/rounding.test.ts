import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mulPpm, roundTo } from "../../../src/cooperative/rules/index.ts";
import { anyRounding } from "./support.ts";

describe("rounding", () => {
  it("takes a half up, and only a half or more", () => {
    expect(roundTo({ num: 1n, den: 2n }, 1, "nearest")).toBe(1);
    expect(roundTo({ num: 49n, den: 100n }, 1, "nearest")).toBe(0);
    expect(roundTo({ num: 5n, den: 2n }, 1, "nearest")).toBe(3);
    expect(roundTo({ num: 25n, den: 1n }, 50, "nearest")).toBe(50);
    expect(roundTo({ num: 249n, den: 1n }, 500, "nearest")).toBe(0);
  });

  it("goes up from the smallest part of a rupiah, and down to the last", () => {
    expect(roundTo({ num: 1n, den: 1_000_000n }, 1, "up")).toBe(1);
    expect(roundTo({ num: 1_000_001n, den: 1_000_000n }, 1000, "up")).toBe(1000);
    expect(roundTo({ num: 1_999n, den: 1n }, 1000, "down")).toBe(1000);
    expect(roundTo({ num: 2_000n, den: 1n }, 1000, "up")).toBe(2000);
  });

  it("multiplies without a float: 33,333,333 at 15,000 ppm is 499,999.995", () => {
    expect(mulPpm(33_333_333, 15_000, "down")).toBe(499_999);
    expect(mulPpm(33_333_333, 15_000, "nearest")).toBe(500_000);
    expect(mulPpm(9_007_199_254_740_991, 1_000_000, "nearest")).toBe(9_007_199_254_740_991);
  });

  it("refuses what is no amount", () => {
    expect(() => roundTo({ num: -1n, den: 2n }, 1, "nearest")).toThrow(RangeError);
    expect(() => roundTo({ num: 1n, den: 0n }, 1, "nearest")).toThrow(RangeError);
    expect(() => mulPpm(0.5, 15_000, "down")).toThrow(RangeError);
    expect(() => mulPpm(9_007_199_254_740_991, 2_000_000, "down")).toThrow(RangeError);
  });

  it("is a multiple of the unit, on the promised side, less than a unit away", () => {
    const ratio = fc.record({ num: fc.bigInt(0n, 10n ** 20n), den: fc.bigInt(10n ** 6n, 10n ** 8n) });
    fc.assert(
      fc.property(ratio, anyRounding, ({ num, den }, { unit, mode }) => {
        const rounded = BigInt(roundTo({ num, den }, unit, mode));
        const step = BigInt(unit);
        const away = rounded * den - num;
        expect(rounded % step).toBe(0n);
        if (mode === "down") expect(away <= 0n && -away < step * den).toBe(true);
        if (mode === "up") expect(away >= 0n && away < step * den).toBe(true);
        if (mode === "nearest") expect(2n * away > -step * den && 2n * away <= step * den).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
