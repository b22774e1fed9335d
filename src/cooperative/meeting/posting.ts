import { ACCOUNTS } from "../accounts.ts";
import { debit } from "../journal/entry.ts";
import type { LoanParts } from "../loans/parts.ts";
import { planPayments } from "../loans/paying.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  NOBODY,
  type OperationOf,
  type Result,
  refused,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import { depositLines, depositRefusal, type SavingsParts } from "../savings/savings.ts";

type LineParts = SavingsParts & { loanParts: LoanParts };

/** All that a member brings to a meeting, in one entry with one receipt. */
export function postingMeetingLine(parts: LineParts): Handler<"meeting-line"> {
  return {
    member: ({ member }) => member,
    amount: ({ items, instalments }) => sum(items) + sum(instalments),
    needs: () => NOBODY,
    perform: (operation, booking) => post(parts, operation, booking),
  };
}

function post(parts: LineParts, operation: OperationOf<"meeting-line">, booking: Booking): Result<Done> {
  const { member, items, instalments } = operation;
  const before = parts.journal.bySource(booking.source);
  if (before !== undefined) return done([before], true);
  if (items.length + instalments.length === 0) return refused("nothing-brought");
  const refusal = depositRefusal(parts, member, items, booking.unit);
  if (refusal !== undefined) return { ok: false, refusal };
  const plan = planPayments(parts.loanParts, member, instalments, booking);
  if (!plan.ok) return plan;
  const lines = [
    debit(ACCOUNTS.cash, sum(items) + sum(instalments)),
    ...depositLines(member, items),
    ...plan.planned.flatMap((one) => one.lines),
  ];
  const kind = items.length === 0 ? "instalment" : "deposit";
  const result = book(parts.journal, booking, { kind, lines });
  if (!result.ok || result.duplicate) return result;
  for (const entry of result.entries) parts.loanParts.book.follow(entry);
  parts.termDeposits.opened(result.entries, member, items, booking, parts.settings(booking.unit).savings.term.offers);
  return result;
}

const sum = (parts: readonly { amount: number }[]) => parts.reduce((total, { amount }) => total + amount, 0);
