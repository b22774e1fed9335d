import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import { lastDayOf } from "../locks/month.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type Handlers,
  NOBODY,
  type OperationOf,
  type Result,
  refused,
} from "../operations/operation.ts";
import { collectibility } from "./lists.ts";
import { type LoanParts, loanOf, once, runningLoan } from "./parts.ts";
import { isMoney } from "./payment.ts";
import { loanNo } from "./store.ts";

/** Loans that are not paid back: set aside for, written off, and what comes in later after all. */
export const lossHandlers = (parts: LoanParts): Handlers => ({
  provision: providing(parts),
  "write-off": writingOff(parts),
  recover: recovering(parts),
});

/** Brings 1-209 to what the ages of the loans ask for at the end of a month: more is set aside, or some is let go. */
function providing(parts: LoanParts): Handler<"provision"> {
  return {
    member: () => undefined,
    amount: ({ month }, booking) => Math.abs(missingAllowance(parts, month, booking)),
    needs: () => NOBODY,
    perform: ({ month }, booking) => provide(parts, month, booking),
  };
}

function provide(parts: LoanParts, month: string, booking: Booking): Result<Done> {
  const before = parts.journal.bySource(booking.source);
  if (before !== undefined) return done([before], true);
  const missing = missingAllowance(parts, month, booking);
  if (missing === 0) return done([]);
  const [to, from] =
    missing > 0 ? [ACCOUNTS.loanLosses, ACCOUNTS.lossAllowance] : [ACCOUNTS.lossAllowance, ACCOUNTS.loanLosses];
  const lines = [debit(to, Math.abs(missing)), credit(from, Math.abs(missing))];
  return once(parts, booking, () => ({ ok: true, kind: "provision", memo: month, lines }));
}

/** Rupiah by which 1-209 falls short of what is asked for; below 0: it is more than enough. */
function missingAllowance(parts: LoanParts, month: string, { unit, valueOn }: Booking): number {
  const end = lastDayOf(month);
  const { ageing } = collectibility(parts, unit, end < valueOn ? end : valueOn);
  return ageing.provision - parts.journal.balance(unit, ACCOUNTS.lossAllowance);
}

/** First from what was set aside, the rest as a loss of this year. She still owes it: see `recover`. */
function writingOff(parts: LoanParts): Handler<"write-off"> {
  const principal = (operation: OperationOf<"write-off">, booking: Booking): number | undefined => {
    const running = runningLoan(parts, operation, booking);
    return running.ok ? running.view.state.balance : undefined;
  };
  return {
    member: ({ member }) => member,
    amount: principal,
    needs: (operation, booking) => {
      const { writeOffAbove } = parts.settings(booking.unit).approvals;
      const votes = (principal(operation, booking) ?? 0) > writeOffAbove ? 1 : 0;
      return votes === 0 ? NOBODY : { votes, confirm: false, why: "write-off" };
    },
    perform: (operation, booking) => once(parts, booking, () => writeOff(parts, operation, booking)),
  };
}

function writeOff(parts: LoanParts, operation: OperationOf<"write-off">, booking: Booking) {
  const running = runningLoan(parts, operation, booking);
  if (!running.ok) return running;
  const { loan } = running.view;
  const of = { member: loan.member, loan: loan.id };
  const balance = parts.journal.balance(booking.unit, ACCOUNTS.loans, loan.member, loan.id);
  if (balance === 0) return refused("nothing-to-write-off", { loan: loanNo(loan.no) });
  const setAside = Math.max(0, parts.journal.balance(booking.unit, ACCOUNTS.lossAllowance));
  const covered = Math.min(balance, setAside);
  const lines: Line[] = [
    debit(ACCOUNTS.lossAllowance, covered, of),
    debit(ACCOUNTS.loanLosses, balance - covered, of),
    credit(ACCOUNTS.loans, balance, of),
  ];
  return { ok: true, kind: "write-off", lines: lines.filter(isMoney) } as const;
}

/** Cash on a loan that was written off: at most what she still owed of it, the rest is titipan. */
function recovering(parts: LoanParts): Handler<"recover"> {
  return {
    member: ({ member }) => member,
    amount: ({ amount }) => amount,
    needs: () => NOBODY,
    perform: (operation, booking) => once(parts, booking, () => recover(parts, operation, booking)),
  };
}

function recover(parts: LoanParts, operation: OperationOf<"recover">, booking: Booking) {
  const found = loanOf(parts, operation, booking);
  if (!found.ok) return found;
  const { loan } = found;
  const no = loanNo(loan.no);
  if (loan.state !== "written-off") return refused("loan-not-written-off", { loan: no });
  const balance = parts.book.view(loan, booking.valueOn)?.state.balance;
  if (balance === undefined) return refused("before-loan", { loan: no, date: loan.disbursedOn ?? "" });
  const recovered = Math.min(operation.amount, balance);
  const lines = [
    debit(ACCOUNTS.cash, operation.amount),
    credit(ACCOUNTS.lossAllowance, recovered, { member: loan.member, loan: loan.id }),
    credit(ACCOUNTS.heldForMembers, operation.amount - recovered, { member: loan.member }),
  ];
  return { ok: true, kind: "recovery", lines: lines.filter(isMoney) } as const;
}
