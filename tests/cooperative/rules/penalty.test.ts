import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PenaltyRule, penaltyFor } from "../../../src/cooperative/rules/index.ts";
import { vectors } from "./support.ts";

const FROM = { JATUH_TEMPO: "due-date", SETELAH_TOLERANSI: "after-grace" } as const;

describe("denda", () => {
  it.each(vectors.denda)("$id is as calculated by hand", (given) => {
    const rule: PenaltyRule = {
      kind: "percent-a-day",
      ppmPerDay: given.ppm_per_hari,
      graceDays: given.toleransi,
      countFrom: FROM[given.hitung_dari as keyof typeof FROM],
    };
    expect(penaltyFor(given.tertunggak, given.hari_telat, rule)).toBe(given.denda);
  });

  it("is not charged on the last day of grace, and is on the next", () => {
    const daily = { kind: "percent-a-day", ppmPerDay: 1_000, graceDays: 5 } as const;
    expect(penaltyFor(575_000, 5, { ...daily, countFrom: "due-date" })).toBe(0);
    expect(penaltyFor(575_000, 6, { ...daily, countFrom: "due-date" })).toBe(3_450);
    expect(penaltyFor(575_000, 6, { ...daily, countFrom: "after-grace" })).toBe(575);
    expect(penaltyFor(575_000, 5, { kind: "fixed", amount: 5_000, graceDays: 5 })).toBe(0);
    expect(penaltyFor(575_000, 6, { kind: "fixed", amount: 5_000, graceDays: 5 })).toBe(5_000);
    expect(penaltyFor(575_000, 400, { kind: "fixed", amount: 5_000, graceDays: 5 })).toBe(5_000);
  });

  it("is nothing where nothing is overdue, or on the due date", () => {
    const rule: PenaltyRule = { kind: "fixed", amount: 5_000, graceDays: 0 };
    expect(penaltyFor(0, 100, rule)).toBe(0);
    expect(penaltyFor(575_000, 0, rule)).toBe(0);
  });

  it("rounds a half up, once", () => {
    const rule: PenaltyRule = { kind: "percent-a-day", ppmPerDay: 500, graceDays: 0, countFrom: "due-date" };
    expect(penaltyFor(1_001, 1, rule)).toBe(1);
    expect(penaltyFor(999, 1, rule)).toBe(0);
    expect(penaltyFor(999, 3, rule)).toBe(1);
  });

  it("never falls with more days or more that is overdue", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.nat(1000), fc.nat(10_000), fc.nat(30), (unpaid, days, ppmPerDay, graceDays) => {
        for (const countFrom of ["due-date", "after-grace"] as const) {
          const rule: PenaltyRule = { kind: "percent-a-day", ppmPerDay, graceDays, countFrom };
          expect(penaltyFor(unpaid, days + 1, rule)).toBeGreaterThanOrEqual(penaltyFor(unpaid, days, rule));
          expect(penaltyFor(unpaid + 1, days, rule)).toBeGreaterThanOrEqual(penaltyFor(unpaid, days, rule));
        }
      }),
      { seed: 1 },
    );
  });
});
