import type { MeetingKind, MeetingLine } from "./command.ts";

/** A meeting as it was written down so far: one line a member, in the order of their first line. */
export type Sheet<Member> = ReadonlyMap<Member, MeetingLine>;

/** The sheet with a line; `replaced` is the member's line before, which no longer counts and is told back. */
export function withLine<Member>(
  sheet: Sheet<Member>,
  member: Member,
  line: MeetingLine,
): { sheet: Sheet<Member>; replaced: MeetingLine | undefined } {
  return { sheet: new Map(sheet).set(member, line), replaced: sheet.get(member) };
}

/** The sheet without a member's line; `removed` is undefined when there was none. */
export function withoutLine<Member>(
  sheet: Sheet<Member>,
  member: Member,
): { sheet: Sheet<Member>; removed: MeetingLine | undefined } {
  const rest = new Map(sheet);
  rest.delete(member);
  return { sheet: rest, removed: sheet.get(member) };
}

/**
 * What the sheet comes to, rupiah by kind and in all. `expected` gives the items of a member who paid what stood in
 * the list ("ok").
 */
export function totalsOf<Member>(
  sheet: Sheet<Member>,
  expected: (member: Member) => readonly { kind: MeetingKind; amount: number }[],
): { byKind: Partial<Record<MeetingKind, number>>; total: number } {
  const byKind: Partial<Record<MeetingKind, number>> = {};
  let total = 0;
  for (const [member, line] of sheet) {
    const items = "items" in line ? line.items : "expected" in line ? expected(member) : [];
    for (const { kind, amount } of items) {
      byKind[kind] = (byKind[kind] ?? 0) + amount;
      total += amount;
    }
  }
  return { byKind, total };
}
