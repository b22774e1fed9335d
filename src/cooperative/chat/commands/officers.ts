import { LIMITS } from "../../../limits.ts";
import type { CommandOf } from "../../commands/index.ts";
import { treasurersOf } from "../../disputes/watchers.ts";
import { shortHash } from "../../journal/entry.ts";
import { collectibility } from "../../loans/lists.ts";
import { loanNo } from "../../loans/store.ts";
import { dayLock } from "../../locks/day.ts";
import { monthLock } from "../../locks/month.ts";
import { type Member, memberNo } from "../../members.ts";
import type { Result } from "../../operations/operation.ts";
import { describe } from "../describe.ts";
import { inUnit, isTurn, ofEachUnit, unitsBelow } from "../in-unit.ts";
import { decided } from "../notify.ts";
import type { Say } from "../say.ts";
import { tellEach } from "../tell.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";

/** What chair, supervisor and treasurer look at and decide beside single requests. */
export const officerCommands: Carriers = {
  arrears: ({ unit }, turn) => {
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    return said(unit === undefined && turn.standing.unit.kind === "head" ? arrearsOfAll(turn) : arrearsText(there));
  },
  "lock-month": (command, turn) => lock(command, turn),
  "lock-day": (command, turn) => lock(command, turn),
  witness: ({ pending }, turn) => witness(pending, turn),
  witnesses: (_, turn) => said(witnessesText(turn)),
};

/** What is late in each unit: the whole list is a word away. */
function arrearsOfAll(turn: CoopTurn): string {
  const { say, today } = turn;
  const lines = ofEachUnit(turn, (there) => {
    const late = lateLoans(there);
    const total = late.reduce((sum, { state }) => sum + state.arrears.total, 0);
    const { name } = there.standing.unit;
    return late.length === 0
      ? undefined
      : say.line("coop-members:units.arrears", { unit: name, count: late.length, amount: total });
  });
  const [first] = unitsBelow(turn);
  if (lines.length === 0)
    return say.line("coop-members:arrears.none", { unit: say.line("coop-members:units.all"), date: today });
  return [...lines, say.line("coop-members:units.how", { unit: first?.name ?? "" })].join("\n");
}

/** Oldest first. */
function lateLoans({ books, standing, today }: CoopTurn) {
  return collectibility(books.loans, standing.unit.id, today)
    .loans.filter(({ state }) => state.arrears.total > 0)
    .sort((a, b) => b.state.arrears.days - a.state.arrears.days || a.loan.no - b.loan.no);
}

/** Loans with an instalment whose date has passed, the oldest first, each in its class. */
function arrearsText(turn: CoopTurn): string {
  const { books, standing, say, today } = turn;
  const { unit } = standing;
  const late = lateLoans(turn);
  if (late.length === 0) return say.line("coop-members:arrears.none", { unit: unit.name, date: today });
  const total = late.reduce((sum, { state }) => sum + state.arrears.total, 0);
  const left = late.length - LIMITS.listedLines;
  return [
    say.line("coop-members:arrears.head", { unit: unit.name, date: today, count: late.length, total }),
    ...late.slice(0, LIMITS.listedLines).map(({ loan, state, class: of }) => {
      const member = books.members.member(loan.member);
      return say.line("coop-members:arrears.line", {
        loan: loanNo(loan.no),
        who: member === undefined ? "" : named(member),
        days: state.arrears.days,
        amount: state.arrears.total,
        balance: state.balance,
        class: say.line(`coop-members:class.${of}`),
      });
    }),
    ...(left > 0 ? [say.line("coop-members:more", { count: left })] : []),
  ].join("\n");
}

/** What is not done yet in the time that is to be closed. */
type Unfinished = { differences: number; requests: number; disputes: number; uncounted: boolean };

/** The time that is to be closed: `from` its first day, `until` the last; and the command that says it. */
type Closing = { kind: "month" | "day"; from: string; until: string; draft: LockCommand };
type LockCommand = CommandOf<"lock-month"> | CommandOf<"lock-day">;

/** The month or day stands in the draft, so that an answer is about what was asked about. */
function closing(command: LockCommand, { books, standing, today }: CoopTurn): Result<Closing> {
  const at = { today, lockedUntil: books.journal.lockedUntil(standing.unit.id) };
  if (command.action === "lock-day") {
    const found = dayLock(command.date, at);
    if (!found.ok) return found;
    const { until } = found;
    return { ok: true, kind: "day", from: until, until, draft: { ...command, date: until } };
  }
  const found = monthLock(command.month, at);
  if (!found.ok) return found;
  const { month, until } = found;
  return { ok: true, kind: "month", from: `${month}-01`, until, draft: { ...command, month } };
}

