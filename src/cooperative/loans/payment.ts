import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import {
  type Allocation,
  allocate,
  type LoanState,
  loanState,
  type Rounding,
  roundTo,
  settlement,
} from "../rules/index.ts";
import type { LoanView } from "./book.ts";

/**
 * What a cash payment becomes. `amount` and `fromHeld` together are all the other parts together. Rupiah, not negative.
 *
 * - `fromHeld`: titipan that is used;
 * - `toSavings`: what cash rounding put on top, hers as simpanan sukarela;
 * - `deposit`: what the loan did not need, as titipan.
 */
export type CashPayment = Allocation & { amount: number; fromHeld: number; toSavings: number };

/**
 * The loan as a payment of a value date finds it. Where later payments stand already, what they have paid is not owed
 * once more: neither denda nor jasa is charged twice when the papers come in the wrong order. Pure.
 */
export function foundBy({ terms, history: { payments, last } }: LoanView, on: string): LoanState {
  const then = loanState(terms, payments, on);
  if (last === undefined || last.on <= on) return then;
  const { next, ...now } = loanState(terms, payments, last.on);
  const owed = now.due.interest + (now.begun?.interest ?? 0) + now.laterInterest;
  const penalty = Math.min(then.due.penalty, now.due.penalty);
  const interest = Math.min(then.due.interest, owed);
  const principal = Math.min(then.due.principal, now.due.principal, now.balance);
  const begun = Math.min(then.begun?.interest ?? 0, owed - interest);
  const { next: _, begun: period, ...rest } = then;
  return {
    ...rest,
    balance: now.balance,
    due: { penalty, interest, principal, total: penalty + interest + principal },
    ...(period === undefined ? {} : { begun: { ...period, interest: begun } }),
    laterInterest: Math.min(then.laterInterest, owed - interest - begun),
    ...(next === undefined ? {} : { next }),
  };
}

/** What is asked for now: all that is due, or the next instalment where nothing is. */
export const askedNow = ({ due, next }: LoanState): number => (due.total > 0 ? due.total : (next?.total ?? 0));

/** An amount as it is asked for in cash, in coins that there are. */
export const inCash = (amount: number, { unit, mode }: Rounding): number =>
  roundTo({ num: BigInt(amount), den: 1n }, unit, mode);

/**
 * The cash that is asked for an amount, with `held` rupiah of titipan. What pays the loan off is rounded up: nobody owes
 * a few rupiah for ever.
 */
export function cashFor(view: LoanView, state: LoanState, wanted: number, held: number): number {
  const { cash } = view.loan.terms.rounding;
  const closes = wanted >= settlement(view.terms, state).total;
  return inCash(wanted - Math.min(held, wanted), closes ? { ...cash, mode: "up" } : cash);
}

/** The cash that pays a loan off, never too little, with `held` rupiah of titipan. */
export const cashToSettle = (view: LoanView, state: LoanState, held: number): number =>
  cashFor(view, state, settlement(view.terms, state).total, held);

/**
 * Splits cash: titipan is used first, for what is asked for now and never for principal ahead; where the cash is what
 * was asked for, rounded to coins, what rounding put on top is savings; then denda, jasa, pokok; what is over is titipan.
 */
export function splitCash(view: LoanView, state: LoanState, amount: number, held: number): CashPayment {
  const { cash } = view.loan.terms.rounding;
  const settle = settlement(view.terms, state).total;
  // Who brings enough to be free of the loan means to be, as far as her titipan helps.
  const asked = amount >= cashToSettle(view, state, held) ? settle : askedNow(state);
  const fromHeld = Math.min(held, asked);
  const wanted = asked - fromHeld;
  const rounded = amount === inCash(wanted, cash) || amount === inCash(wanted, { ...cash, mode: "up" });
  const toSavings = wanted > 0 && rounded ? Math.max(0, amount - wanted) : 0;
  const { deposit, ...parts } = allocate(state, amount + fromHeld - toSavings);
  // What is taken from titipan and given back to it never moved.
  const unmoved = Math.min(fromHeld, deposit);
  return { ...parts, amount, fromHeld: fromHeld - unmoved, deposit: deposit - unmoved, toSavings };
}

/** The lines of a cash payment, without the cash itself: a meeting takes the cash of several in one sum. */
export function cashPaymentLines(of: { member: number; loan: number }, payment: CashPayment): Line[] {
  const { member } = of;
  return [
    debit(ACCOUNTS.heldForMembers, payment.fromHeld, { member }),
    ...creditLines(of, payment),
    credit(ACCOUNTS.voluntary, payment.toSavings, { member }),
    credit(ACCOUNTS.heldForMembers, payment.deposit, { member }),
  ].filter(isMoney);
}

/** Denda, jasa and pokok of a loan, as they are credited from whichever account they were paid. */
export const creditLines = (
  { member, loan }: { member: number; loan: number },
  { penalty, interest, principal }: Pick<Allocation, "penalty" | "interest" | "principal">,
): Line[] =>
  [
    credit(ACCOUNTS.penalty, penalty, { member, loan }),
    credit(ACCOUNTS.loanInterest, interest, { member, loan }),
    credit(ACCOUNTS.loans, principal, { member, loan }),
  ].filter(isMoney);

/** Lines of nothing are none. */
export const isMoney = (line: Line): boolean => line.debit > 0 || line.credit > 0;
