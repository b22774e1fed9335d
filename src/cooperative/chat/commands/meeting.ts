import { ACCOUNTS } from "../../accounts.ts";
import { type CommandOf, type MeetingKind, type MeetingLine, totalsOf } from "../../commands/index.ts";
import type { ExpectedItems } from "../../meeting/expected.ts";
import type { Meeting } from "../../meeting/meetings.ts";
import { wholly } from "../../members/whole.ts";
import { type Member, memberNo } from "../../members.ts";
import type { Operation, SavingsItem } from "../../operations/operation.ts";
import { askOthers, tellMembers } from "../notify.ts";
import { receiptLine } from "../receipt.ts";
import type { Say } from "../say.ts";
import { bookedAlready, expectedBy, itemsOf, itemsText, kindText, saidOn } from "../sheet.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** A meeting: opened with what is expected, written down line by line, closed against the counted cash, all or nothing. */
export const meetingCommands: Carriers = {
  "open-meeting": (command, turn) => open(command.unit, command.date, turn),
  "meeting-line": (command, turn) => {
    const meeting = current(turn);
    if (meeting === undefined) return notDone(turn.say.line("meeting.none"));
    const member = memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    return write(meeting, member, command.line, turn);
  },
  "remove-line": (command, turn) => {
    const meeting = current(turn);
    if (meeting === undefined) return notDone(turn.say.line("meeting.none"));
    const member = memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    const removed = turn.books.meetings.remove(meeting.id, member.id);
    const key = removed === undefined ? "meeting.not-there" : "meeting.removed";
    return said(turn.say.line(key, { no: memberNo(member.no), name: member.name }));
  },
  "show-meeting": (_, turn) => {
    const meeting = current(turn);
    return meeting === undefined ? notDone(turn.say.line("meeting.none")) : said(sheetText(meeting, turn));
  },
  "close-meeting": ({ amount }, turn) => {
    const meeting = current(turn);
    return meeting === undefined ? notDone(turn.say.line("meeting.none")) : close(meeting, amount, turn);
  },
  "drop-meeting": (command, turn) => {
    const meeting = current(turn);
    return meeting === undefined ? notDone(turn.say.line("meeting.none")) : drop(meeting, command, turn);
  },
};

const current = ({ books, context }: CoopTurn): Meeting | undefined => books.meetings.openOf(context.person.id);

function open(named: string | undefined, date: string | undefined, turn: CoopTurn): Reply {
  const { books, standing, say, today, context } = turn;
  const { unit } = standing;
  if (named !== undefined && named.toLowerCase() !== unit.name.toLowerCase())
    return notDone(say.line("meeting.other-unit", { heard: named, unit: unit.name }));
  const there = books.meetings.open(unit.id);
  if (there !== undefined) {
    if (there.treasurer !== context.person.id)
      return notDone(say.line("meeting.of-somebody", { name: turn.audience.nameOf(there.treasurer, say) }));
    return said(`${say.line("meeting.open-already", { date: there.heldOn })}\n${sheetText(there, turn)}`);
  }
  const heldOn = date ?? today;
  const until = books.journal.lockedUntil(unit.id) ?? "";
  if (heldOn <= until) return notDone(say.refusal({ code: "meeting-locked", data: { until } }));
  const meeting = books.meetings.begin(unit.id, context.person.id, heldOn, context.now);
  return said(
    [
      say.line("meeting.opened", { unit: unit.name, date: heldOn }),
      ...expectedLines(meeting, turn),
      say.line("meeting.how"),
    ].join("\n"),
  );
}

/** Lines that were written are lost with it, so she is asked first. */
function drop(meeting: Meeting, draft: CommandOf<"drop-meeting">, turn: CoopTurn): Reply {
  const { books, say, decided, standing, context } = turn;
  const data = { unit: standing.unit.name, date: meeting.heldOn };
  if (decided["sure"] === "no") return said(say.line("meeting.drop.kept"));
  if (decided["sure"] === "yes") {
    books.meetings.end(meeting.id, "dropped", null, context.now);
    return said(say.line("meeting.drop.done", data));
  }
  const question = say.line("meeting.drop.ask", { ...data, count: books.meetings.sheet(meeting.id).length });
  const options = (["yes", "no"] as const).map((id) => ({ id, label: say.line(`meeting.drop.${id}`) }));
  return { kind: "which", question, options, draft, field: "sure" };
}

