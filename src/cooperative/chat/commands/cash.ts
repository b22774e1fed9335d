import { ACCOUNTS } from "../../accounts.ts";
import type { CommandOf } from "../../commands/index.ts";
import type { Entry } from "../../journal/entry.ts";
import { type Member, memberNo } from "../../members.ts";
import type { Operation } from "../../operations/operation.ts";
import { inUnit, isTurn, ofEachUnit } from "../in-unit.ts";
import { answer } from "../notify.ts";
import { receiptLine } from "../receipt.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";

/** Entries of today that are looked through for the treasurer's last one. */
const LOOK_BACK = 200;

/** What a treasurer writes about the box, and BATAL. */
export const cashCommands: Carriers = {
  expense: ({ category, amount, note, date }, turn) =>
    take({ op: "expense", account: ACCOUNTS[category], amount, note: note ?? "" }, turn, date),
  income: ({ source, amount, note, date }, turn) =>
    take({ op: "income", account: ACCOUNTS[source], amount, note: note ?? "" }, turn, date),
  "cash-count": (command, turn) => {
    const { amount, notes } = command;
    const book = turn.books.journal.balance(turn.standing.unit.id, ACCOUNTS.cash);
    if (turn.decided["sure"] === "no") return said(turn.say.line("count.again"));
    if (turn.decided["sure"] !== "yes" && isOdd(amount, book, turn)) return counted(command, book, turn);
    const taken = turn.books.desk.take(
      { op: "cash-count", counted: amount, ...(notes === undefined ? {} : { notes }) },
      bookingOf(turn, undefined),
    );
    if (taken.kind !== "posted") return answer(taken, turn);
    const difference = Math.abs(amount - book);
    const data = { counted: amount, book, difference, no: taken.entries[0]?.no ?? 0 };
    return said(turn.say.line(amount === book ? "count.right" : amount < book ? "count.short" : "count.over", data));
  },
  cash: ({ unit }, turn) => {
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    return said([cashText(there), ...(unit === undefined ? ofEachUnit(turn, cashText) : [])].join("\n"));
  },
  reverse: (command, turn) => {
    const { books, standing, say, decided } = turn;
    const { entry: no } = command;
    if (decided["sure"] === "no") return said(say.line("undo-not"));
    const onSheet = no === undefined ? undefined : lineOfSheet(no, turn);
    if (onSheet !== undefined && decided["sure"] === "line") return removeLine(onSheet, turn);
    const entry = no === undefined ? lastOwn(turn) : books.journal.byNo(standing.unit.id, no);
    if (entry === undefined)
      return notDone(say.line(no === undefined ? "nothing-to-undo" : "no-such-entry", { no: no ?? 0 }));
    if (onSheet !== undefined && decided["sure"] !== "entry") return whichOfTwo(onSheet.member, entry, command, turn);
    // A bare BATAL may have been meant for something else.
    if (no === undefined && decided["sure"] !== "yes") return sure(entry, command, turn);
    // Who took it back stands beside it by her id. A name in the journal could not be erased any more.
    const reason = say.line("undone-by");
    return take({ op: "reverse", entry: entry.id, reason }, turn, undefined);
  },
};

/** A count that was perhaps not meant so: an empty box, or more apart than one may take out without another's yes. */
function isOdd(amount: number, book: number, { books, standing }: CoopTurn): boolean {
  const { approvalAbove } = books.setting(standing.unit.id).withdrawal;
  return amount !== book && (amount === 0 || Math.abs(amount - book) > approvalAbove);
}

function counted(draft: CommandOf<"cash-count">, book: number, { say }: CoopTurn): Reply {
  const { amount } = draft;
  const data = { book, counted: amount, difference: Math.abs(amount - book) };
  const question = say.line(amount === 0 ? "count.empty" : "count.large", data);
  const options = ["yes", "no"].map((id) => ({ id, label: say.line(`count.${id}`) }));
  return { kind: "which", question, options, draft, field: "sure" };
}

function cashText({ books, standing, say, today }: CoopTurn): string {
  const { journal } = books;
  const { id, name } = standing.unit;
  const [cash, bank] = [journal.balance(id, ACCOUNTS.cash), journal.balance(id, ACCOUNTS.bank)];
  return say.line("cash", { unit: name, balance: cash, amount: bank, date: today });
}

function sure(entry: Entry, draft: CommandOf<"reverse">, { books, say }: CoopTurn): Reply {
  const question = say.line("undo-sure", { what: receiptLine(books, entry, say) });
  const options = ["yes", "no"].map((id) => ({ id, label: say.line(`undo-${id}`) }));
  return { kind: "which", question, options, draft: { ...draft, entry: entry.no }, field: "sure" };
}

/** The line of her open meeting that a number may mean as well: 003 is a member, and an entry. */
function lineOfSheet(no: number, { books, context }: CoopTurn): { meeting: number; member: Member } | undefined {
  const meeting = books.meetings.openOf(context.person.id);
  const member = meeting === undefined ? undefined : books.members.byNo(meeting.unit, no);
  if (meeting === undefined || member === undefined) return undefined;
  const written = books.meetings.sheet(meeting.id).some((line) => line.member === member.id);
  return written ? { meeting: meeting.id, member } : undefined;
}

function removeLine({ meeting, member }: { meeting: number; member: Member }, { books, say }: CoopTurn): Reply {
  books.meetings.remove(meeting, member.id);
  return said(say.line("meeting.removed", { no: memberNo(member.no), name: member.name }));
}

function whichOfTwo({ no, name }: Member, entry: Entry, draft: CommandOf<"reverse">, { books, say }: CoopTurn): Reply {
  const options = [
    { id: "line", label: say.line("undo-line", { no: memberNo(no), name }) },
    { id: "entry", label: say.line("undo-entry", { what: receiptLine(books, entry, say) }) },
    { id: "no", label: say.line("undo-no") },
  ];
  return { kind: "which", question: say.line("undo-which"), options, draft, field: "sure" };
}

function take(operation: Operation, turn: CoopTurn, date: string | undefined): Reply {
  return answer(turn.books.desk.take(operation, bookingOf(turn, date)), turn);
}

/** The newest entry that she wrote herself today and that stands. */
function lastOwn({ books, standing, context, today }: CoopTurn): Entry | undefined {
  const { journal } = books;
  const unit = standing.unit.id;
  const newest = journal.head(unit)?.no ?? 0;
  for (let no = newest; no > 0 && no > newest - LOOK_BACK; no--) {
    const entry = journal.byNo(unit, no);
    if (entry === undefined || books.dateIn(unit, entry.bookedAt) !== today) return undefined;
    const stands = entry.reverses === null && journal.reversalOf(entry.id) === undefined;
    if (entry.maker === context.person.id && stands) return entry;
  }
  return undefined;
}
