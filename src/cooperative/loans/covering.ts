import { ACCOUNTS } from "../accounts.ts";
import { debit } from "../journal/entry.ts";
import { type Booking, type Handler, NOBODY, type OperationOf, type Result, refused } from "../operations/operation.ts";
import { allocate } from "../rules/index.ts";
import type { LoanView } from "./book.ts";
import { type LoanParts, once, runningLoan } from "./parts.ts";
import { creditLines, foundBy } from "./payment.ts";
import { loanNo } from "./store.ts";

type Cover = OperationOf<"cover">;

/**
 * Tanggung renteng: the members of her group, or its fund, pay what is due of a late member; who paid is noted. Never
 * more than what is due: the rest of the loan stays hers. Money of the fund belongs to all, so another officer agrees.
 */
export function covering(parts: LoanParts): Handler<"cover"> {
  return {
    member: ({ member }) => member,
    amount: totalOf,
    needs: ({ fromFund }) => (fromFund === undefined ? NOBODY : { votes: 1, confirm: false, why: "joint-fund" }),
    perform: (operation, booking) => cover(parts, operation, booking),
  };
}

function cover(parts: LoanParts, operation: Cover, booking: Booking) {
  const { member, loan, fromFund = 0 } = operation;
  const payers = together(operation.payers);
  const result = once(parts, booking, () => {
    const running = runningLoan(parts, operation, booking);
    if (!running.ok) return running;
    const { view } = running;
    const refusal = refusalOf(parts, operation, view, booking);
    if (!refusal.ok) return refusal;
    const lines = [
      ...payers.map((payer) => debit(ACCOUNTS.cash, payer.amount, { member: payer.member })),
      ...(fromFund === 0 ? [] : [debit(ACCOUNTS.jointLiabilityFund, fromFund)]),
      ...creditLines({ member, loan }, allocate(foundBy(view, booking.valueOn), totalOf(operation))),
    ];
    return { ok: true, kind: "joint-liability", lines };
  });
  const [entry] = result.ok && !result.duplicate ? result.entries : [];
  if (entry !== undefined)
    for (const { member: payer, amount } of payers) parts.groups.cover({ entryId: entry.id, payer, loan, amount });
  return result;
}

function refusalOf(
  { groups, journal }: LoanParts,
  operation: Cover,
  view: LoanView,
  { unit, valueOn }: Booking,
): Result<object> {
  const { member, payers, fromFund = 0 } = operation;
  const { groupId, no } = view.loan;
  const group = groupId === null ? undefined : groups.byId(groupId);
  if (group === undefined) return refused("loan-without-group", { loan: loanNo(no) });
  if (payers.some((payer) => payer.member === member || !group.members.includes(payer.member)))
    return refused("payer-not-in-group", { loan: loanNo(no), group: group.name });
  const amount = totalOf(operation);
  const owed = foundBy(view, valueOn).due.total;
  if (amount === 0) return refused("cover-nothing", { loan: loanNo(no) });
  if (amount > owed) return refused("cover-more-than-due", { loan: loanNo(no), amount, owed });
  const balance = journal.balance(unit, ACCOUNTS.jointLiabilityFund);
  if (fromFund > balance)
    return refused("fund-short", { account: ACCOUNTS.jointLiabilityFund, balance, wanted: fromFund });
  return { ok: true };
}

const totalOf = ({ payers, fromFund = 0 }: Cover): number => payers.reduce((sum, { amount }) => sum + amount, fromFund);

/** One row a payer, however often she was named. */
function together(payers: Cover["payers"]): Cover["payers"] {
  const sums = new Map<number, number>();
  for (const { member, amount } of payers) sums.set(member, (sums.get(member) ?? 0) + amount);
  return [...sums].map(([member, amount]) => ({ member, amount }));
}
