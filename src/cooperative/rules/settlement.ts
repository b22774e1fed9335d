import type { LoanState } from "./loan-state.ts";
import { interestOn, schedule } from "./schedule.ts";
import type { LoanTerms } from "./terms.ts";

/** What it takes to pay a loan off today; rupiah. */
export type Settlement = {
  penalty: number;
  interest: number;
  principal: number;
  total: number;
  /** Jasa of periods that have not begun, which is never owed and never posted. */
  waivedInterest: number;
};

/**
 * Pelunasan: the balance, the jasa of this period and what is due; for a flat loan of a unit that wants it
 * (`flatInterestAhead: "owed"`) all jasa of the schedule. `allocate` of the total leaves nothing owed and nothing over.
 *
 * What is waived is the jasa that paying on by the schedule would still have cost from here.
 */
export function settlement(terms: LoanTerms, state: LoanState): Settlement {
  const { penalty } = state.due;
  const interest = state.due.interest + (state.begun?.interest ?? 0) + state.laterInterest;
  const principal = state.balance;
  return {
    penalty,
    interest,
    principal,
    total: penalty + interest + principal,
    waivedInterest: waivedInterest(terms, state),
  };
}

function waivedInterest(terms: LoanTerms, { asOf, balance, begun }: LoanState): number {
  if (terms.method === "flat" && terms.flatInterestAhead === "owed") return 0;
  const { rows } = schedule(terms);
  return rows.reduce((total, { n, dueOn, interest }) => {
    if (dueOn <= asOf || n === begun?.n) return total;
    const owed = Math.min(balance, rows[n - 2]?.balance ?? terms.principal);
    if (owed === 0) return total;
    return total + (terms.method === "flat" ? interest : interestOn(owed, terms));
  }, 0);
}
