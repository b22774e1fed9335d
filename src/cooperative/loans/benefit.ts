import { ACCOUNTS } from "../accounts.ts";
import { credit, debit } from "../journal/entry.ts";
import { type Booking, type Handler, type OperationOf, refused } from "../operations/operation.ts";
import { type LoanParts, once, runningLoan } from "./parts.ts";
import { isMoney } from "./payment.ts";

/**
 * What the members' funds give when one of them dies. With a loan it is cleared from the fund that protects loans, jasa
 * and denda are let go, and what is over goes to her family from dana duka; without one all of it does. Nobody hands
 * out money in the name of the dead alone: another officer agrees.
 */
export function benefiting(parts: LoanParts): Handler<"death-benefit"> {
  return {
    member: ({ member }) => member,
    amount: ({ amount }) => amount,
    needs: () => ({ votes: 1, confirm: false, why: "death-benefit" }),
    perform: (operation, booking) => once(parts, booking, () => benefit(parts, operation, booking)),
  };
}

function benefit(parts: LoanParts, operation: OperationOf<"death-benefit">, booking: Booking) {
  const { member, amount, loan } = operation;
  const { unit } = booking;
  if (!parts.isMember(member, unit)) return refused("not-a-member");
  const running = loan === undefined ? undefined : runningLoan(parts, { member, loan }, booking);
  if (running !== undefined && !running.ok) return running;
  const owed = loan === undefined ? 0 : parts.journal.balance(unit, ACCOUNTS.loans, member, loan);
  const cleared = Math.min(amount, owed);
  const inCash = amount - cleared;
  for (const [account, wanted] of [
    [ACCOUNTS.loanProtectionFund, cleared],
    [ACCOUNTS.solidarityFund, inCash],
  ] as const) {
    const balance = parts.journal.balance(unit, account);
    if (wanted > 0 && wanted > balance) return refused("fund-short", { account, balance, wanted });
  }
  const of = { member, ...(loan === undefined ? {} : { loan }) };
  const lines = [
    debit(ACCOUNTS.loanProtectionFund, cleared, of),
    debit(ACCOUNTS.solidarityFund, inCash, { member }),
    credit(ACCOUNTS.loans, cleared, of),
    credit(ACCOUNTS.cash, inCash),
  ];
  return { ok: true, kind: "death-benefit", lines: lines.filter(isMoney) } as const;
}
