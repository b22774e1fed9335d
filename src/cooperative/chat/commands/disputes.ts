import { DAY } from "../../../clock.ts";
import { LIMITS } from "../../../limits.ts";
import { SAVINGS } from "../../accounts.ts";
import type { CommandOf } from "../../commands/index.ts";
import type { Dispute } from "../../disputes/disputes.ts";
import { planAnswer } from "../../disputes/duty.ts";
import { closing, mayKnow, missing, objecting } from "../../disputes/rules.ts";
import { tellFirst, treasurersOf, watchersOf } from "../../disputes/watchers.ts";
import type { Entry } from "../../journal/entry.ts";
import { type Member, memberNo } from "../../members.ts";
import { inUnit, isTurn, ofEachUnit, unitAndReason } from "../in-unit.ts";
import { unitNamed, unitsOf, whoseEntry } from "../memberships.ts";
import { receiptLine } from "../receipt.ts";
import type { Say } from "../say.ts";
import { tellEach, tellOne } from "../tell.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { ownMember } from "./members.ts";

/** SANGGAH and LAPOR SETOR, and how they end. Nothing here moves money. */
export const disputeCommands: Carriers = {
  dispute: (command, turn) => {
    const { member: named, rest } = unitNamed(command.reason, turn);
    const [member, other] = named === undefined ? whoseEntry(command.entry, turn) : [named];
    if (member === undefined) return notDone(turn.say.line("forbidden.member"));
    if (other !== undefined)
      return notDone(turn.say.line("coop-members:dispute.which-unit", unitsOf(command.entry, [member, other], turn)));
    return object(
      { action: "dispute", entry: command.entry, ...(rest === undefined ? {} : { reason: rest }) },
      member,
      turn,
    );
  },
  "report-deposit": ({ note, ...command }, turn) => {
    const { member: named, rest } = unitNamed(note, turn);
    const member = named ?? ownMember(turn);
    if (member === undefined) return notDone(turn.say.line("forbidden.member"));
    return miss({ ...command, ...(rest === undefined ? {} : { note: rest }) }, member, turn);
  },
  disputes: ({ unit }, turn) => {
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    return said([listText(there), ...(unit === undefined ? openElsewhere(turn) : [])].join("\n"));
  },
  explain: (command, turn) => {
    const { unit, reason } = unitAndReason(command, turn);
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    return reason === "" ? notDone(turn.say.line("ask.explain-reason")) : explain({ ...command, reason }, there);
  },
  "pass-on": ({ dispute, unit }, turn) => {
    const there = inUnit(unit, turn);
    return isTurn(there) ? passOn(dispute, there) : there;
  },
};

/** An entry of hers is flagged; those who wrote it and those who watch are told, and the days begin to run. */
function object({ entry: no, reason }: CommandOf<"dispute">, member: Member, turn: CoopTurn): Reply {
  const { books, say } = turn;
  const found = books.journal.byNo(member.unit, no);
  const reversedBy = found === undefined ? undefined : books.journal.reversalOf(found.id)?.no;
  const open = books.disputes.openOf(member.unit, member.id);
  const allowed = objecting({ no, member: member.id, entry: found, reversedBy, open });
  if (!allowed.ok) return because(open, reason, found, member, turn) ?? notDone(say.refusal(allowed.refusal));
  const dispute = opened({ kind: "entry", entryId: allowed.entry.id, amount: null, on: null, reason }, member, turn);
  tellObjection(dispute, allowed.entry, member, turn);
  const taken = say.line("coop-members:dispute.taken", { no: dispute.no, entry: no, until: dueOn(dispute, turn) });
  return said(reason === undefined ? `${taken}\n${say.line("coop-members:dispute.why", { entry: no })}` : taken);
}

/** What she objects to may come after SANGGAH: then those who were told hear it, too. Undefined: there is nothing new. */
function because(
  open: readonly Dispute[],
  reason: string | undefined,
  entry: Entry | undefined,
  member: Member,
  turn: CoopTurn,
): Reply | undefined {
  const before = open.find(({ entryId }) => entry !== undefined && entryId === entry.id);
  if (entry === undefined || before === undefined || before.reason !== null || reason === undefined) return undefined;
  turn.books.disputes.because(before.id, reason);
  tellObjection({ ...before, reason }, entry, member, turn);
  return said(turn.say.line("coop-members:dispute.reason-added", { entry: entry.no, no: before.no }));
}

/** Those who watch over the unit and those who keep its books. */
function tellObjection(dispute: Dispute, entry: Entry, member: Member, turn: CoopTurn): void {
  const { books } = turn;
  const told = (theirs: Say, no: string | number = dispute.no) =>
    theirs.line("coop-members:dispute.told", {
      no,
      who: named(member),
      what: receiptLine(books, entry, theirs),
      reason: reasonOf(dispute, theirs),
      until: dueOn(dispute, turn),
    });
  const reached = tellWatchers(dispute, told, turn);
  tellEach(
    turn,
    treasurersOf(books, books.unit(member.unit)).filter((person) => isOther(person, turn) && !reached.includes(person)),
    (theirs) => told(theirs),
  );
}