function expectedLines(meeting: Meeting, turn: CoopTurn): string[] {
  const { members, items } = expectedBy(meeting, turn);
  return members.flatMap((member) => {
    const hers = items.get(member.id) ?? [];
    if (hers.length === 0)
      return [turn.say.line("meeting.expects-nothing", { no: memberNo(member.no), name: member.name })];
    return [
      turn.say.line("meeting.expects", { no: memberNo(member.no), name: member.name, what: itemsText(hers, turn.say) }),
    ];
  });
}

function write(meeting: Meeting, member: Member, line: MeetingLine, turn: CoopTurn): Reply {
  const { books, say, source, context } = turn;
  const hers = "expected" in line ? (expectedBy(meeting, turn).items.get(member.id) ?? []) : [];
  if ("expected" in line && hers.length === 0)
    return notDone(say.line("meeting.nothing-expected", { no: memberNo(member.no), name: member.name }));
  const loanless = "items" in line && line.items.some(({ kind }) => kind === "instalment") && !hasLoan(member.id, turn);
  if (loanless) return notDone(say.line("meeting.no-loan-line", { no: memberNo(member.no), name: member.name }));
  const before = books.meetings.write(meeting.id, member.id, line, source, context.now);
  const items = itemsOf(line, hers);
  const what = saidOn(line, hers, say);
  const key = before === undefined ? "meeting.line" : "meeting.replaced";
  const amount = items.reduce((sum, item) => sum + item.amount, 0);
  const text = say.line(key, { no: memberNo(member.no), name: member.name, what });
  const booked = "items" in line ? bookedAlready(meeting, member, line.items, turn) : [];
  return { kind: "noted", text: [text, ...booked].join("\n"), amount };
}

function totals(meeting: Meeting, turn: CoopTurn) {
  const { items } = expectedBy(meeting, turn);
  const sheet = new Map(turn.books.meetings.sheet(meeting.id).map(({ member, line }) => [member, line]));
  return { items, sheet, ...totalsOf(sheet, (member) => items.get(member) ?? []) };
}

function sheetText(meeting: Meeting, turn: CoopTurn): string {
  const { books, say } = turn;
  const { members } = expectedBy(meeting, turn);
  const { items, sheet, total, byKind } = totals(meeting, turn);
  const lines = members.map((member) => {
    const line = sheet.get(member.id);
    const data = { no: memberNo(member.no), name: member.name };
    if (line === undefined) return say.line("meeting.missing", data);
    return say.line("meeting.line", { ...data, what: saidOn(line, items.get(member.id) ?? [], say) });
  });
  const photos = books.meetings.photos(meeting.id).length;
  return [
    ...lines,
    ...kindTotals(byKind, say),
    say.line("meeting.total", { total }),
    ...(photos > 0 ? [say.line("meeting.photos", { count: photos })] : []),
  ].join("\n");
}

const kindTotals = (byKind: Partial<Record<MeetingKind, number>>, say: Say): string[] =>
  Object.entries(byKind).map(([kind, amount]) =>
    say.line("meeting.kind-total", { what: kindText(kind as MeetingKind, say), amount }),
  );

