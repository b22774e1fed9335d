import { addDays } from "../../zones.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Journal } from "../journal/journal.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Member } from "../members.ts";
import { type Booking, type Done, type Result, refused } from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { MemberParts } from "./joining.ts";
import { type Debt, type LeavingSum, type OffBooks, settlementOf } from "./settlement.ts";
import { wholly } from "./whole.ts";

/** What she owes on the value date, by the rules of her loans, also of those written off, and what leaving costs. */
export type Owed = { debts: readonly Debt[]; offBooks: readonly OffBooks[]; fee: number };
export type Left = Done & { member: Member; sum: Extract<LeavingSum, { kind: "settled" }> };

/**
 * The day on which a member leaves: not before the last of her entries, or on a day between she would have less than
 * nothing, and would owe what she has paid since; and not in closed books, which say that she was a member to their end.
 */
export function leavingDay(
  journal: Pick<Journal, "memberLines" | "lockedUntil">,
  { unit, member }: { unit: number; member: number },
  wanted: string,
): string {
  const lockedUntil = journal.lockedUntil(unit);
  const open = lockedUntil === undefined ? wanted : later(wanted, addDays(lockedUntil, 1));
  const since = journal.memberLines(member, { limit: COOP_LIMITS.ownLines, from: open });
  return since.reduce((day, { entry }) => later(day, entry.booksOn), open);
}

/**
 * A member leaves, in the open transaction: one entry settles everything, her loans are closed, what she applied for is
 * withdrawn. Refusals: `left-already`, `leave-short` (`missing` rupiah), and what the journal refuses, above all too
 * little cash.
 */
export function leave(
  { sqlite, members, journal }: MemberParts,
  memberId: number,
  { debts, offBooks, fee }: Owed,
  booking: Booking,
): Result<Left> {
  const member = members.member(memberId);
  if (member === undefined || member.unit !== booking.unit) throw new Error(`member ${memberId} is not of this unit`);
  const valueOn = later(booking.valueOn, member.joinedOn);
  if (!member.active) return refused("left-already", { no: member.no, name: member.name });
  const balances = journal.memberBalances(booking.unit, memberId);
  const principal = debts.reduce((total, debt) => total + debt.principal, 0);
  if (principal !== (balances.get(ACCOUNTS.loans) ?? 0)) throw new Error("the debts are not all that she owes");
  const sum = settlementOf(memberId, balances, debts, fee, offBooks);
  if (sum.kind === "short") {
    const { missing, savings, debts: owed } = sum;
    return refused("leave-short", { missing, savings, debts: owed, name: member.name });
  }
  return wholly({ sqlite, journal }, () => {
    const booked: Result<Done> =
      sum.lines.length === 0
        ? { ok: true, entries: [], duplicate: false }
        : book(journal, { ...booking, valueOn }, { kind: "leaving", lines: sum.lines });
    if (!booked.ok) return booked;
    for (const sql of ENDED) sqlite.prepare(sql).run({ member: memberId, on: valueOn });
    return { ...booked, member: members.leave(memberId, valueOn), sum };
  });
}

const later = (one: string, other: string): string => (one > other ? one : other);

/** Nothing of hers goes on. */
const ENDED = [
  "UPDATE loan SET state = 'closed', closed_on = :on WHERE member = :member AND state = 'active'",
  "UPDATE loan SET state = 'withdrawn' WHERE member = :member AND state IN ('applied', 'approved', 'agreed')",
  "UPDATE term_deposit SET state = 'paid' WHERE member = :member AND state = 'open'",
] as const;
