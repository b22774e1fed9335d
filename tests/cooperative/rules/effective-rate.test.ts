import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectiveYearlyPpm, isAboveCap, schedule } from "../../../src/cooperative/rules/index.ts";
import { anyTerms, terms } from "./support.ts";

const rate = (loan: ReturnType<typeof terms>, fees = 0) =>
  effectiveYearlyPpm({
    received: loan.principal - fees,
    instalments: schedule(loan).rows.map((r) => r.total),
    every: loan.every,
  });
const percent = (ppm: number) => (ppm / 10_000).toFixed(1);

describe("the effective yearly rate", () => {
  it("of a flat 1.5% a month over ten months is 31.5%", () => {
    expect(percent(rate(terms({ method: "flat" })))).toBe("31.5");
    expect(isAboveCap(rate(terms({ method: "flat" })))).toBe(true);
  });

  it("of a declining loan and of an annuity is twelve times its rate", () => {
    for (const method of ["declining", "annuity"] as const) {
      expect(percent(rate(terms({ method })))).toBe("18.0");
      expect(percent(rate(terms({ method, ratePpm: 20_000, periods: 24 })))).toBe("24.0");
    }
  });

  it("of a weekly loan is fifty-two times its rate", () => {
    expect(percent(rate(terms({ every: "week", ratePpm: 5_000, periods: 12 })))).toBe("26.0");
  });

  it("counts what is withheld: 1% of fees on a loan of one month adds 12.3%", () => {
    // (5,075,000 / 4,950,000 - 1) x 12
    expect(percent(rate(terms({ periods: 1 }), 50_000))).toBe("30.3");
  });

  it("is zero where nothing is charged, and ends at a thousand per cent a period", () => {
    expect(rate(terms({ ratePpm: 0 }))).toBe(0);
    expect(effectiveYearlyPpm({ received: 1, instalments: [10 ** 10], every: "month" })).toBe(120_000_000);
  });

  it("refuses a loan of which less is paid back than was received", () => {
    expect(() => effectiveYearlyPpm({ received: 100, instalments: [50, 49], every: "month" })).toThrow(RangeError);
    expect(() => effectiveYearlyPpm({ received: 0, instalments: [50], every: "month" })).toThrow(RangeError);
  });

  it("is above the cap beyond 24%, and not at it", () => {
    expect(isAboveCap(240_000)).toBe(false);
    expect(isAboveCap(240_100)).toBe(true);
    expect(isAboveCap(200_000, 180_000)).toBe(true);
  });

  it("is not above the cap for what whole rupiah add, where it is told as the cap itself", () => {
    for (const method of ["declining", "annuity"] as const) {
      for (const periods of [3, 6, 7, 10, 12]) {
        const yearly = rate(terms({ method, ratePpm: 20_000, periods, principal: 100_000 }));
        expect([yearly, isAboveCap(yearly)]).toEqual([yearly, false]);
      }
    }
    expect(isAboveCap(240_049)).toBe(false);
    expect(isAboveCap(240_050)).toBe(true);
  });

  it("makes the instalments worth what was received", () => {
    fc.assert(
      fc.property(anyTerms(60), (given) => {
        const loan = { ...given, ratePpm: given.ratePpm % 50_001 };
        const instalments = schedule(loan).rows.map((r) => r.total);
        const yearly = effectiveYearlyPpm({ received: loan.principal, instalments, every: loan.every });
        const paidBack = instalments.reduce((sum, i) => sum + i, 0);
        expect(yearly).toBeGreaterThanOrEqual(0);
        if (yearly >= 10 * (loan.every === "month" ? 12 : 52) * 1_000_000) return;
        const r = yearly / 1_000_000 / (loan.every === "month" ? 12 : 52);
        const worth = instalments.reduce((sum, amount, i) => sum + amount / (1 + r) ** (i + 1), 0);
        expect(Math.abs(worth - loan.principal)).toBeLessThanOrEqual(1 + paidBack * 1e-4);
      }),
      { seed: 1 },
    );
  });
});
