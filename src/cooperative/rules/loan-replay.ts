import { daysBetween } from "../../zones.ts";
import { day, dueDate } from "./due-dates.ts";
import { IN_TIME, type Lateness, overdue } from "./penalty.ts";
import { whole } from "./rounding.ts";
import { interestOn, type ScheduleRow, schedule } from "./schedule.ts";
import type { LoanTerms } from "./terms.ts";

/**
 * What was posted against a loan on a value date (tanggal transaksi), from whichever account it was paid; rupiah. An
 * entry that was reversed is left out together with its reversal: it never was.
 */
export type LoanPayment = { on: string; penalty: number; interest: number; principal: number };

/** A loan as it stands at the end of a day, before it is made readable (`loan-state.ts`). */
export type Replay = {
  readonly terms: LoanTerms;
  readonly rows: readonly ScheduleRow[];
  on: string;
  paid: { penalty: number; interest: number; principal: number };
  /** Jasa of the periods, from the first, in which it has been fixed. */
  charges: number[];
  /** Periods whose due date has come. */
  dueCount: number;
  /** How late each row of the schedule has been. */
  lateness: Lateness[];
};

/**
 * Plays what was posted, day by day, up to the end of `asOf`. Payments of one day are one payment, so that the order in
 * which they are handed over changes nothing. RangeError where more principal was paid than was lent, or before it was.
 */
export function replay(terms: LoanTerms, payments: readonly LoanPayment[], asOf: string): Replay {
  const { rows } = schedule(terms);
  if (day("asOf", asOf) < terms.disbursedOn) throw new RangeError(`A loan of ${terms.disbursedOn} on ${asOf}`);
  const loan: Replay = {
    terms,
    rows,
    on: terms.disbursedOn,
    paid: { penalty: 0, interest: 0, principal: 0 },
    charges: [],
    dueCount: 0,
    lateness: rows.map(() => IN_TIME),
  };
  for (const payment of byDay(payments)) {
    if (payment.on > asOf) break;
    if (payment.on < terms.disbursedOn) throw new RangeError(`A payment before the disbursement: ${payment.on}`);
    moveTo(loan, payment.on);
    post(loan, payment);
  }
  moveTo(loan, asOf);
  return loan;
}

