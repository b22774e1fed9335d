import type { LoanPayment } from "./loan-replay.ts";
import type { LoanState } from "./loan-state.ts";
import { whole } from "./rounding.ts";

/** Where a payment goes; rupiah, never negative, and it sums to the payment. */
export type Allocation = {
  penalty: number;
  interest: number;
  principal: number;
  /** What the loan did not need: titipan anggota. */
  deposit: number;
};

/**
 * Splits a payment: denda, then jasa that is due (the oldest first), then pokok that is due, then the jasa of the period
 * that has begun, then pokok ahead. What is left is hers, as titipan.
 *
 * The jasa of the period that has begun comes after the pokok that is due: otherwise an instalment paid two days late
 * would pay a month of jasa ahead and leave pokok in arrears. Two payments on one day are split as one of their sum.
 */
export function allocate(state: LoanState, amount: number): Allocation {
  let left = whole("amount", amount, 0);
  const take = (wanted: number) => {
    const taken = Math.min(left, wanted);
    left -= taken;
    return taken;
  };
  const penalty = take(state.due.penalty);
  const interestDue = take(state.due.interest);
  const principalDue = take(state.due.principal);
  const interestBegun = take(state.begun?.interest ?? 0);
  const principalAhead = take(state.balance - state.due.principal);
  const interestLater = take(state.laterInterest);
  return {
    penalty,
    interest: interestDue + interestBegun + interestLater,
    principal: principalDue + principalAhead,
    deposit: left,
  };
}

/** The part of an allocation that is posted against the loan, on a value date. */
export function paymentOf(on: string, { penalty, interest, principal }: Allocation): LoanPayment {
  return { on, penalty, interest, principal };
}
