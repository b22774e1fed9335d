import { dueDate } from "./due-dates.ts";
import { mulPpm, PPM, type Ratio, type Rounding, roundTo } from "./rounding.ts";
import { checkTerms, type ScheduleTerms } from "./terms.ts";

/** One instalment as agreed; rupiah. `balance` is the principal that is owed after it. */
export type ScheduleRow = {
  n: number;
  dueOn: string;
  principal: number;
  interest: number;
  total: number;
  balance: number;
};

export type Schedule = {
  rows: readonly ScheduleRow[];
  totals: { principal: number; interest: number; total: number };
};

type Part = { principal: number; interest: number };

/**
 * The instalments that are agreed on. The principal always sums to the loan, and the last instalment absorbs what
 * rounding left.
 *
 * An instalment that is rounded takes or leaves principal, never jasa: rounded up, the loan is paid off sooner, and the
 * schedule then has fewer rows than periods (an instalment of Rp 0 at the end means nothing to anybody); rounded down,
 * the rest falls on the last. Rows of Rp 0 before the last can occur where the loan is smaller than its number of
 * periods.
 *
 * RangeError for terms that nobody may agree on (see `checkTerms`).
 */
export function schedule(terms: ScheduleTerms): Schedule {
  checkTerms(terms);
  const parts = terms.method === "flat" ? flatParts(terms) : reducingParts(terms);
  let balance = terms.principal;
  const rows = parts.map(({ principal, interest }, i) => {
    balance -= principal;
    return { n: i + 1, dueOn: dueDate(terms, i + 1), principal, interest, total: principal + interest, balance };
  });
  const sum = (of: (row: ScheduleRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    rows,
    totals: { principal: sum((r) => r.principal), interest: sum((r) => r.interest), total: sum((r) => r.total) },
  };
}

/** Jasa of one period on a balance, as declining and annuity loans charge it. */
export function interestOn(balance: number, { ratePpm, rounding: { interest } }: ScheduleTerms): number {
  return mulPpm(balance, ratePpm, interest.mode, interest.unit);
}

/** Declining and annuity: jasa on what is left, period by period. */
function reducingParts(terms: ScheduleTerms): Part[] {
  const instalment = terms.method === "annuity" ? annuityInstalment(terms) : undefined;
  const parts: Part[] = [];
  for (let balance = terms.principal; balance > 0; ) {
    const interest = interestOn(balance, terms);
    const wanted = (instalment ?? instalmentOf(terms, interest)) - interest;
    const principal = parts.length + 1 === terms.periods ? balance : between(wanted, balance);
    parts.push({ principal, interest });
    balance -= principal;
  }
  return parts;
}

/**
 * Flat: the same jasa each period, and all of it is round(P x rate x periods); the last row adjusts. Where rounded
 * instalments pay the loan off sooner, jasa is reckoned for the periods that there are.
 */
function flatParts(terms: ScheduleTerms): Part[] {
  const { principal: loan, ratePpm, rounding } = terms;
  const each = mulPpm(loan, ratePpm, rounding.interest.mode, rounding.interest.unit);
  const wanted = instalmentOf(terms, each) - each;
  const principals: number[] = [];
  for (let balance = loan; balance > 0; ) {
    const principal = principals.length + 1 === terms.periods ? balance : between(wanted, balance);
    principals.push(principal);
    balance -= principal;
  }
  const all = { num: BigInt(loan) * BigInt(ratePpm) * BigInt(principals.length), den: BigInt(PPM) };
  let left = round(all, rounding.interest);
  return principals.map((principal, i) => {
    const interest = i + 1 === principals.length ? left : Math.min(each, left);
    left -= interest;
    return { principal, interest };
  });
}

/** Principal by equal parts and jasa together, rounded as a member pays them. */
function instalmentOf({ principal, periods, rounding }: ScheduleTerms, interest: number): number {
  const part = round({ num: BigInt(principal), den: BigInt(periods) }, rounding.principal);
  return round({ num: BigInt(part + interest), den: 1n }, rounding.instalment);
}

/** P r (1+r)^n / ((1+r)^n - 1), exact, then rounded once. Without jasa it is P / n. */
function annuityInstalment({ principal, ratePpm, periods, rounding }: ScheduleTerms): number {
  if (ratePpm === 0) return round({ num: BigInt(principal), den: BigInt(periods) }, rounding.instalment);
  const grown = BigInt(PPM + ratePpm) ** BigInt(periods);
  const num = BigInt(principal) * BigInt(ratePpm) * grown;
  return round({ num, den: BigInt(PPM) * (grown - BigInt(PPM) ** BigInt(periods)) }, rounding.instalment);
}

const round = (value: Ratio, { unit, mode }: Rounding) => roundTo(value, unit, mode);
const between = (wanted: number, balance: number) => Math.max(0, Math.min(wanted, balance));
