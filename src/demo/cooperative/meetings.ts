import { ACCOUNTS, type SavingsKind } from "../../cooperative/accounts.ts";
import { expected } from "../../cooperative/loans/lists.ts";
import { expectedItems } from "../../cooperative/meeting/expected.ts";
import type { Member } from "../../cooperative/members.ts";
import type { Operation } from "../../cooperative/operations/operation.ts";
import { dayOf, monthNumber, type Step } from "./calendar.ts";
import type { DemoMember } from "./data.ts";
import { type Now, post, type Scene } from "./scene.ts";

/** The meetings of the year: who comes brings what is asked of her and what she saves; then the box is counted. */
export function meetings(scene: Scene): Step[] {
  return scene.calendar.months.map((month) => ({
    on: dayOf(month, scene.meetsOn),
    time: "10:00",
    run: (now) => meet(scene, now),
  }));
}

function meet(scene: Scene, now: Now): void {
  const { books, unit, officers, cooperative, calendar } = scene;
  const meeting = books.meetings.begin(unit, officers.treasurer, now.today, now.at);
  const n = monthNumber(calendar, now.today);
  const members = books.members.roster(unit).filter(({ active }) => active);
  const asked = expectedItems(
    { journal: books.journal, settings: books.setting(unit), loans: expected(books.loans, unit, now.today) },
    unit,
    members,
    now.today,
  );
  const lines = members.flatMap((member): MeetingLine[] => {
    const told = cooperative.members[member.no - 1];
    const source = `meeting:${meeting.id}:${member.id}`;
    if (told === undefined || told.absent.includes(n)) {
      books.meetings.write(meeting.id, member.id, { absent: true }, source, now.at);
      return [];
    }
    const line = lineOf(scene, member, told, asked.get(member.id) ?? [], n);
    const items = [...line.items, ...line.instalments.map(({ amount }) => ({ kind: "instalment" as const, amount }))];
    if (items.length === 0) return [];
    books.meetings.write(meeting.id, member.id, { items }, source, now.at);
    return [{ operation: line, source }];
  });
  const entries = lines.flatMap(({ operation, source }) => post(scene, operation, now, { source }));
  const counted = entries.reduce((sum, { lines: [cash] }) => sum + (cash?.debit ?? 0), 0);
  books.meetings.end(meeting.id, "closed", counted, now.at);
  post(scene, { op: "expense", account: ACCOUNTS.meetings, ...cooperative.meeting }, now);
  post(scene, { op: "cash-count", counted: books.journal.balance(unit, ACCOUNTS.cash) }, now);
}

type OfMember = Extract<Operation, { op: "meeting-line" }>;
type MeetingLine = { operation: OfMember; source: string };

/** What she brings: her part of what all pay, her loans unless she has stopped paying, and what she saves. */
function lineOf(
  { books, cooperative }: Scene,
  { id, no }: Member,
  { saves }: DemoMember,
  asked: readonly { kind: SavingsKind | "instalment"; amount: number; loan?: number }[],
  n: number,
): OfMember {
  const instalments: OfMember["instalments"] = [];
  const items: OfMember["items"] = [];
  for (const { kind, amount, loan } of asked) {
    if (kind !== "instalment") items.push({ kind, amount });
    else if (loan !== undefined && !stops(loan)) instalments.push({ loan, amount });
  }
  for (const [kind, amount] of Object.entries(saves)) items.push({ kind: kind as SavingsKind, amount });
  return { op: "meeting-line", member: id, items, instalments };

  function stops(loan: number): boolean {
    const product = books.loans.loans.byId(loan)?.terms.product;
    return cooperative.loans.some((one) => one.member === no && one.product === product && (one.stops ?? n + 1) <= n);
  }
}
