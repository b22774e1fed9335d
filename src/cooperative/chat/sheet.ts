import { SAVINGS } from "../accounts.ts";
import type { Command, MeetingKind, MeetingLine } from "../commands/index.ts";
import { expected } from "../loans/lists.ts";
import { type ExpectedItems, expectedItems } from "../meeting/expected.ts";
import type { Meeting } from "../meeting/meetings.ts";
import { type Member, memberNo } from "../members.ts";
import { sameDeposit, samePayment } from "./same-money.ts";
import type { Say } from "./say.ts";
import type { CoopTurn, Reply } from "./turn.ts";

type Money = { kind: MeetingKind; amount: number };

/** Who may come to a meeting, and what each is expected to bring. */
export function expectedBy(
  { unit, heldOn }: Meeting,
  { books }: Pick<CoopTurn, "books">,
): { members: Member[]; items: Map<number, ExpectedItems> } {
  const members = books.members.roster(unit).filter(({ active }) => active);
  const loans = expected(books.loans, unit, heldOn);
  const parts = { journal: books.journal, settings: books.setting(unit), loans };
  return { members, items: expectedItems(parts, unit, members, heldOn) };
}

/** What a line stands for: `ok` is what was expected. */
export function itemsOf(line: MeetingLine, hers: ExpectedItems): ExpectedItems {
  if ("expected" in line) return hers;
  return "items" in line ? line.items : [];
}

export const kindText = (kind: MeetingKind, say: Say): string =>
  kind === "instalment" ? say.line("meeting.instalment") : say.kind(kind);

export const itemsText = (items: ExpectedItems, say: Say): string =>
  items.map(({ kind, amount }) => say.line("meeting.item", { what: kindText(kind, say), amount })).join(", ");

/** `wajib Rp 20.000, sukarela Rp 50.000`, or that she did not come. */
export const saidOn = (line: MeetingLine, hers: ExpectedItems, say: Say): string =>
  "absent" in line ? say.line("meeting.absent") : itemsText(itemsOf(line, hers), say);

/** What a member paid beside the sheet, and stands on it as well: perhaps written twice. Undefined: it does not. */
export function onSheet(
  command: Command & { date?: string },
  member: Member,
  paid: readonly Money[],
  turn: CoopTurn,
): Reply | undefined {
  const { books, decided, say, today } = turn;
  if (decided["same"] === "other") return undefined;
  const meeting = books.meetings.open(member.unit);
  if (meeting === undefined || meeting.heldOn !== (command.date ?? today)) return undefined;
  const line = books.meetings.lineOf(meeting.id, member.id);
  if (line === undefined) return undefined;
  const hers = "expected" in line ? (expectedBy(meeting, turn).items.get(member.id) ?? []) : [];
  const written = itemsOf(line, hers);
  const same = paid.find(({ kind, amount }) => written.some((one) => one.kind === kind && one.amount === amount));
  if (same === undefined) return undefined;
  const question = say.line("meeting.on-sheet", { name: member.name, what: whatText(same, say), amount: same.amount });
  const options = (["other", "same"] as const).map((id) => ({ id, label: say.line(`same-${id}`) }));
  return { kind: "which", question, options, draft: command, field: "same" };
}

/** What of a line was booked on that day already: pointed out, since a meeting is no place for questions. */
export function bookedAlready({ unit, heldOn }: Meeting, member: Member, items: readonly Money[], turn: CoopTurn) {
  const { books, say } = turn;
  return items.flatMap(({ kind, amount }) => {
    const no =
      kind === "instalment"
        ? books.loans.loans
            .ofMember(member.id)
            .filter((loan) => loan.unit === unit && loan.state === "active")
            .map((loan) => samePayment("instalment", { loan, amount, valueOn: heldOn }, turn))
            .find((found) => found !== undefined)
        : sameDeposit({ member, account: SAVINGS[kind], amount, valueOn: heldOn }, turn);
    if (no === undefined) return [];
    return [
      say.line("meeting.booked-too", { what: whatText({ kind }, say), amount, entry: no, no: memberNo(member.no) }),
    ];
  });
}

const whatText = ({ kind }: Pick<Money, "kind">, say: Say): string =>
  kind === "instalment" ? say.line("meeting.instalment") : say.account(SAVINGS[kind]);