/**
 * Closes the books up to the end of a month or a day. An open meeting of that time comes first; what else is unfinished is
 * shown and the chair decides. Whoever keeps and watches the books gets the number and code of the newest entry.
 */
function lock(command: LockCommand, turn: CoopTurn): Reply {
  const { books, standing, context, say, decided: answers } = turn;
  const { unit } = standing;
  const found = closing(command, turn);
  if (!found.ok) return notDone(say.refusal(found.refusal));
  const { kind, until, draft } = found;
  const meeting = books.meetings.open(unit.id);
  if (meeting !== undefined && meeting.heldOn <= until)
    return notDone(say.line("coop-members:lock.meeting", { date: meeting.heldOn }));
  if (answers["sure"] === "no") return said(say.line("coop-members:lock.not"));
  const open = unfinishedLines(unfinished(found, turn), kind, say);
  if (open.length > 0 && answers["sure"] !== "yes") {
    const question = [say.line("coop-members:lock.open", { until }), ...open, say.line("coop-members:lock.sure")].join(
      "\n",
    );
    const options = ["yes", "no"].map((id) => ({ id, label: say.line(`coop-members:lock.${id}`) }));
    return { kind: "which", question, options, draft, field: "sure" };
  }
  books.journal.lock(unit.id, kind, until, context.person.id, context.now);
  return said(tellLocked(until, turn));
}

function tellLocked(until: string, turn: CoopTurn): string {
  const { books, standing, context, say, audience } = turn;
  const { unit } = standing;
  const head = books.journal.head(unit.id);
  const data = { unit: unit.name, until, no: head?.no ?? 0, code: shortHash(head?.hash ?? "") };
  const told = [...treasurersOf(books, unit), ...books.officers.of(unit, "supervisor").map(({ id }) => id)];
  tellEach(
    turn,
    told.filter((person) => person !== context.person.id),
    (theirs) => theirs.line("coop-members:lock.told", { ...data, who: audience.nameOf(context.person.id, theirs) }),
  );
  return say.line("coop-members:lock.done", data);
}

function unfinished({ from, until }: Closing, { books, standing }: CoopTurn): Unfinished {
  const unit = standing.unit.id;
  const counted = books.counts.newest(unit);
  return {
    differences: books.counts.unresolved(unit).filter(({ on }) => on <= until).length,
    requests: books.pendings.open(unit).filter(({ valueOn }) => valueOn <= until).length,
    // A missed deposit is the supervisor's alone.
    disputes: books.disputes.open(unit).filter(({ kind }) => kind === "entry").length,
    uncounted: counted === undefined || counted.on < from,
  };
}

function unfinishedLines({ uncounted, ...counts }: Unfinished, kind: Closing["kind"], say: Say): string[] {
  const lines = Object.entries(counts).flatMap(([what, count]) =>
    count === 0 ? [] : [say.line(`coop-members:lock.${what}`, { count })],
  );
  return [...lines, ...(uncounted ? [say.line(`coop-members:lock.uncounted${kind === "day" ? "-day" : ""}`)] : [])];
}

/** Somebody stood by; those who watch over the unit hear of it, and it stays on their list. */
function witness(no: number, turn: CoopTurn): Reply {
  const { books, standing, context, today, audience } = turn;
  const result = books.desk.witness(context.person.id, standing.unit.id, no, { at: context.now, today });
  if (result.kind !== "refused") {
    const { pending } = result;
    tellEach(
      turn,
      books.officers
        .of(standing.unit, "supervisor")
        .map(({ id }) => id)
        .filter((id) => id !== context.person.id),
      (say) =>
        say.line("coop-members:witness.told", {
          no,
          what: describe(books, pending, say),
          who: audience.nameOf(context.person.id, say),
        }),
    );
  }
  return decided(result, turn);
}

function witnessesText({ books, standing, say, audience }: CoopTurn): string {
  const { unit } = standing;
  const list = books.pendings.witnessed(unit.id, LIMITS.listedLines);
  if (list.length === 0) return say.line("coop-members:witness.none", { unit: unit.name });
  return [
    say.line("coop-members:witness.list", { unit: unit.name }),
    ...list.map((pending) =>
      say.line("coop-members:witness.line", {
        no: pending.no,
        what: describe(books, pending, say),
        who: audience.nameOf(pending.witness ?? "", say),
        date: books.dateIn(unit.id, pending.confirmedAt ?? pending.madeAt),
      }),
    ),
  ].join("\n");
}

const named = ({ name, no }: Member): string => `${name} (${memberNo(no)})`;
