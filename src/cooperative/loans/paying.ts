import { ACCOUNTS } from "../accounts.ts";
import { debit, type Line } from "../journal/entry.ts";
import {
  type Booking,
  type Handler,
  type Handlers,
  NOBODY,
  type OperationOf,
  type Result,
  refused,
} from "../operations/operation.ts";
import { allocate, settlement } from "../rules/index.ts";
import { type LoanParts, once, runningLoan } from "./parts.ts";
import {
  type CashPayment,
  cashPaymentLines,
  cashToSettle,
  creditLines,
  foundBy,
  isMoney,
  splitCash,
} from "./payment.ts";
import { loanNo } from "./store.ts";

/** Paying a loan: an instalment, all of it, from savings. */
export const payingHandlers = (parts: LoanParts): Handlers => ({
  instalment: payingInstalment(parts),
  settle: settling(parts),
  "savings-to-loan": payingFromSavings(parts),
});

/** A cash payment as it would be posted; `lines` are without the cash itself. */
export type PlannedPayment = { payment: CashPayment; lines: readonly Line[] };

/**
 * Plans cash payments of one member on several loans, in their order, which share her titipan. What a meeting posts
 * together with savings in one entry; `LoanBook.follow` belongs behind it.
 * Refusals: `no-such-loan`, `loan-is-<state>`, `before-loan`.
 */
export function planPayments(
  parts: Pick<LoanParts, "loans" | "book" | "journal">,
  member: number,
  payments: readonly { loan: number; amount: number }[],
  booking: Pick<Booking, "unit" | "valueOn">,
): Result<{ planned: readonly PlannedPayment[] }> {
  let held = parts.journal.balance(booking.unit, ACCOUNTS.heldForMembers, member);
  const planned: PlannedPayment[] = [];
  for (const [loan, amount] of byLoan(payments)) {
    const running = runningLoan(parts, { member, loan }, booking);
    if (!running.ok) return running;
    const state = foundBy(running.view, booking.valueOn);
    const payment = splitCash(running.view, state, amount, held);
    held += payment.deposit - payment.fromHeld;
    planned.push({ payment, lines: cashPaymentLines({ member, loan }, payment) });
  }
  return { ok: true, planned };
}

/** A loan that was named twice is paid once. */
function byLoan(payments: readonly { loan: number; amount: number }[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { loan, amount } of payments) sums.set(loan, (sums.get(loan) ?? 0) + amount);
  return sums;
}

function payingInstalment(parts: LoanParts): Handler<"instalment"> {
  return {
    member: ({ member }) => member,
    amount: ({ amount }) => amount,
    needs: () => NOBODY,
    perform: ({ member, loan, amount }, booking) =>
      once(parts, booking, () => {
        const plan = planPayments(parts, member, [{ loan, amount }], booking);
        if (!plan.ok) return plan;
        const lines = [debit(ACCOUNTS.cash, amount), ...plan.planned.flatMap((one) => one.lines)];
        return { ok: true, kind: "instalment", lines };
      }),
  };
}

function settling(parts: LoanParts): Handler<"settle"> {
  return {
    member: ({ member }) => member,
    amount: (operation, booking) => operation.amount ?? costOf(parts, operation, booking),
    needs: () => NOBODY,
    perform: (operation, booking) => once(parts, booking, () => settle(parts, operation, booking)),
  };
}

function settle(parts: LoanParts, operation: OperationOf<"settle">, booking: Booking) {
  const { member, loan } = operation;
  const running = runningLoan(parts, operation, booking);
  if (!running.ok) return running;
  const { view } = running;
  const state = foundBy(view, booking.valueOn);
  const held = parts.journal.balance(booking.unit, ACCOUNTS.heldForMembers, member);
  const cost = cashToSettle(view, state, held);
  const amount = operation.amount ?? cost;
  if (amount < cost) return refused("settle-short", { loan: loanNo(view.loan.no), amount, owed: cost });
  const cash = amount === 0 ? [] : [debit(ACCOUNTS.cash, amount)];
  const lines = cashPaymentLines({ member, loan }, splitCash(view, state, amount, held));
  return { ok: true, kind: "settlement", lines: [...cash, ...lines] } as const;
}

/** What it costs in cash to be free of a loan on the value date; undefined where it is not running. */
function costOf(parts: LoanParts, { member, loan }: OperationOf<"settle">, booking: Booking): number | undefined {
  const running = runningLoan(parts, { member, loan }, booking);
  if (!running.ok) return undefined;
  const held = parts.journal.balance(booking.unit, ACCOUNTS.heldForMembers, member);
  return cashToSettle(running.view, foundBy(running.view, booking.valueOn), held);
}

/**
 * From what she has with the unit: her titipan first, then simpanan sukarela. That is taken out as a withdrawal is, so
 * that she is asked as for one.
 */
function payingFromSavings(parts: LoanParts): Handler<"savings-to-loan"> {
  return {
    member: ({ member }) => member,
    amount: ({ amount }) => amount,
    needs: ({ amount }, { unit }) =>
      amount > parts.settings(unit).withdrawal.codeAbove ? { votes: 0, confirm: true, why: "savings-to-loan" } : NOBODY,
    perform: (operation, booking) => once(parts, booking, () => payFromSavings(parts, operation, booking)),
  };
}

function payFromSavings(parts: LoanParts, operation: OperationOf<"savings-to-loan">, booking: Booking) {
  const { member, loan, amount } = operation;
  const running = runningLoan(parts, operation, booking);
  if (!running.ok) return running;
  const { view } = running;
  const state = foundBy(view, booking.valueOn);
  const owed = settlement(view.terms, state).total;
  if (amount > owed) return refused("more-than-owed", { loan: loanNo(view.loan.no), amount, owed });
  const has = (account: number) => parts.journal.balance(booking.unit, account, member);
  const fromHeld = Math.min(amount, has(ACCOUNTS.heldForMembers));
  const wanted = amount - fromHeld;
  const balance = has(ACCOUNTS.voluntary);
  if (wanted > balance) return refused("not-enough", { account: ACCOUNTS.voluntary, balance, wanted });
  const lines = [
    debit(ACCOUNTS.heldForMembers, fromHeld, { member }),
    debit(ACCOUNTS.voluntary, wanted, { member }),
    ...creditLines({ member, loan }, allocate(state, amount)),
  ];
  return { ok: true, kind: "savings-to-loan", lines: lines.filter(isMoney) } as const;
}
