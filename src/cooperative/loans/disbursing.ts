import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import {
  type Booking,
  type Handler,
  NOBODY,
  type OperationOf,
  type Refusal,
  type Result,
  refused,
} from "../operations/operation.ts";
import { allocate, type Disbursement } from "../rules/index.ts";
import { isOld } from "./agreements.ts";
import { toSettle } from "./book.ts";
import { isHerself, type LoanParts, loanOf, once, runningLoan } from "./parts.ts";
import { creditLines, foundBy, isMoney } from "./payment.ts";
import { type LoanRow, loanNo } from "./store.ts";
import { feesOf } from "./terms.ts";

/** Two pairs of eyes beside the one who hands out the money, whatever the settings said when they were asked. */
const LEAST_VOTES = 2;

/**
 * Pays out a loan that the committee and the borrower said yes to. Nobody is asked again, since the cash is handed over
 * while it is written; but who hands it over is neither the borrower nor one of those who agreed.
 */
export function disbursing(parts: LoanParts): Handler<"disburse"> {
  return {
    member: ({ member }) => member,
    amount: ({ loan }) => parts.loans.byId(loan)?.terms.principal,
    needs: () => NOBODY,
    perform: (operation, booking) => once(parts, booking, () => disburseLoan(parts, operation, booking)),
  };
}

function disburseLoan(parts: LoanParts, operation: OperationOf<"disburse">, booking: Booking) {
  const found = loanOf(parts, operation, booking);
  if (!found.ok) return found;
  const { loan } = found;
  const no = loanNo(loan.no);
  if (loan.state !== "agreed") return refused(`loan-is-${loan.state}`, { loan: no });
  const refusal = notAgreed(parts, loan, booking);
  if (refusal !== undefined) return { ok: false, refusal } as const;
  if (!parts.isMember(loan.member, loan.unit)) return refused("not-a-member");
  const fees = feesOf(loan.terms);
  const earlier = topUp(parts, loan, booking);
  if (!earlier.ok) return earlier;
  const net = fees.net - earlier.total;
  if (fees.kind === "nothing-left") return refused("fees-above-loan", { fees: fees.withheld });
  if (net < 0) return refused("top-up-too-small", { net: fees.net, owed: earlier.total });
  const lines = [
    debit(ACCOUNTS.loans, loan.terms.principal, { member: loan.member, loan: loan.id }),
    credit(ACCOUNTS.cash, net),
    ...feeLines(loan, fees),
    ...earlier.lines,
  ].filter(isMoney);
  return { ok: true, kind: "disbursement", lines } as const;
}

/** A ghost loan ends here: the yeses are read from the request itself, and the hand that pays is none of theirs. */
function notAgreed(parts: LoanParts, loan: LoanRow, { maker, at }: Booking): Refusal | undefined {
  const no = loanNo(loan.no);
  if (isHerself(parts, loan.member, maker)) return { code: "own-loan", data: { loan: no } };
  const agreement = parts.agreements.of(loan);
  if (agreement === undefined || agreement.voters.length < LEAST_VOTES)
    return { code: "loan-not-agreed", data: { loan: no } };
  if (agreement.voters.includes(maker) || agreement.witness === maker)
    return { code: "voter-pays-out", data: { loan: no } };
  if (isOld(agreement, at)) return { code: "loan-agreed-long-ago", data: { loan: no } };
  return undefined;
}

/** What a top-up pays of the loan before it, by settlement on the value date. */
function topUp(parts: LoanParts, loan: LoanRow, booking: Booking): Result<{ total: number; lines: Line[] }> {
  const nothing = { ok: true, total: 0, lines: [] } as const;
  if (loan.toppedUp === null) return { ...nothing, lines: [] };
  const of = { member: loan.member, loan: loan.toppedUp };
  // Paid off meanwhile: there is nothing left to pay of it.
  if (parts.loans.byId(loan.toppedUp)?.state === "closed") return { ...nothing, lines: [] };
  const running = runningLoan(parts, of, booking);
  if (!running.ok) return running;
  const state = foundBy(running.view, booking.valueOn);
  const { total } = toSettle({ terms: running.view.terms, state });
  return { ok: true, total, lines: creditLines(of, allocate(state, total)) };
}

function feeLines({ id, member }: LoanRow, { fees }: Disbursement): Line[] {
  const of = { member, loan: id };
  return [
    credit(ACCOUNTS.provision, fees.origination, of),
    credit(ACCOUNTS.administration, fees.administration, of),
    credit(ACCOUNTS.loanProtectionFund, fees.protection, of),
    credit(ACCOUNTS.capitalisation, fees.capitalisation, of),
  ];
}
