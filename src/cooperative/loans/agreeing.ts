import type { Pending } from "../controls/pendings.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type OperationOf,
  type Result,
  refused,
} from "../operations/operation.ts";
import { type LoanParts, loanOf } from "./parts.ts";
import { loanNo } from "./store.ts";

/** The desk names what it carries out so. */
const PENDING = /^pending:(\d+)$/;

/**
 * The committee's yes (two others at least, none of them the maker or the borrower) and the borrower's own, with a code
 * or before a witness: one request, in whichever order they come. It moves no money: the loan may be paid out then.
 */
export function agreeing(parts: LoanParts): Handler<"agree-loan"> {
  return {
    member: ({ member }) => member,
    amount: ({ loan }) => parts.loans.byId(loan)?.terms.principal,
    needs: (_, { unit }) => ({ votes: parts.settings(unit).approvals.committeeVotes, confirm: true, why: "loan" }),
    perform: (operation, booking) => agree(parts, operation, booking),
  };
}

function agree(parts: LoanParts, operation: OperationOf<"agree-loan">, booking: Booking): Result<Done> {
  const found = loanOf(parts, operation, booking);
  if (!found.ok) return found;
  const { loan } = found;
  const no = loanNo(loan.no);
  if (!parts.isMember(loan.member, loan.unit)) return refused("not-a-member");
  // Agreed long ago and not paid out: it may be asked for anew.
  if (loan.state !== "applied" && loan.state !== "agreed") return refused(`loan-is-${loan.state}`, { loan: no });
  const pending = PENDING.exec(booking.source)?.[1];
  if (pending === undefined && parts.agreements.isAsked(loan)) return refused("loan-asked-already", { loan: no });
  const witness = pending === undefined ? null : parts.agreements.witnessOf(Number(pending));
  parts.loans.setState(loan.id, { state: "agreed", witness });
  return done([]);
}

/** A request that ended without its yes: its loan is over, and stands in the way of no other application. */
export function afterRequest({ loans }: Pick<LoanParts, "loans">, { operation, state }: Pending): void {
  if (operation.op !== "agree-loan" || state === "open" || state === "done") return;
  const loan = loans.byId(operation.loan);
  if (loan?.state === "applied" || loan?.state === "agreed")
    loans.setState(loan.id, { state: state === "rejected" ? "rejected" : "withdrawn" });
}
