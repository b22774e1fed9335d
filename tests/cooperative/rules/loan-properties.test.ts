import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  type LoanPayment,
  type LoanState,
  type LoanTerms,
  loanState,
  paymentOf,
  settlement,
} from "../../../src/cooperative/rules/index.ts";
import { addDays } from "../../../src/zones.ts";
import { anyTerms } from "./support.ts";

const anyAmounts = fc.array(
  fc.record({ after: fc.oneof(fc.constant(0), fc.nat(45)), share: fc.nat(400_000), wait: fc.nat(60) }),
  { maxLength: 12 },
);

type Amounts = readonly { after: number; share: number; wait: number }[];

/** Pays parts of the loan on days that follow, and hands over each state before its payment. */
function live(loan: LoanTerms, amounts: Amounts, look: (state: LoanState, amount: number) => void = () => undefined) {
  const posted: LoanPayment[] = [];
  let on = loan.disbursedOn;
  for (const { after, share } of amounts) {
    on = addDays(on, after);
    const state = loanState(loan, posted, on);
    const amount = Math.floor((loan.principal * share) / 1_000_000);
    look(state, amount);
    posted.push(paymentOf(on, allocate(state, amount)));
  }
  return { posted, on };
}

function figures(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(figures) : [];
}

const run = { seed: 1, numRuns: 200 };

describe("any loan, whatever is paid and when", () => {
  it("splits every payment so that it sums, with no part below zero", () => {
    fc.assert(
      fc.property(anyTerms(60), anyAmounts, (loan, amounts) => {
        live(loan, amounts, (state, amount) => {
          const { penalty, interest, principal, deposit } = allocate(state, amount);
          expect(penalty + interest + principal + deposit).toBe(amount);
          expect(Math.min(penalty, interest, principal, deposit)).toBeGreaterThanOrEqual(0);
          if (deposit > 0) expect(principal).toBe(state.balance);
        });
      }),
      run,
    );
  });

  it("has no figure below zero, and figures that agree with each other", () => {
    fc.assert(
      fc.property(anyTerms(60), anyAmounts, fc.nat(800), (loan, amounts, wait) => {
        const { posted, on } = live(loan, amounts);
        const state = loanState(loan, posted, addDays(on, wait));
        expect(Math.min(...figures(state))).toBeGreaterThanOrEqual(0);
        expect(state.balance).toBe(loan.principal - state.paid.principal);
        expect(state.due.principal).toBeLessThanOrEqual(state.balance);
        const unpaid = state.unpaid.reduce((sum, i) => sum + i.total, 0);
        expect(unpaid).toBe(state.due.total - state.due.penalty);
        expect(state.arrears.total).toBeLessThanOrEqual(unpaid);
        expect(state.charged.interest + state.paidBeyond.interest).toBeGreaterThanOrEqual(state.paid.interest);
      }),
      run,
    );
  });

  it("is settled by what the settlement says, to the rupiah", () => {
    fc.assert(
      fc.property(anyTerms(60), anyAmounts, fc.nat(400), (loan, amounts, wait) => {
        const { posted, on } = live(loan, amounts);
        const day = addDays(on, wait);
        const state = loanState(loan, posted, day);
        const { penalty, interest, principal, total } = settlement(loan, state);
        const split = allocate(state, total);
        expect(split).toEqual({ penalty, interest, principal, deposit: 0 });
        const after = loanState(loan, [...posted, paymentOf(day, split)], day);
        expect(after).toMatchObject({ settled: true, balance: 0, due: { total: 0 } });
        expect(loanState(loan, [...posted, paymentOf(day, split)], addDays(day, 500)).settled).toBe(true);
        if (total > 0) {
          const short = paymentOf(day, allocate(state, total - 1));
          expect(loanState(loan, [...posted, short], day).settled).toBe(false);
        }
      }),
      run,
    );
  });

  it("comes to the same in whichever order the entries are handed over", () => {
    const histories = fc.tuple(anyTerms(60), anyAmounts).chain(([loan, amounts]) => {
      const { posted, on } = live(loan, amounts);
      return fc.record({
        loan: fc.constant(loan),
        posted: fc.constant(posted),
        mixed: fc.shuffledSubarray(posted, { minLength: posted.length }),
        asOf: fc.nat(100).map((days) => addDays(on, days)),
      });
    });
    fc.assert(
      fc.property(histories, ({ loan, posted, mixed, asOf }) => {
        expect(loanState(loan, mixed, asOf)).toEqual(loanState(loan, posted, asOf));
      }),
      run,
    );
  });

  it("treats two payments on a day as one of their sum", () => {
    fc.assert(
      fc.property(
        anyTerms(60),
        anyAmounts,
        fc.nat(60),
        fc.nat(10 ** 9),
        fc.nat(10 ** 9),
        (loan, amounts, wait, a, b) => {
          const { posted, on } = live(loan, amounts);
          const day = addDays(on, wait);
          const first = allocate(loanState(loan, posted, day), a);
          const then = [...posted, paymentOf(day, first)];
          const second = allocate(loanState(loan, then, day), b);
          const whole = allocate(loanState(loan, posted, day), a + b);
          expect(first.principal + second.principal).toBe(whole.principal);
          expect(first.interest + second.interest).toBe(whole.interest);
          expect(loanState(loan, [...then, paymentOf(day, second)], addDays(day, 40))).toEqual(
            loanState(loan, [...posted, paymentOf(day, whole)], addDays(day, 40)),
          );
        },
      ),
      run,
    );
  });

  it("never owes less jasa or denda for waiting", () => {
    fc.assert(
      fc.property(anyTerms(60), anyAmounts, fc.nat(200), fc.nat(200), (loan, amounts, soon, more) => {
        const { posted, on } = live(loan, amounts);
        const early = loanState(loan, posted, addDays(on, soon));
        const late = loanState(loan, posted, addDays(on, soon + more));
        expect(late.charged.interest).toBeGreaterThanOrEqual(early.charged.interest);
        expect(late.charged.penalty).toBeGreaterThanOrEqual(early.charged.penalty);
        expect(late.due.total).toBeGreaterThanOrEqual(early.due.total);
      }),
      run,
    );
  });

  it("has no negative figure even after a history that is written late and split by another day's state", () => {
    const anyPosted = fc.array(
      fc.record({ day: fc.nat(400), penalty: fc.nat(10_000), interest: fc.nat(10 ** 7), share: fc.nat(80_000) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(anyTerms(60), anyPosted, fc.nat(500), (loan, entries, wait) => {
        const posted = entries.map(({ day, share, ...rest }) => ({
          ...rest,
          on: addDays(loan.disbursedOn, day),
          principal: Math.floor((loan.principal * share) / 1_000_000),
        }));
        expect(Math.min(...figures(loanState(loan, posted, addDays(loan.disbursedOn, wait))))).toBeGreaterThanOrEqual(
          0,
        );
      }),
      run,
    );
  });
});