/** All or nothing: one line that cannot be booked leaves the whole meeting open, with the reason. */
function close(meeting: Meeting, counted: number, turn: CoopTurn): Reply {
  const { books, say } = turn;
  const { items, sheet, total, byKind } = totals(meeting, turn);
  if (sheet.size === 0) return notDone(say.line("meeting.empty"));
  if (counted !== total) {
    const key = counted < total ? "meeting.short" : "meeting.over";
    const head = say.line(key, { counted, total, difference: Math.abs(counted - total) });
    return notDone([head, ...kindTotals(byKind, say), say.line("meeting.look-again")].join("\n"));
  }
  const operations = [...sheet].flatMap(([member, line]) =>
    operationOf(member, itemsOf(line, items.get(member) ?? []), turn),
  );
  let failed: { member: number; text: string } | undefined;
  const outcomes: Taken[] = [];
  const result = wholly(books, () => {
    for (const operation of operations) {
      if ("missing" in operation) {
        failed = { member: operation.member, text: say.line("meeting.no-loan") };
        return { ok: false };
      }
      const taken = books.desk.take(operation, bookingFor(meeting, operation.member, turn));
      if (taken.kind === "refused") {
        failed = { member: operation.member, text: say.refusal(taken.refusal) };
        return { ok: false };
      }
      outcomes.push(taken);
    }
    books.meetings.end(meeting.id, "closed", counted, turn.context.now);
    return { ok: true };
  });
  if (!result.ok) {
    books.forget();
    const member = failed === undefined ? undefined : books.members.member(failed.member);
    return notDone(
      say.line("meeting.not-closed", {
        name: member?.name ?? "",
        no: memberNo(member?.no ?? 0),
        reason: failed?.text ?? "",
      }),
    );
  }
  return closed(outcomes, sheet.size, total, turn);
}

type Taken = ReturnType<CoopTurn["books"]["desk"]["take"]>;
type MeetingOperation = Extract<Operation, { op: "meeting-line" }>;

const loansOf = (member: number, books: CoopTurn["books"], unit: number) =>
  books.loans.loans.ofMember(member).filter((loan) => loan.unit === unit && loan.state === "active");

const hasLoan = (member: number, { books, standing }: CoopTurn): boolean =>
  loansOf(member, books, standing.unit.id).length > 0;

/** `ok` names its loans; an amount for "angsur" goes to her loan, the oldest first where she has several. */
function operationOf(
  member: number,
  items: ExpectedItems,
  { books, standing }: CoopTurn,
): (MeetingOperation | { missing: "loan"; member: number })[] {
  if (items.length === 0) return [];
  const oldest = loansOf(member, books, standing.unit.id).at(-1);
  const instalments: { loan: number; amount: number }[] = [];
  const savings: SavingsItem[] = [];
  for (const { kind, amount, loan } of items) {
    if (kind !== "instalment") savings.push({ kind, amount });
    else if (loan !== undefined || oldest !== undefined) instalments.push({ loan: loan ?? oldest?.id ?? 0, amount });
    else return [{ missing: "loan", member }];
  }
  return [{ op: "meeting-line", member, items: savings, instalments }];
}

const bookingFor = ({ id, unit, heldOn }: Meeting, member: number, { context, today }: CoopTurn) => ({
  unit,
  maker: context.person.id,
  at: context.now,
  today,
  valueOn: heldOn,
  source: `meeting:${id}:${member}`,
});

function closed(outcomes: readonly Taken[], lines: number, total: number, turn: CoopTurn): Reply {
  const { books, say, standing } = turn;
  const receipts: string[] = [];
  for (const taken of outcomes) {
    if (taken.kind === "waiting") askOthers(taken.pending, taken.why, turn);
    if (taken.kind !== "posted") continue;
    tellMembers(taken, turn);
    receipts.push(...taken.entries.map((entry) => receiptLine(books, entry, say)));
  }
  if (outcomes.length === 0) return said(say.line("meeting.closed-nothing", { count: lines }));
  const waiting = outcomes.filter(({ kind }) => kind === "waiting").length;
  const balance = books.journal.balance(standing.unit.id, ACCOUNTS.cash);
  return said(
    [
      say.line("meeting.closed", { count: lines, total }),
      ...receipts,
      ...(waiting > 0 ? [say.line("meeting.own-waits", { count: waiting })] : []),
      say.line("meeting.cash", { balance }),
    ].join("\n"),
  );
}