function byDay(payments: readonly LoanPayment[]): LoanPayment[] {
  const days = new Map<string, LoanPayment>();
  for (const { on, penalty, interest, principal } of payments) {
    const sum = days.get(day("on", on)) ?? { on, penalty: 0, interest: 0, principal: 0 };
    days.set(on, {
      on,
      penalty: sum.penalty + whole("penalty", penalty, 0),
      interest: sum.interest + whole("interest", interest, 0),
      principal: sum.principal + whole("principal", principal, 0),
    });
  }
  return [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Time passes: jasa falls due at the beginning of each due date, before that day's payments, and lateness grows. */
function moveTo(loan: Replay, to: string): void {
  for (let n = loan.dueCount + 1; hasPeriod(loan, n) && dueDateOf(loan, n) <= to; n += 1) {
    loan.charges[n - 1] ??= chargeOf(loan, n, balanceOf(loan));
    loan.dueCount = n;
  }
  const { penalty } = loan.terms;
  if (penalty !== undefined) {
    const unpaid = unpaidUpTo(loan, loan.dueCount);
    loan.lateness = loan.lateness.map((lateness, i) => {
      const late = unpaid[i];
      if (late === undefined || late.total === 0 || isChange(loan, late)) return lateness;
      const fromDay = Math.max(0, daysBetween(late.dueOn, loan.on));
      return overdue(lateness, { unpaid: late.total, fromDay, toDay: daysBetween(late.dueOn, to) }, penalty);
    });
  }
  loan.on = to;
}

/** Whether there is a period n: after the schedule, jasa goes on by the balance, so there is one while it is owed. */
function hasPeriod(loan: Replay, n: number): boolean {
  return n <= loan.rows.length || (loan.terms.method !== "flat" && balanceOf(loan) > 0);
}

/** A payment that covers more than what is due reaches the period that has begun, and fixes its jasa. */
function post(loan: Replay, { penalty, interest, principal }: LoanPayment): void {
  const due = { interest: interestDue(loan), principal: principalDue(loan) };
  const n = begunPeriod(loan);
  if (n !== undefined && (interest > due.interest || principal > due.principal)) {
    loan.charges[n - 1] ??= chargeOf(loan, n, balanceOf(loan) - Math.min(principal, due.principal));
  }
  loan.paid.penalty += penalty;
  loan.paid.interest += interest;
  loan.paid.principal += principal;
  whole("principal paid", loan.paid.principal, 0, loan.terms.principal);
}

export const dueDateOf = ({ rows, terms }: Replay, n: number): string => rows[n - 1]?.dueOn ?? dueDate(terms, n);

/** Principal that is owed. */
export const balanceOf = ({ terms, paid }: Replay): number => terms.principal - paid.principal;

/**
 * Jasa of period n on a balance. A flat loan charges what the schedule says while principal is owed (or in any case,
 * where the unit wants all jasa), and nothing after its last period: its price was agreed on.
 */
export function chargeOf({ terms, rows }: Replay, n: number, balance: number): number {
  if (terms.method !== "flat") return interestOn(balance, terms);
  return balance > 0 || terms.flatInterestAhead === "owed" ? (rows[n - 1]?.interest ?? 0) : 0;
}

/**
 * The period that has begun and has not fallen due: the days after one due date up to the day before the next. On a due
 * date itself there is none, since the period ends with it; the first begins with the disbursement.
 */
export function begunPeriod(loan: Replay): number | undefined {
  const { dueCount } = loan;
  const begun = dueCount === 0 || dueDateOf(loan, dueCount) < loan.on;
  return begun && hasPeriod(loan, dueCount + 1) ? dueCount + 1 : undefined;
}

/** Principal that the schedule wants up to period n, beyond what was paid. */
export function principalWanted({ rows, terms, paid }: Replay, n: number): number {
  const left = n === 0 ? terms.principal : (rows[n - 1]?.balance ?? 0);
  return Math.max(0, terms.principal - left - paid.principal);
}

const sum = (charges: readonly number[]) => charges.reduce((total, charge) => total + charge, 0);

/** Jasa charged up to period n, beyond what was paid. */
export function interestWanted({ charges, paid }: Replay, n: number): number {
  return Math.max(0, sum(charges.slice(0, n)) - paid.interest);
}

export const principalDue = (loan: Replay): number => principalWanted(loan, loan.dueCount);
export const interestDue = (loan: Replay): number => interestWanted(loan, loan.dueCount);
export const interestCharged = ({ charges }: Replay): number => sum(charges);

/** What is unpaid of one instalment; rupiah. After the last one of the schedule it is jasa alone. */
export type Instalment = { n: number; dueOn: string; principal: number; interest: number; total: number };

/** Whether what is unpaid of an instalment is less than a coin of the unit, while the whole of it was more. */
export function isChange({ rows, terms: { coin = 1 } }: Replay, { n, total }: Instalment): boolean {
  return total < coin && (rows[n - 1]?.total ?? coin) >= coin;
}

/** What is still unpaid of each period from the first to n; the oldest is paid first. */
export function unpaidUpTo(loan: Replay, n: number): Instalment[] {
  let [wantedPrincipal, wantedInterest] = [0, 0];
  let charged = 0;
  return Array.from({ length: n }, (_, i) => {
    charged += loan.charges[i] ?? 0;
    const principal = principalWanted(loan, i + 1) - wantedPrincipal;
    const interest = Math.max(0, charged - loan.paid.interest) - wantedInterest;
    wantedPrincipal += principal;
    wantedInterest += interest;
    return { n: i + 1, dueOn: dueDateOf(loan, i + 1), principal, interest, total: principal + interest };
  });
}
