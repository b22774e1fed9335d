import type { Journal } from "../journal/journal.ts";
import { type Booking, type Done, done, type Result, refused } from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { Settings } from "../settings.ts";
import type { Agreements } from "./agreements.ts";
import type { LoanBook, LoanView } from "./book.ts";
import type { Groups } from "./groups.ts";
import { type LoanRow, type Loans, loanNo } from "./store.ts";

/** What the life of a loan needs of the rest of the cooperative. */
export type LoanParts = {
  journal: Pick<Journal, "post" | "bySource" | "balance" | "loanLines">;
  loans: Loans;
  book: LoanBook;
  groups: Groups;
  agreements: Pick<Agreements, "of" | "isAsked" | "witnessOf">;
  settings(unit: number): Settings;
  /** The person behind a member, or null. */
  personOf(member: number): string | null;
  /** Is she a member of the unit now? */
  isMember(member: number, unit: number): boolean;
};

type Posting = Parameters<typeof book>[2];

/** Posts what a handler made, once: what came from this source before is answered as it was then. */
export function once(parts: LoanParts, booking: Booking, make: () => Result<Posting>): Result<Done> {
  const before = parts.journal.bySource(booking.source);
  if (before !== undefined) return done([before], true);
  const made = make();
  if (!made.ok) return made;
  const { ok: _, ...posting } = made;
  const result = book(parts.journal, booking, posting);
  if (result.ok && !result.duplicate) for (const entry of result.entries) parts.book.follow(entry);
  return result;
}

/** The loan that is meant, if it is hers and of this unit. */
export function loanOf(
  { loans }: Pick<LoanParts, "loans">,
  { member, loan: id }: { member: number; loan: number },
  { unit }: Pick<Booking, "unit">,
): Result<{ loan: LoanRow }> {
  const loan = loans.byId(id);
  if (loan === undefined || loan.unit !== unit || loan.member !== member) return refused("no-such-loan");
  return { ok: true, loan };
}

/** The loan that is meant, running, as it stands on the value date. */
export function runningLoan(
  parts: Pick<LoanParts, "loans" | "book">,
  of: { member: number; loan: number },
  booking: Pick<Booking, "unit" | "valueOn">,
): Result<{ view: LoanView }> {
  const found = loanOf(parts, of, booking);
  if (!found.ok) return found;
  const { loan } = found;
  const no = loanNo(loan.no);
  if (loan.state !== "active") return refused(`loan-is-${loan.state}`, { loan: no });
  const view = parts.book.view(loan, booking.valueOn);
  if (view === undefined) return refused("before-loan", { loan: no, date: loan.disbursedOn ?? "" });
  return { ok: true, view };
}

/** Is this the borrower herself? */
export const isHerself = ({ personOf }: Pick<LoanParts, "personOf">, member: number, person: string): boolean =>
  personOf(member) === person;
