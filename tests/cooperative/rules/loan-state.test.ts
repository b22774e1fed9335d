import { describe, expect, it } from "vitest";
import {
  allocate,
  type LoanPayment,
  type LoanTerms,
  loanState,
  paymentOf,
  schedule,
} from "../../../src/cooperative/rules/index.ts";
import { terms, vectors } from "./support.ts";

/** A loan that is paid as people pay it: an amount on a day, split by what is owed then. */
function paying(loan: LoanTerms, payments: readonly (readonly [on: string, amount: number])[]) {
  const posted: LoanPayment[] = [];
  const splits = payments.map(([on, amount]) => {
    const split = allocate(loanState(loan, posted, on), amount);
    posted.push(paymentOf(on, split));
    return split;
  });
  return { posted, splits, at: (asOf: string) => loanState(loan, posted, asOf) };
}

describe("the vectors of allocation", () => {
  it.each(vectors.alokasi)("$id: $ket", ({ pokok, jasa_ppm, periode }) => {
    const loan = terms({ principal: pokok, ratePpm: jasa_ppm });
    const { rows } = schedule(loan);
    const posted: LoanPayment[] = [];
    periode.forEach((month, i) => {
      const dueOn = rows[i]?.dueOn ?? "";
      const before = loanState(loan, posted, dueOn);
      expect(before.due).toMatchObject({ penalty: month.denda_ditagih, interest: month.jasa_ditagih });
      const split = allocate(before, month.bayar);
      expect(split).toEqual({
        penalty: month.ke_denda,
        interest: month.ke_jasa,
        principal: month.ke_pokok,
        deposit: month.titipan,
      });
      posted.push(paymentOf(dueOn, split));
      const after = loanState(loan, posted, dueOn);
      expect(after.balance).toBe(month.sisa_pokok);
      expect(after.due.interest).toBe(month.tunggakan_jasa);
    });
  });
});

