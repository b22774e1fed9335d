import { daysBetween } from "../../zones.ts";
import {
  balanceOf,
  begunPeriod,
  chargeOf,
  dueDateOf,
  type Instalment,
  interestCharged,
  interestDue,
  interestWanted,
  isChange,
  type LoanPayment,
  principalDue,
  principalWanted,
  type Replay,
  replay,
  unpaidUpTo,
} from "./loan-replay.ts";
import { penaltyOf } from "./penalty.ts";
import type { LoanTerms } from "./terms.ts";

/** A loan at the end of a day. All figures are rupiah and never negative. */
export type LoanState = {
  asOf: string;
  /** Principal that is owed. */
  balance: number;
  paid: { penalty: number; interest: number; principal: number };
  /** What was charged so far: denda, and jasa of every period in which it has been fixed. */
  charged: { penalty: number; interest: number };
  /** What should have been paid by now, today's instalment included. Unpaid jasa is in here and bears no jasa. */
  due: { penalty: number; interest: number; principal: number; total: number };
  /** Instalments that are due and not wholly paid, the oldest first. */
  unpaid: readonly Instalment[];
  /**
   * The part of `due` whose date has passed, without denda and without what is less than a coin; `days` is the age of the
   * oldest unpaid instalment.
   */
  arrears: { interest: number; principal: number; total: number; oldestDueOn?: string; days: number };
  /** The period that has begun and is not due yet, with its unpaid jasa once all that is due has been paid. */
  begun?: { n: number; dueOn: string; interest: number };
  /** Jasa of later periods that is owed even when the loan is paid off now: flat loans of units that want all of it. */
  laterInterest: number;
  /** The first instalment from today on that is not wholly paid, as it will be once all that is due has been paid. */
  next?: Instalment;
  /** Paid beyond what was charged (an earlier payment was written late, say): it counts towards what is charged next. */
  paidBeyond: { penalty: number; interest: number };
  /** Nothing is owed any more. */
  settled: boolean;
};

/**
 * The state of a loan after any history, recomputed from what was posted; nothing is carried on from day to day, so that
 * an entry that is written late, or reversed, leaves no trace but its own.
 *
 * Principal falls due by the schedule, all told: what was paid ahead counts towards the next instalments, and a member
 * who is ahead is never in arrears. She may pay less next time, or go on as before and be done sooner.
 *
 * Jasa is charged once for each period begun, however few of its days have passed. For declining and annuity loans it is
 * fixed on the principal owed when it is claimed: at the beginning of the due date, or before that by the first payment
 * that goes beyond what is due. So a payment two days late, or early, costs the jasa of the schedule, as in the paper
 * book, whose next line starts from the balance of the last one; more paid lowers the jasa of the next period, less paid
 * raises it, and unpaid jasa is kept apart. After the last period jasa goes on while principal is owed.
 *
 * A flat loan charges the jasa of its schedule, whatever was paid ahead, until the principal is paid or the schedule
 * ends. An annuity's instalment is not reckoned anew after a payment ahead: the next ones have less jasa in them.
 *
 * Denda (if any) counts the days on which an instalment of the schedule was overdue, by what was unpaid of it.
 */
export function loanState(terms: LoanTerms, payments: readonly LoanPayment[], asOf: string): LoanState {
  const loan = replay(terms, payments, asOf);
  const { paid } = loan;
  const balance = balanceOf(loan);
  const charged = { penalty: penaltyCharged(loan), interest: interestCharged(loan) };
  const penalty = Math.max(0, charged.penalty - paid.penalty);
  const [interest, principal] = [interestDue(loan), principalDue(loan)];
  const due = { penalty, interest, principal, total: penalty + interest + principal };
  const unpaid = unpaidUpTo(loan, loan.dueCount).filter(({ total }) => total > 0);
  const begun = begunOf(loan);
  const later = laterInterest(loan);
  const next = nextOf(loan);
  return {
    asOf,
    balance,
    paid,
    charged,
    due,
    unpaid,
    arrears: arrearsOf(
      unpaid.filter((one) => !isChange(loan, one)),
      asOf,
    ),
    ...(begun === undefined ? {} : { begun }),
    laterInterest: later,
    ...(next === undefined ? {} : { next }),
    paidBeyond: {
      penalty: Math.max(0, paid.penalty - charged.penalty),
      interest: Math.max(0, paid.interest - charged.interest),
    },
    settled: balance === 0 && due.total === 0 && (begun?.interest ?? 0) === 0 && later === 0,
  };
}

function penaltyCharged({ terms: { penalty }, lateness }: Replay): number {
  if (penalty === undefined) return 0;
  return lateness.reduce((total, late) => total + penaltyOf(late, penalty), 0);
}

function arrearsOf(unpaid: readonly Instalment[], asOf: string): LoanState["arrears"] {
  const late = unpaid.filter(({ dueOn }) => dueOn < asOf);
  const interest = late.reduce((total, i) => total + i.interest, 0);
  const principal = late.reduce((total, i) => total + i.principal, 0);
  const oldest = late[0];
  if (oldest === undefined) return { interest, principal, total: 0, days: 0 };
  const days = daysBetween(oldest.dueOn, asOf);
  return { interest, principal, total: interest + principal, oldestDueOn: oldest.dueOn, days };
}

/** The same loan with jasa fixed up to period n, as if each were claimed once the principal before it has been paid. */
function charging(loan: Replay, n: number): Replay {
  const charges = [...loan.charges];
  for (let k = charges.length + 1; k <= n; k += 1) {
    charges.push(chargeOf(loan, k, balanceOf(loan) - principalWanted(loan, k - 1)));
  }
  return { ...loan, charges };
}

function begunOf(loan: Replay): LoanState["begun"] {
  const n = begunPeriod(loan);
  if (n === undefined) return undefined;
  const interest = interestWanted(charging(loan, n), n) - interestDue(loan);
  return { n, dueOn: dueDateOf(loan, n), interest };
}

function laterInterest(loan: Replay): number {
  if (loan.terms.method !== "flat" || loan.terms.flatInterestAhead !== "owed") return 0;
  const all = charging(loan, loan.rows.length);
  return interestWanted(all, loan.rows.length) - interestWanted(all, begunPeriod(loan) ?? loan.dueCount);
}

function nextOf(loan: Replay): Instalment | undefined {
  const today = loan.dueCount > 0 && dueDateOf(loan, loan.dueCount) === loan.on;
  for (let n = today ? loan.dueCount : loan.dueCount + 1; n <= loan.rows.length; n += 1) {
    const instalment = unpaidUpTo(charging(loan, n), n).at(-1);
    if (instalment !== undefined && instalment.total > 0) return instalment;
  }
  return undefined;
}
