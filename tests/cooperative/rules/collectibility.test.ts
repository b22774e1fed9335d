import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageing, COLLECTIBILITY, collectibilityOf, delinquency } from "../../../src/cooperative/rules/index.ts";
import { addDays } from "../../../src/zones.ts";

describe("kolektibilitas", () => {
  it.each([
    [undefined, "current"],
    ["2026-05-10", "current"],
    ["2026-02-10", "current"],
    ["2026-02-09", "substandard"],
    ["2025-11-10", "substandard"],
    ["2025-11-09", "doubtful"],
    ["2025-05-10", "doubtful"],
    ["2025-05-09", "loss"],
    ["2019-01-31", "loss"],
  ])("of a loan unpaid since %s is %s on 10 May 2026", (oldestDueOn, expected) => {
    expect(collectibilityOf(oldestDueOn, "2026-05-10")).toBe(expected);
  });

  it("knows short months: unpaid since 30 November, three months end on 28 February", () => {
    expect(collectibilityOf("2025-11-30", "2026-02-28")).toBe("current");
    expect(collectibilityOf("2025-11-30", "2026-03-01")).toBe("substandard");
  });

  it("takes the thresholds of the unit", () => {
    const thresholds = { substandard: 1, doubtful: 2, loss: 3 };
    expect(collectibilityOf("2026-03-20", "2026-05-10", thresholds)).toBe("substandard");
    expect(collectibilityOf("2026-02-09", "2026-05-10", thresholds)).toBe("loss");
  });
});

const ppm = { current: 5_000, substandard: 100_000, doubtful: 500_000, loss: 1_000_000 };

describe("the ageing list", () => {
  it("takes whole balances, and sets aside for each class", () => {
    const loans = [
      { balance: 4_500_000 },
      { balance: 1_000_101, oldestDueOn: "2026-05-01" },
      { balance: 3_000_000, oldestDueOn: "2026-01-10" },
      { balance: 2_000_000, oldestDueOn: "2025-01-10" },
      { balance: 0, oldestDueOn: "2020-01-10" },
    ];
    expect(ageing(loans, "2026-05-10", { ppm })).toEqual({
      classes: [
        { class: "current", loans: 2, balance: 5_500_101, provision: 27_501 },
        { class: "substandard", loans: 1, balance: 3_000_000, provision: 300_000 },
        { class: "doubtful", loans: 0, balance: 0, provision: 0 },
        { class: "loss", loans: 1, balance: 2_000_000, provision: 2_000_000 },
      ],
      loans: 4,
      balance: 10_500_101,
      provision: 2_327_501,
    });
  });

  it("has every loan in one class, and a class that never gets better by waiting", () => {
    const loan = fc.record({ balance: fc.nat(10 ** 8), late: fc.integer({ min: -30, max: 800 }) });
    fc.assert(
      fc.property(fc.array(loan, { maxLength: 30 }), fc.nat(100), (given, wait) => {
        const asOf = "2026-05-10";
        const loans = given.map(({ balance, late }) => ({ balance, oldestDueOn: addDays(asOf, -late) }));
        const list = ageing(loans, asOf, { ppm });
        expect(list.balance).toBe(loans.reduce((sum, l) => sum + l.balance, 0));
        expect(list.loans).toBe(loans.filter((l) => l.balance > 0).length);
        for (const { oldestDueOn } of loans) {
          const rank = (on: string) => COLLECTIBILITY.indexOf(collectibilityOf(oldestDueOn, on));
          expect(rank(addDays(asOf, wait))).toBeGreaterThanOrEqual(rank(asOf));
        }
      }),
      { seed: 1 },
    );
  });
});

describe("delinquency", () => {
  it("begins after a month, and parts at twelve", () => {
    const loans = [
      { balance: 1 },
      { balance: 10, oldestDueOn: "2026-04-10" },
      { balance: 100, oldestDueOn: "2026-04-09" },
      { balance: 1_000, oldestDueOn: "2025-05-10" },
      { balance: 10_000, oldestDueOn: "2025-05-09" },
    ];
    expect(delinquency(loans, "2026-05-10")).toEqual({ upTo12Months: 1_100, over12Months: 10_000, total: 11_100 });
  });
});