describe("a declining loan", () => {
  it("shows the next instalment from the first day", () => {
    const state = loanState(terms(), [], "2026-01-10");
    expect(state).toMatchObject({
      balance: 5_000_000,
      due: { total: 0 },
      arrears: { total: 0, days: 0 },
      begun: { n: 1, dueOn: "2026-02-10", interest: 75_000 },
      next: { n: 1, dueOn: "2026-02-10", principal: 500_000, interest: 75_000, total: 575_000 },
      settled: false,
    });
    expect(state.unpaid).toEqual([]);
  });

  it("is due on the day, and late from the day after", () => {
    expect(loanState(terms(), [], "2026-02-10")).toMatchObject({
      due: { total: 575_000 },
      unpaid: [{ n: 1, dueOn: "2026-02-10", total: 575_000 }],
      arrears: { total: 0, days: 0 },
      next: { n: 1, total: 575_000 },
    });
    expect(loanState(terms(), [], "2026-02-11")).toMatchObject({
      due: { total: 575_000 },
      arrears: { total: 575_000, oldestDueOn: "2026-02-10", days: 1 },
      next: { n: 2, dueOn: "2026-03-10", principal: 500_000, interest: 67_500 },
    });
  });

  it.each([
    ["on the day", 0],
    ["two days late", 2],
    ["two days early", -2],
  ])("costs the jasa of its schedule when it is paid %s", (_, shift) => {
    const loan = terms();
    const { rows, totals } = schedule(loan);
    const payments = rows.map(({ dueOn, total }) => {
      const [year, month, day] = dueOn.split("-");
      return [`${year}-${month}-${Number(day) + shift < 10 ? "0" : ""}${Number(day) + shift}`, total] as const;
    });
    const { at, splits } = paying(loan, payments);
    expect(splits.map((s) => s.interest)).toEqual(rows.map((r) => r.interest));
    expect(at("2026-12-31")).toMatchObject({ settled: true, paid: { interest: totals.interest }, balance: 0 });
    expect(at("2026-12-31").next).toBeUndefined();
  });

  it("charges a period once, however often she pays in it", () => {
    const { splits, at } = paying(terms(), [
      ["2026-01-12", 300_000],
      ["2026-01-30", 275_000],
    ]);
    expect(splits.map((s) => [s.interest, s.principal])).toEqual([
      [75_000, 225_000],
      [0, 275_000],
    ]);
    expect(at("2026-02-10").due.total).toBe(0);
  });

  it("takes jasa of the month that has begun only after the pokok that is due", () => {
    const { splits } = paying(terms(), [["2026-02-12", 650_000]]);
    // 75,000 and 500,000 were due; 67,500 is the second month's on 4,500,000; 7,500 goes ahead.
    expect(splits[0]).toEqual({ penalty: 0, interest: 142_500, principal: 507_500, deposit: 0 });
  });

  it("counts what was paid ahead towards the next instalments", () => {
    const { at } = paying(terms(), [["2026-02-10", 1_575_000]]);
    const state = at("2026-02-10");
    expect(state.balance).toBe(3_500_000);
    expect(state.next).toEqual({ n: 2, dueOn: "2026-03-10", principal: 0, interest: 52_500, total: 52_500 });
    expect(at("2026-04-11").arrears).toMatchObject({ principal: 0, interest: 105_000, oldestDueOn: "2026-03-10" });
  });

  it("gives back what the loan does not need", () => {
    const { splits, at } = paying(terms({ principal: 100_000, periods: 1 }), [["2026-02-01", 150_000]]);
    expect(splits[0]).toEqual({ penalty: 0, interest: 1_500, principal: 100_000, deposit: 48_500 });
    expect(at("2026-02-01").settled).toBe(true);
  });

  it("goes on charging jasa after its last instalment while principal is owed", () => {
    const loan = terms({ principal: 300_000, periods: 1, ratePpm: 20_000 });
    const state = loanState(loan, [], "2026-04-10");
    expect(state.due).toMatchObject({ interest: 18_000, principal: 300_000 });
    expect(state.unpaid).toEqual([
      { n: 1, dueOn: "2026-02-10", principal: 300_000, interest: 6_000, total: 306_000 },
      { n: 2, dueOn: "2026-03-10", principal: 0, interest: 6_000, total: 6_000 },
      { n: 3, dueOn: "2026-04-10", principal: 0, interest: 6_000, total: 6_000 },
    ]);
    // Two days late, the month that has begun costs nothing once the loan is paid.
    const { splits, at } = paying(loan, [["2026-02-12", 306_000]]);
    expect(splits[0]).toEqual({ penalty: 0, interest: 6_000, principal: 300_000, deposit: 0 });
    expect(at("2030-01-01").settled).toBe(true);
  });

  it("is the older the longer its oldest instalment is unpaid, though later ones were paid in part", () => {
    const { at } = paying(terms(), [
      ["2026-03-10", 200_000],
      ["2026-04-10", 100_000],
    ]);
    const { arrears } = at("2026-05-10");
    // Jasa is 75,000, 75,000 and, on 4,950,000, 74,250: all of it is paid, and 75,750 of pokok.
    expect(arrears).toEqual({
      interest: 0,
      principal: 1_424_250,
      total: 1_424_250,
      oldestDueOn: "2026-02-10",
      days: 89,
    });
  });
});

