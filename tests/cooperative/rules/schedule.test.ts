import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dueDate, type Rounding, schedule } from "../../../src/cooperative/rules/index.ts";
import { daysBetween } from "../../../src/zones.ts";
import { anyTerms, exact, terms, termsOf, vectors } from "./support.ts";

const up = (unit: Rounding["unit"]): Rounding => ({ unit, mode: "up" });
const down = (unit: Rounding["unit"]): Rounding => ({ unit, mode: "down" });
const figures = (made: ReturnType<typeof schedule>) => made.rows.map((r) => [r.principal, r.interest, r.balance]);

describe("due dates", () => {
  it.each(vectors.jatuh_tempo)("keep the anchor day after $cair", ({ cair, tenor, jatuh_tempo }) => {
    const { rows } = schedule(terms({ disbursedOn: cair, periods: tenor }));
    expect(rows.map((r) => r.dueOn)).toEqual(jatuh_tempo);
  });

  it("fall on the day of the month that the unit meets, when it has one", () => {
    const calendar = { every: "month", disbursedOn: "2026-01-10", anchorDay: 31 } as const;
    expect([1, 2, 3].map((n) => dueDate(calendar, n))).toEqual(["2026-02-28", "2026-03-31", "2026-04-30"]);
  });

  it("are those of a calendar, whatever the day, for ten years", () => {
    const days = fc.record({
      year: fc.integer({ min: 2000, max: 2099 }),
      dayOfYear: fc.nat(365),
      n: fc.nat(520),
      anchorDay: fc.integer({ min: 1, max: 31 }),
    });
    fc.assert(
      fc.property(days, ({ year, dayOfYear, n, anchorDay }) => {
        const disbursed = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: dayOfYear });
        const month = disbursed.toPlainYearMonth().add({ months: n });
        const calendar = { every: "month", disbursedOn: disbursed.toString() } as const;
        expect(dueDate(calendar, n)).toBe(disbursed.add({ months: n }).toString());
        expect(dueDate({ ...calendar, anchorDay }, n)).toBe(month.toPlainDate({ day: anchorDay }).toString());
        expect(dueDate({ ...calendar, every: "week" }, n)).toBe(disbursed.add({ weeks: n }).toString());
      }),
      { seed: 1 },
    );
  });

  it("go over the year's end, and by seven days for weekly loans", () => {
    expect(dueDate({ every: "month", disbursedOn: "2026-12-31" }, 2)).toBe("2027-02-28");
    expect(dueDate({ every: "week", disbursedOn: "2026-12-28" }, 1)).toBe("2027-01-04");
    expect(dueDate({ every: "week", disbursedOn: "2026-01-05" }, 520)).toBe("2035-12-24");
  });
});

