import { type AgreedTerms, loanTermsOf } from "../loans/terms.ts";
import { dueDate } from "../rules/due-dates.ts";
import { loanState } from "../rules/loan-state.ts";
import { mulPpm, PPM } from "../rules/rounding.ts";
import { schedule } from "../rules/schedule.ts";
import type { LoanTerms } from "../rules/terms.ts";
import type { Settings } from "../settings.ts";
import type { LoanOfRow } from "./member-row.ts";

/** What is left of a loan, as a loan of its own from the last instalment that was paid. */
export type RunningLoan = {
  terms: AgreedTerms;
  /** The due date of the last instalment that was paid; of a loan without one, the day of its disbursement. */
  from: string;
  /** Jasa that is due and unpaid on the day of the opening, by the instalments. */
  unpaidInterest: number;
  /** Principal that is late on the day of the opening, as it goes on here; rupiah. */
  latePrincipal: number;
  /** Where they do not fit: instalments that are paid by the file, and by its rest; and what the former would leave. */
  paid?: { file: number; byPrincipal: number; leaves: number };
  /** Jasa a period of the paper book and of ours, where they are not the same. */
  flatInterest?: { book: number; ours: number };
};

/**
 * A loan that is running when the books begin: the principal that is left over the instalments that are left, counted
 * from the last one that was paid, so that what is in arrears stays so. Jasa on the balance needs no more than that. A
 * flat loan charges on what was lent at first: its rate is raised until the same jasa comes of the rest. Pure.
 */
export function runningLoan(loan: LoanOfRow, settings: Settings, on: string): RunningLoan {
  const { outstanding, periods } = loan;
  const whole = termsOf(loan, settings);
  const { counted: paid, misfit } = paidInstalments(loan, loanTermsOf(whole, loan.disbursedOn), on);
  const calendar = { every: loan.every, disbursedOn: loan.disbursedOn };
  const from = paid === 0 ? loan.disbursedOn : dueDate(calendar, paid);
  const flat = loan.method === "flat" && outstanding < loan.principal;
  const ratePpm = flat ? raised(loan) : loan.ratePpm;
  const anchor = loan.every === "month" ? { anchorDay: Number(loan.disbursedOn.slice(8)) } : {};
  const terms = { ...whole, ...anchor, principal: outstanding, periods: periods - paid, ratePpm };
  const { due, arrears } = loanState(loanTermsOf(terms, from), [], on);
  const { mode, unit } = settings.rounding.interest;
  const book = mulPpm(loan.principal, loan.ratePpm, mode, unit);
  const ours = mulPpm(outstanding, ratePpm, mode, unit);
  const differs = loan.method === "flat" && book !== ours;
  return {
    terms,
    from,
    unpaidInterest: due.interest,
    latePrincipal: arrears.principal,
    ...(misfit === undefined ? {} : { paid: misfit }),
    ...(differs ? { flatInterest: { book, ours } } : {}),
  };
}

/** The rate at which the rest bears what the whole did, to the nearest ppm. */
const raised = ({ principal, ratePpm, outstanding }: LoanOfRow): number => {
  const exact = (BigInt(principal) * BigInt(ratePpm) * 2n + BigInt(outstanding)) / (2n * BigInt(outstanding));
  return Math.min(PPM, Number(exact));
};

/**
 * How many instalments count as paid: as many as the book says, or as the principal that is left shows; never one that
 * is not due yet, and never all of them while something is owed.
 */
function paidInstalments(
  { principal, outstanding, periods, paid }: LoanOfRow,
  terms: LoanTerms,
  on: string,
): { counted: number; misfit: RunningLoan["paid"] } {
  const { rows } = schedule(terms);
  const byPrincipal = rows.filter(({ balance }) => balance >= outstanding && principal > outstanding).length;
  const due = rows.filter(({ dueOn }) => dueOn <= on).length;
  const possible = (count: number) => Math.min(count, due, periods - 1);
  const counted = possible(paid ?? byPrincipal);
  if (paid === undefined || paid === byPrincipal) return { counted, misfit: undefined };
  return { counted, misfit: { file: paid, byPrincipal, leaves: rows[paid - 1]?.balance ?? principal } };
}

function termsOf(loan: LoanOfRow, { products, rounding, penalty }: Settings): AgreedTerms {
  const { principal, method, ratePpm, every, periods } = loan;
  const product = products.find((one) => one.method === method && one.ratePpm === ratePpm && one.every === every);
  return {
    product: product?.name ?? OLD,
    principal,
    method,
    ratePpm,
    every,
    periods,
    rounding,
    fees: { originationPpm: 0, administration: 0, protectionPpm: 0, capitalisationPpm: 0 },
    ...(penalty === undefined ? {} : { penalty }),
    flatInterestAhead: product?.flatInterestAhead ?? "waived",
  };
}

/** The product of a loan that none of today's fits. */
const OLD = "lama";