describe("what is written late", () => {
  const late: LoanPayment = { on: "2026-02-10", penalty: 0, interest: 75_000, principal: 500_000 };

  it("changes the jasa of the periods after its value date, and nothing that was posted", () => {
    const posted = paying(terms(), [["2026-03-10", 575_000]]).posted;
    const without = loanState(terms(), posted, "2026-04-01");
    expect(without).toMatchObject({ charged: { interest: 150_000 }, paid: { interest: 150_000, principal: 425_000 } });
    const withIt = loanState(terms(), [...posted, late], "2026-04-01");
    expect(withIt).toMatchObject({
      // February on 5,000,000 and March on 4,500,000; April has not been claimed.
      charged: { interest: 142_500 },
      paid: { interest: 225_000, principal: 925_000 },
      paidBeyond: { interest: 82_500 },
      arrears: { principal: 75_000, interest: 0 },
    });
  });

  it("counts a surplus of jasa towards the next months", () => {
    const posted: LoanPayment[] = [{ on: "2026-02-10", penalty: 0, interest: 100_000, principal: 500_000 }];
    const state = loanState(terms(), posted, "2026-02-20");
    expect(state.paidBeyond.interest).toBe(25_000);
    expect(state.begun?.interest).toBe(42_500);
    expect(state.next).toMatchObject({ n: 2, interest: 42_500, principal: 500_000 });
    expect(loanState(terms(), posted, "2026-03-10")).toMatchObject({
      due: { interest: 42_500 },
      paidBeyond: { interest: 0 },
    });
  });

  it("fixes the jasa of a month when pokok is paid ahead in it, though jasa paid before covers that", () => {
    const posted: LoanPayment[] = [
      { on: "2026-02-10", penalty: 0, interest: 175_000, principal: 500_000 },
      { on: "2026-02-20", penalty: 0, interest: 0, principal: 2_500_000 },
    ];
    // 67,500 on the 4,500,000 that were owed when the month was claimed, not 30,000 on what was left at its end.
    expect(loanState(terms(), posted, "2026-03-10")).toMatchObject({
      charged: { interest: 142_500 },
      due: { total: 0 },
    });
  });

  it("fixes the jasa of a month when jasa alone is paid ahead in it", () => {
    const posted: LoanPayment[] = [
      { on: "2026-02-20", penalty: 0, interest: 100_000, principal: 0 },
      { on: "2026-02-25", penalty: 0, interest: 0, principal: 500_000 },
    ];
    expect(loanState(terms(), posted, "2026-03-10").charged.interest).toBe(150_000);
  });

  it("leaves the jasa of the month to be paid when pokok alone was paid off in it", () => {
    const posted: LoanPayment[] = [{ on: "2026-02-01", penalty: 0, interest: 0, principal: 5_000_000 }];
    const state = loanState(terms(), posted, "2026-02-01");
    expect(state).toMatchObject({ balance: 0, begun: { interest: 75_000 }, settled: false });
    expect(allocate(state, 80_000)).toEqual({ penalty: 0, interest: 75_000, principal: 0, deposit: 5_000 });
  });

  it("is not there when one looks at an earlier day", () => {
    expect(loanState(terms(), [late], "2026-02-09")).toEqual(loanState(terms(), [], "2026-02-09"));
  });

  it("makes a loan jasa and denda of which nothing is left when its payment is taken for what it was", () => {
    const penalty = { kind: "fixed", amount: 5_000, graceDays: 0 } as const;
    expect(loanState(terms({ penalty }), [], "2026-02-15").due.penalty).toBe(5_000);
    expect(loanState(terms({ penalty }), [late], "2026-02-15").due.penalty).toBe(0);
  });
});

describe("a flat loan", () => {
  const flat = terms({ method: "flat" });

  it("charges the jasa of its schedule, whatever was paid ahead", () => {
    const { at } = paying(flat, [["2026-02-10", 2_000_000]]);
    expect(at("2026-03-10")).toMatchObject({ balance: 3_075_000, due: { interest: 75_000, principal: 0 } });
  });

  it("charges nothing more once its principal is paid, and nothing after its last period", () => {
    const { at } = paying(flat, [["2026-02-12", 5_150_000]]);
    expect(at("2026-02-12").paid).toEqual({ penalty: 0, interest: 150_000, principal: 5_000_000 });
    expect(at("2027-02-12").settled).toBe(true);
    expect(loanState(flat, [], "2028-01-01").charged.interest).toBe(750_000);
    expect(loanState(flat, [], "2028-01-01").begun).toBeUndefined();
  });

  it("owes all its jasa where the unit wants it, principal first", () => {
    const owed = { ...flat, flatInterestAhead: "owed" } as const;
    expect(loanState(owed, [], "2026-02-01").laterInterest).toBe(675_000);
    const { splits, at } = paying(owed, [["2026-02-10", 5_175_000]]);
    expect(splits[0]).toEqual({ penalty: 0, interest: 175_000, principal: 5_000_000, deposit: 0 });
    expect(at("2026-03-10")).toMatchObject({
      balance: 0,
      settled: false,
      due: { interest: 0 },
      laterInterest: 575_000,
    });
    expect(at("2026-04-10")).toMatchObject({ due: { interest: 50_000 }, next: { n: 3, total: 50_000 } });
  });
});

describe("an annuity", () => {
  const annuity = terms({ method: "annuity" });

  it("charges jasa on what is really owed, and wants the principal of its schedule", () => {
    const { splits, at } = paying(annuity, [
      ["2026-02-10", 542_171],
      ["2026-03-10", 42_171],
    ]);
    expect(splits[1]).toEqual({ penalty: 0, interest: 42_171, principal: 0, deposit: 0 });
    expect(at("2026-04-10").due).toEqual({
      penalty: 0,
      interest: 67_992 - 42_171 + 67_992,
      principal: 474_179 + 481_291,
      total: 67_992 - 42_171 + 67_992 + 474_179 + 481_291,
    });
  });
});

