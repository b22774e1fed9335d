import type { Entry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { type LoanState, type LoanTerms, loanState, type Settlement, settlement } from "../rules/index.ts";
import { historyOf, type LoanHistory } from "./history.ts";
import type { LoanRow, Loans } from "./store.ts";
import { loanTermsOf } from "./terms.ts";

/** A loan at the end of a day, with all that it was reckoned from. Rupiah. */
export type LoanView = {
  loan: LoanRow;
  terms: LoanTerms;
  history: LoanHistory;
  state: LoanState;
};

/**
 * Loans as the journal has them. Nothing that is owed is kept anywhere: each look reads the lines of the loan and plays
 * them anew, so that what is taken back, or written late, leaves no trace but its own.
 */
export class LoanBook {
  private readonly journal: Pick<Journal, "loanLines">;
  private readonly loans: Loans;

  constructor(journal: Pick<Journal, "loanLines">, loans: Loans) {
    this.journal = journal;
    this.loans = loans;
  }

  /** A loan at the end of a date; undefined while it was not paid out by then. */
  view(loan: LoanRow, asOf: string): LoanView | undefined {
    const history = this.history(loan);
    if (history.lent === undefined || asOf < history.lent.on) return undefined;
    const terms = loanTermsOf(loan.terms, history.lent.on);
    return { loan, terms, history, state: loanState(terms, history.payments, asOf) };
  }

  /** Principal that is owed by all that is written, what is off the books included; rupiah. */
  owed(loan: LoanRow): number {
    const { lent, payments } = this.history(loan);
    return payments.reduce((left, { principal }) => left - principal, lent?.principal ?? 0);
  }

  history(loan: LoanRow): LoanHistory {
    return historyOf(this.journal.loanLines(loan.id), { loan: loan.id, disbursedOn: loan.disbursedOn });
  }

  /**
   * Brings the rows of all loans that an entry names to what the journal says now: running, closed, written off, or
   * agreed again when the payment to the borrower was taken back. To be called after an entry was posted or reversed,
   * with the entry or its mirror.
   */
  follow(entry: Pick<Entry, "lines">): void {
    for (const id of new Set(entry.lines.flatMap(({ loan }) => loan ?? []))) {
      const loan = this.loans.byId(id);
      if (loan !== undefined) this.bringUp(loan);
    }
  }

  private bringUp(loan: LoanRow): void {
    const history = this.history(loan);
    const { lent, writtenOffOn } = history;
    if (lent === undefined) this.neverPaidOut(loan);
    else if (writtenOffOn !== undefined)
      this.loans.setState(loan.id, { state: "written-off", disbursedOn: lent.on, closedOn: writtenOffOn });
    else {
      const closedOn = closedOnOf(loan, history, lent.on);
      this.loans.setState(loan.id, { state: closedOn === null ? "active" : "closed", disbursedOn: lent.on, closedOn });
    }
  }

  /** An imported loan whose opening was taken back is none; any other may be paid out anew while her yes counts. */
  private neverPaidOut(loan: LoanRow): void {
    if (loan.disbursedOn === null) return;
    const lines = this.journal.loanLines(loan.id);
    const imported = lines.some(({ entry }) => entry.kind === "opening");
    this.loans.setState(loan.id, { state: imported ? "withdrawn" : "agreed", disbursedOn: null, closedOn: null });
  }
}

/** The day of the payment after which nothing was owed, or null. What death leaves unpaid beside the principal is waived. */
export function closedOnOf(loan: LoanRow, { payments, last }: LoanHistory, lentOn: string): string | null {
  if (last === undefined) return null;
  const on = last.on < lentOn ? lentOn : last.on;
  const { settled, balance } = loanState(loanTermsOf(loan.terms, lentOn), payments, on);
  return settled || (balance === 0 && last.kind === "death-benefit") ? on : null;
}

/** What it takes to pay a loan off on the day of the view; rupiah. */
export const toSettle = ({ terms, state }: Pick<LoanView, "terms" | "state">): Settlement => settlement(terms, state);
