import type { Debt, OffBooks } from "../members/settlement.ts";
import { toSettle } from "./book.ts";
import type { LoanParts } from "./parts.ts";
import { foundBy } from "./payment.ts";

/** What a member still owes on loans that were written off, oldest first; for her leaving. */
export function offBooksOf({ loans, book }: Pick<LoanParts, "loans" | "book">, member: number): OffBooks[] {
  const written = loans.ofMember(member).filter(({ state }) => state === "written-off");
  return written
    .map((loan) => ({ loan: loan.id, principal: book.owed(loan) }))
    .filter(({ principal }) => principal > 0);
}

/** What a member owes on all her running loans to be free of them on a date; rupiah. For her leaving. */
export function debtsOf({ loans, book }: Pick<LoanParts, "loans" | "book">, member: number, on: string): Debt[] {
  return loans.ofMember(member).flatMap((loan): Debt[] => {
    const view = loan.state === "active" ? book.view(loan, on) : undefined;
    if (view === undefined) return [];
    const { penalty, interest, principal } = toSettle({ terms: view.terms, state: foundBy(view, on) });
    return [{ loan: loan.id, penalty, interest, principal }];
  });
}