/** A deposit that nobody wrote: for those who watch over the treasurer, and not for her. */
function miss(command: CommandOf<"report-deposit">, member: Member, turn: CoopTurn): Reply {
  const { books, say } = turn;
  const { amount, date, kind, note } = command;
  const open = books.disputes.openOf(member.unit, member.id);
  const allowed = missing({ amount, on: date, written: writtenAs(member, amount, date, turn)?.no, open });
  if (!allowed.ok) return notDone(say.refusal(allowed.refusal));
  const words = [...(kind === undefined ? [] : [say.kind(kind)]), ...(note === undefined ? [] : [note])].join(", ");
  const reason = words === "" ? undefined : words;
  const dispute = opened({ kind: "missing", entryId: null, amount, on: date, reason }, member, turn);
  const told = (theirs: Say, no: string | number) =>
    theirs.line("coop-members:missing.told", {
      no,
      who: named(member),
      amount,
      date,
      reason: reasonOf(dispute, theirs),
      until: dueOn(dispute, turn),
    });
  const reached = tellWatchers(dispute, told, turn);
  const key = reached.length === 0 ? "coop-members:missing.nobody" : "coop-members:missing.taken";
  return said(say.line(key, { no: dispute.no, amount, date, until: dueOn(dispute, turn) }));
}

/** Those who watch over the unit, the first group that is reached. For the head office the number names the unit. */
function tellWatchers(
  { unit: id, no }: Pick<Dispute, "unit" | "no">,
  told: (theirs: Say, no: string | number) => string,
  turn: CoopTurn,
): string[] {
  const unit = turn.books.unit(id);
  const [own = [], office = [], chairs = []] = watchersOf(turn.books, unit);
  return tellFirst([own, office, chairs], (person) => {
    const far = office.includes(person) && !own.includes(person);
    const text = (theirs: Say) =>
      told(theirs, far ? theirs.line("coop-members:units.no", { no, unit: unit.name }) : no);
    return isOther(person, turn) && tellOne(turn, person, text);
  });
}

type Given = Pick<Dispute, "kind" | "entryId" | "amount" | "on"> & { reason: string | undefined };

function opened({ reason, ...given }: Given, member: Member, { books, context }: CoopTurn): Dispute {
  const days = books.setting(member.unit).disputeDays;
  const times = { openedAt: context.now, dueAt: context.now + days * DAY };
  const dispute = books.disputes.add({
    ...given,
    reason: reason ?? null,
    unit: member.unit,
    member: member.id,
    ...times,
  });
  planAnswer(books.duties, dispute, 1, dispute.dueAt);
  return dispute;
}