describe("the schedule", () => {
  it.each(vectors.jadwal)("of $id is as calculated by hand", (given) => {
    const made = schedule(termsOf(given));
    expect(made.rows.map((r) => [r.n, r.principal, r.interest, r.total, r.balance])).toEqual(given.baris);
    expect(made.totals).toEqual({
      principal: given.total_pokok,
      interest: given.total_jasa,
      total: given.total_bayar,
    });
  });

  it("has the whole loan in its only instalment", () => {
    for (const method of ["declining", "flat", "annuity"] as const) {
      expect(figures(schedule(terms({ method, periods: 1 })))).toEqual([[5_000_000, 75_000, 0]]);
    }
  });

  it("costs nothing without jasa", () => {
    for (const method of ["declining", "flat", "annuity"] as const) {
      const made = schedule(terms({ method, principal: 1_000_000, periods: 3, ratePpm: 0 }));
      expect(figures(made)).toEqual([
        [333_333, 0, 666_667],
        [333_333, 0, 333_334],
        [333_334, 0, 0],
      ]);
    }
  });

  it("falls on the last instalment where the loan is smaller than its number of periods", () => {
    const made = schedule(terms({ principal: 5, periods: 10, ratePpm: 0 }));
    expect(made.rows.map((r) => r.principal)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
  });

  it("ends early, without rows of Rp 0, where rounding up has paid the loan off", () => {
    const rounding = { ...exact, principal: up(1000) };
    const made = schedule(terms({ principal: 10_000, periods: 20, ratePpm: 10_000, rounding }));
    expect(made.rows).toHaveLength(10);
    expect(made.rows.at(-1)).toMatchObject({ n: 10, principal: 1_000, interest: 10, balance: 0 });
  });

  it("lets a flat loan that ends early cost the jasa of its months, the last of which adjusts", () => {
    const rounding = { ...exact, principal: up(1000) };
    const made = schedule(terms({ method: "flat", principal: 10_333, periods: 20, ratePpm: 10_000, rounding }));
    expect(made.rows).toHaveLength(11);
    expect(made.rows.map((r) => r.interest)).toEqual([...Array(10).fill(103), 107]);
    expect(made.totals).toEqual({ principal: 10_333, interest: 1_137, total: 11_470 });
  });

  it("rounds what is paid, and takes the difference from the principal", () => {
    const rounding = { ...exact, instalment: up(1000) };
    const made = schedule(terms({ principal: 1_000_000, periods: 3, ratePpm: 20_000, rounding }));
    expect(made.rows.map((r) => [r.principal, r.interest, r.total])).toEqual([
      [334_000, 20_000, 354_000],
      [333_680, 13_320, 347_000],
      [332_320, 6_646, 338_966],
    ]);
  });

  it("never lowers jasa by rounding an instalment down", () => {
    const rounding = { ...exact, instalment: down(1000) };
    const made = schedule(terms({ principal: 3_000, periods: 4, ratePpm: 20_000, rounding }));
    expect(made.rows.map((r) => [r.principal, r.interest])).toEqual([
      [0, 60],
      [0, 60],
      [0, 60],
      [3_000, 60],
    ]);
  });

  it("adjusts flat jasa that was rounded up until all of it is charged, and never below zero", () => {
    const rounding = { ...exact, interest: up(1000) };
    const made = schedule(terms({ method: "flat", principal: 100_000, periods: 4, ratePpm: 6_000, rounding }));
    expect(made.rows.map((r) => r.interest)).toEqual([1_000, 1_000, 1_000, 0]);
  });

  it("reaches over 520 weeks", () => {
    for (const method of ["declining", "flat", "annuity"] as const) {
      const made = schedule(terms({ method, every: "week", periods: 520, principal: 10_000_000_000, ratePpm: 3_500 }));
      expect(made.rows).toHaveLength(520);
      expect(made.totals.principal).toBe(10_000_000_000);
    }
  });

  it("refuses terms that nobody may agree on", () => {
    for (const wrong of [
      { principal: 0 },
      { principal: 1.5 },
      { principal: 10_000_000_001 },
      { periods: 0 },
      { periods: 521 },
      { ratePpm: -1 },
      { anchorDay: 32 },
      { disbursedOn: "2026-02-30" },
      { disbursedOn: "10/01/2026" },
    ]) {
      expect(() => schedule(terms(wrong)), JSON.stringify(wrong)).toThrow(RangeError);
    }
  });

  it("always sums to its loan, with balances that fall to zero and nothing below it", () => {
    fc.assert(
      fc.property(anyTerms(), (given) => {
        const { rows, totals } = schedule(given);
        let balance = given.principal;
        for (const row of rows) {
          balance -= row.principal;
          expect(row.balance).toBe(balance);
          expect(row.principal).toBeGreaterThanOrEqual(0);
          expect(row.interest).toBeGreaterThanOrEqual(0);
          expect(row.total).toBe(row.principal + row.interest);
        }
        expect(balance).toBe(0);
        expect(rows.length).toBeLessThanOrEqual(given.periods);
        expect(totals.principal).toBe(given.principal);
        expect(totals.total).toBe(totals.principal + totals.interest);
        expect(rows.at(-1)?.principal).toBeGreaterThan(0);
      }),
      { seed: 1 },
    );
  });

  it("has due dates that follow each other, four to five weeks or seven days apart", () => {
    fc.assert(
      fc.property(anyTerms(60), (given) => {
        const days = schedule(given).rows.map((r) => r.dueOn);
        days.slice(1).forEach((dueOn, i) => {
          const apart = daysBetween(days[i] ?? "", dueOn);
          if (given.every === "week") expect(apart).toBe(7);
          else expect(apart >= 28 && apart <= 31).toBe(true);
        });
      }),
      { seed: 1 },
    );
  });
});
