import type Sqlite from "better-sqlite3";
import { ACCOUNTS, SAVINGS, type SavingsKind } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { Member, Members, NewMember } from "../members.ts";
import { type Booking, type Done, done, type Result, refused } from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import { wholly } from "./whole.ts";

/** What joining, leaving and their entries need. */
export type MemberParts = { sqlite: Sqlite.Database; members: Members; journal: Journal };

/** What a new member pays; rupiah. */
export type Joining = { fee: number; items: readonly { kind: SavingsKind; amount: number }[] };

/** Cash in; her fee is income, the rest her savings. No lines when she pays nothing. Pure. */
export function joiningLines(member: number, { fee, items }: Joining): Line[] {
  const paid = items.filter(({ amount }) => amount > 0);
  const sum = paid.reduce((total, { amount }) => total + amount, fee);
  if (sum === 0) return [];
  return [
    debit(ACCOUNTS.cash, sum),
    ...(fee > 0 ? [credit(ACCOUNTS.administration, fee, { member })] : []),
    ...paid.map(({ kind, amount }) => credit(SAVINGS[kind], amount, { member })),
  ];
}

/**
 * Writes down a new member and what she pays, in the open transaction. Who comes back is a new member with a new number.
 * Refusals: `member-no-taken`, `member-already` (the person is a member of this unit), and what the journal refuses.
 */
export function join(
  { sqlite, members, journal }: MemberParts,
  given: Omit<NewMember, "unit" | "joinedOn">,
  paid: Joining,
  booking: Booking,
): Result<Done & { member: Member }> {
  const { unit, valueOn } = booking;
  const { no, personId } = given;
  const before = journal.bySource(booking.source);
  const joined = before === undefined ? undefined : memberIn(before.lines, members);
  if (before !== undefined && joined !== undefined) return { ...done([before], true), member: joined };
  if (no !== undefined && members.byNo(unit, no) !== undefined) return refused("member-no-taken", { no });
  if (personId !== undefined && members.ofPerson(personId).some((one) => one.unit === unit && one.active))
    return refused("member-already");
  const result = wholly({ sqlite, journal }, () => {
    const member = members.add({ ...given, unit, joinedOn: valueOn }, booking.at);
    const lines = joiningLines(member.id, paid);
    if (lines.length === 0) return { ...done([]), member };
    const booked = book(journal, booking, { kind: "join", lines });
    return booked.ok ? { ...booked, member } : booked;
  });
  // The member is gone again, and her id goes to the next one, perhaps of another unit.
  if (!result.ok) journal.forget();
  return result;
}

function memberIn(lines: readonly Line[], members: Members): Member | undefined {
  const line = lines.find(({ member }) => member !== undefined);
  return line?.member === undefined ? undefined : members.member(line.member);
}