/** An entry of hers with this amount of savings and this value date. */
function writtenAs(member: Member, amount: number, date: string, { books }: CoopTurn): Entry | undefined {
  for (const account of Object.values(SAVINGS)) {
    const [found] = books.journal.sameDay(member.unit, member.id, account, amount, date);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many are open in each unit, as far as the head office is to know. */
const openElsewhere = (turn: CoopTurn): string[] =>
  ofEachUnit(turn, ({ books, standing, say }) => {
    const { unit, roles } = standing;
    const count = books.disputes.open(unit.id).filter((dispute) => mayKnow(dispute, roles)).length;
    return count === 0 ? undefined : say.line("coop-members:units.disputes", { unit: unit.name, count });
  });

/** What is open in her unit, as far as it is hers to know. */
function listText(turn: CoopTurn): string {
  const { books, standing, say } = turn;
  const { unit, roles } = standing;
  const open = books.disputes.open(unit.id).filter((dispute) => mayKnow(dispute, roles));
  if (open.length === 0) return say.line("coop-members:dispute.none", { unit: unit.name });
  const left = open.length - LIMITS.listedLines;
  return [
    say.line("coop-members:dispute.list", { unit: unit.name, count: open.length }),
    ...open.slice(0, LIMITS.listedLines).map((dispute) => disputeLine(dispute, turn)),
    ...(left > 0 ? [say.line("coop-members:more", { count: left })] : []),
    say.line("coop-members:dispute.how"),
  ].join("\n");
}

/** A dispute in one line of a list. */
export function disputeLine(dispute: Dispute, turn: CoopTurn): string {
  const { books, say, context } = turn;
  const member = books.members.member(dispute.member);
  const late = dispute.dueAt <= context.now ? "late" : "until";
  const time = say.line(`coop-members:dispute.${late}`, { until: dueOn(dispute, turn) });
  const reason = reasonOf(dispute, say);
  const who = member === undefined ? "" : named(member);
  if (dispute.kind === "missing") {
    const { amount, on } = dispute;
    const written = member === undefined ? undefined : writtenAs(member, amount ?? 0, on ?? "", turn);
    const data = { no: dispute.no, who, amount: amount ?? 0, date: on ?? "", reason, time };
    const line = say.line("coop-members:missing.line", data);
    return written === undefined ? line : `${line} ${say.line("coop-members:missing.written", { no: written.no })}`;
  }
  const entry = dispute.entryId === null ? undefined : books.journal.entry(dispute.entryId);
  const what = entry === undefined ? "" : receiptLine(books, entry, say);
  const line = say.line("coop-members:dispute.line", { no: dispute.no, what, reason, time });
  return dispute.answer === null
    ? line
    : `${line} ${say.line("coop-members:dispute.noted", { answer: dispute.answer })}`;
}

/** What an entry was. It ends the dispute when somebody says so who neither wrote it nor keeps the box. */
function explain({ dispute: no, reason }: CommandOf<"explain">, turn: CoopTurn): Reply {
  const { books, standing, context, say } = turn;
  const found = books.disputes.byNo(standing.unit.id, no);
  const entry = found?.entryId == null ? undefined : books.journal.entry(found.entryId);
  const member = found === undefined ? undefined : books.members.member(found.member);
  const person = context.person.id;
  const herself = member?.personId === person;
  const closed = closing(found, no, entry === undefined ? undefined : books.writersOf(entry), {
    person,
    roles: standing.roles,
    herself,
  });
  if (!closed.ok) return notDone(say.refusal(closed.refusal));
  const { dispute, does } = closed;
  if (does === "note") return noted(dispute, reason, turn);
  const written =
    dispute.kind === "missing" && member !== undefined
      ? writtenAs(member, dispute.amount ?? 0, dispute.on ?? "", turn)
      : undefined;
  const state = written === undefined ? "explained" : "posted";
  books.disputes.end(dispute.id, { state, by: person, answer: reason, at: context.now });
  const hers = member?.personId ?? null;
  if (hers !== null)
    tellOne(turn, hers, (theirs) => {
      const key = dispute.kind === "missing" ? "coop-members:missing.answer" : "coop-members:dispute.answer";
      const data = { no, entry: entry?.no ?? 0, amount: dispute.amount ?? 0, date: dispute.on ?? "" };
      return theirs.line(key, { ...data, who: turn.audience.nameOf(person, theirs), answer: reason });
    });
  return said(
    say.line(hers === null ? "coop-members:dispute.ended-tell-her" : "coop-members:dispute.ended", {
      no,
      who: member === undefined ? "" : named(member),
    }),
  );
}

/** Words of who wrote it go to those who decide; nobody ends what is said against herself. */
function noted(dispute: Dispute, answer: string, turn: CoopTurn): Reply {
  const { books, context, say, audience } = turn;
  books.disputes.note(dispute.id, answer);
  const told = (theirs: Say, no: string | number) =>
    theirs.line("coop-members:dispute.noted-told", { no, who: audience.nameOf(context.person.id, theirs), answer });
  tellWatchers(dispute, told, turn);
  return said(say.line("coop-members:dispute.noted-by-you", { no: dispute.no }));
}

/** The supervisor asks: only now does the treasurer hear who misses what. */
function passOn(no: number, turn: CoopTurn): Reply {
  const { books, standing, say } = turn;
  const dispute = books.disputes.byNo(standing.unit.id, no);
  const member = dispute === undefined ? undefined : books.members.member(dispute.member);
  if (dispute === undefined || member === undefined || dispute.kind !== "missing" || !mayKnow(dispute, standing.roles))
    return notDone(say.refusal({ code: "no-such-dispute", data: { no } }));
  if (dispute.state !== "open") return notDone(say.refusal({ code: "dispute-over", data: { no } }));
  const { amount, on } = dispute;
  const date = on ?? "";
  tellEach(turn, treasurersOf(books, standing.unit), (theirs) =>
    theirs.line("coop-members:missing.asked", {
      who: named(member),
      amount: amount ?? 0,
      date,
      line: theirs.line("coop-members:missing.example", {
        day: dayWord(date),
        no: memberNo(member.no),
        amount: amount ?? 0,
      }),
    }),
  );
  return said(say.line("coop-members:missing.passed", { no, who: named(member) }));
}

const reasonOf = ({ kind, reason }: Dispute, say: Say): string =>
  reason ?? say.line(kind === "missing" ? "coop-members:missing.no-reason" : "coop-members:dispute.no-reason");

/** `12/11/2026`, as a treasurer writes it. */
const dayWord = (date: string): string => date.split("-").reverse().join("/");

const named = ({ name, no }: Member): string => `${name} (${memberNo(no)})`;
const isOther = (person: string, { context }: CoopTurn): boolean => person !== context.person.id;
const dueOn = ({ unit, dueAt }: Dispute, { books }: Pick<CoopTurn, "books">): string => books.dateIn(unit, dueAt);