describe("denda over a history", () => {
  const penalty = { kind: "percent-a-day", ppmPerDay: 1_000, graceDays: 5, countFrom: "due-date" } as const;

  it("grows with the days, by what was unpaid on each", () => {
    const loan = terms({ penalty });
    expect(loanState(loan, [], "2026-02-15").due.penalty).toBe(0);
    expect(loanState(loan, [], "2026-02-16").due.penalty).toBe(3_450);
    expect(loanState(loan, [], "2026-02-22").due.penalty).toBe(6_900);
    // 375,000 of 575,000 paid after four days, the rest eight days later: 2,300 and 1,600.
    const { splits, at } = paying(loan, [
      ["2026-02-14", 375_000],
      ["2026-02-22", 203_900],
    ]);
    expect(splits.map((s) => s.penalty)).toEqual([0, 3_900]);
    expect(at("2026-02-23").due.total).toBe(0);
  });

  it("counts each day after the grace once, by what was unpaid on it", () => {
    const after = terms({ penalty: { ...penalty, countFrom: "after-grace" } });
    // 575,000 on the 6th to the 8th day, 375,000 on the 9th to the 12th: 1,725 and 1,500.
    const posted: LoanPayment[] = [{ on: "2026-02-18", penalty: 0, interest: 75_000, principal: 125_000 }];
    expect(loanState(after, posted, "2026-02-22").due.penalty).toBe(3_225);
  });

  it("is covered before jasa", () => {
    const { splits } = paying(terms({ penalty }), [["2026-02-22", 10_000]]);
    expect(splits[0]).toEqual({ penalty: 6_900, interest: 3_100, principal: 0, deposit: 0 });
  });

  it("is an amount for each late instalment, where the unit has it so", () => {
    const fixed = terms({ penalty: { kind: "fixed", amount: 5_000, graceDays: 5 } });
    expect(loanState(fixed, [], "2026-04-16").due.penalty).toBe(15_000);
    expect(loanState(fixed, [], "2026-04-15").due.penalty).toBe(10_000);
  });

  it("is not charged for what cash rounding left of an instalment, which is owed and not late", () => {
    const fixed = terms({ penalty: { kind: "fixed", amount: 5_000, graceDays: 0 }, coin: 1_000 });
    const { at } = paying(fixed, [["2026-02-10", 574_001]]);
    expect(at("2026-03-09")).toMatchObject({
      due: { penalty: 0, principal: 999 },
      arrears: { total: 0, days: 0 },
      unpaid: [{ n: 1, total: 999 }],
    });
    // The next instalment is late, and the first one still is not.
    expect(at("2026-03-12")).toMatchObject({
      due: { penalty: 5_000 },
      arrears: { oldestDueOn: "2026-03-10", days: 2 },
    });
    const less = paying(fixed, [["2026-02-10", 574_000]]);
    expect(less.at("2026-03-09")).toMatchObject({ due: { penalty: 5_000 }, arrears: { total: 1_000, days: 27 } });
    // Who pays back less than a coin a month is late as anybody.
    const small = terms({ principal: 5_000, coin: 1_000 });
    expect(loanState(small, [], "2026-02-20").arrears).toMatchObject({ total: 575, days: 10 });
  });

  it("is off by default", () => {
    expect(loanState(terms(), [], "2028-02-16").due.penalty).toBe(0);
  });
});

describe("a history that cannot be", () => {
  it("is refused", () => {
    const paid = (on: string, principal: number): LoanPayment => ({ on, penalty: 0, interest: 0, principal });
    expect(() => loanState(terms(), [], "2026-01-09")).toThrow(RangeError);
    expect(() => loanState(terms(), [paid("2026-01-09", 1)], "2026-02-09")).toThrow(RangeError);
    expect(() => loanState(terms(), [paid("2026-02-09", 5_000_001)], "2026-02-09")).toThrow(RangeError);
    expect(() => loanState(terms(), [paid("2026-02-09", -1)], "2026-02-09")).toThrow(RangeError);
    expect(() => allocate(loanState(terms(), [], "2026-02-09"), -1)).toThrow(RangeError);
  });
});
