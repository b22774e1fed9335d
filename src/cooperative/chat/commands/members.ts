import { MONTH_NUMBERS } from "../../../flow/understand/lexicon.ts";
import { addDays } from "../../../zones.ts";
import { ACCOUNTS, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../../accounts.ts";
import { type CommandOf, type Draft, type MemberRef, matchMember, parse, type Target } from "../../commands/index.ts";
import type { EntryHead, Line, PostedLine } from "../../journal/entry.ts";
import { COOP_LIMITS } from "../../limits.ts";
import type { LoanView } from "../../loans/book.ts";
import { type LoanStatus, loanNo } from "../../loans/store.ts";
import { lastDayOf } from "../../locks/month.ts";
import { type Member, memberNo } from "../../members.ts";
import { inUnit, isTurn, unitsBelow } from "../in-unit.ts";
import { asMemberOf, membershipsOf } from "../memberships.ts";
import { moveText } from "../move.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** Moves that are shown in one answer: of all times, and of one month. */
const LATEST = 10;
const OF_A_MONTH = 30;
/** Lines read for one answer: an entry names a member on a handful of lines. */
const LINES_OF_AN_ENTRY = 6;

type SaidFile = NonNullable<Extract<Reply, { kind: "said" }>["file"]>;
/** Her book as a file that goes with the text; undefined where it cannot be made. */
export type MemberFile = (member: Member, turn: CoopTurn) => SaidFile | undefined;

/** What a member asks about herself; officers may ask about the members of their own unit, and nobody else about anyone. */
export const memberCommands = (bookFile: MemberFile): Carriers => ({
  balance: (command, turn) =>
    inHerUnit(command, turn, (there) => {
      const member = askedAbout(command.target, there, command);
      return isReply(member)
        ? member
        : said([balanceText(member, there), ...elsewhere(member, command, there)].join("\n"));
    }),
  history: (written, turn) =>
    inHerUnit(written, turn, (there) => {
      const command = withMonth(written, there);
      const member = askedAbout(command.target, there, command);
      return isReply(member) ? member : said(historyText(member, spanOf(command, there.today), there));
    }),
  "member-book": (command, turn) => {
    const target = command.member === undefined ? undefined : { member: command.member };
    return inHerUnit({ ...command, target }, turn, (there) => {
      const member = askedAbout(target, there, command);
      if (isReply(member)) return member;
      const file = bookFile(member, there);
      const text = [balanceText(member, there), historyText(member, {}, there)].join("\n");
      return { kind: "said", text, ...(file === undefined ? {} : { file }) };
    });
  },
  "next-instalment": (command, turn) =>
    inHerUnit(command, turn, (there) => {
      const member = askedAbout(command.target, there, command);
      return isReply(member) ? member : said(nextText(member, there));
    }),
});

/** What she asks of herself is of one unit: where else she is a member, and how she asks there. */
function elsewhere(member: Member, { target, unit }: CommandOf<"balance">, turn: CoopTurn): string[] {
  if (target !== undefined || unit !== undefined) return [];
  const others = membershipsOf(turn).filter(({ id }) => id !== member.id);
  return others.map((one) => turn.say.line("coop-members:also-in", { unit: turn.books.unit(one.unit).name }));
}

/** Her own membership, also where she holds an office in another unit. */
export function ownMember({ books, standing, context }: CoopTurn): Member | undefined {
  return standing.member ?? books.members.ofPerson(context.person.id).find(({ active }) => active);
}

/** In the unit that is named: the head office in each, others in their own; who holds no office learns of none. */
function inHerUnit(
  { unit, target }: { unit?: string; target?: Target | undefined },
  turn: CoopTurn,
  answer: (there: CoopTurn) => Reply,
): Reply {
  const { books, standing, say } = turn;
  const there = unit === undefined ? undefined : books.units.named(unit);
  const own = there === undefined || there.id === standing.unit.id ? undefined : asMemberOf(there.id, turn);
  if (own !== undefined && (target === undefined || standing.roles.length === 0)) return answer(own);
  if (standing.roles.length === 0) {
    const hers = unit === undefined || there?.id === ownMember(turn)?.unit;
    return hers ? answer(turn) : notDone(say.line("coop-members:not-others"));
  }
  // The head office has mostly no members of its own: which unit, is to be said.
  const [below] = unit === undefined && target !== undefined ? unitsBelow(turn) : [];
  if (below !== undefined && books.members.roster(standing.unit.id).length === 0)
    return notDone(say.line("coop-members:which-unit", { unit: below.name }));
  const reached = inUnit(unit, turn);
  if (!isTurn(reached)) return reached;
  const nobody = target === undefined && reached !== turn;
  return nobody ? notDone(say.line("coop-members:whose-of", { unit: reached.standing.unit.name })) : answer(reached);
}

/** The member whom a question is about. Who holds no office hears only of herself, and not even who else there is. */
function askedAbout(target: Target | undefined, turn: CoopTurn, draft: Draft): Member | Reply {
  const { say, standing } = turn;
  const own = ownMember(turn);
  const officer = standing.roles.length > 0;
  if (target === undefined) return own ?? notDone(say.line(officer ? "coop-members:whose" : "forbidden.member"));
  const ref = refOf(target, turn);
  if (!officer) return own !== undefined && isHer(ref, own, turn) ? own : notDone(say.line("coop-members:not-others"));
  if (ref === undefined) return notDone(say.line("loan.unknown", { loan: loanNo(target.loan ?? 0) }));
  const meant = memberMeant(ref, turn, draft);
  return isReply(meant) && meant.kind === "which" && draft.target !== undefined ? { ...meant, field: "target" } : meant;
}

/** "riwayat oktober": the name of a month, where nobody in the unit is called so, or she may ask about nobody else. */
function withMonth(command: CommandOf<"history">, turn: CoopTurn): CommandOf<"history"> {
  const { books, standing, lexicon, today } = turn;
  const { target, ...rest } = command;
  const name = target?.member?.no === undefined ? target?.member?.name : undefined;
  const word = (of: string) => lexicon.first.get(of) ?? "";
  const isMonth = MONTH_NUMBERS.has(name?.split(" ")[0]?.toLowerCase() ?? "");
  if (name === undefined || !isMonth || command.month !== undefined) return command;
  const read = parse(`${word("command.history")} ${word("mark.month")} ${name}`, lexicon, { today, mode: "normal" });
  const month = read.kind === "command" && read.command.action === "history" ? read.command.month : undefined;
  if (month === undefined) return command;
  const members = standing.roles.length > 0 ? books.members.roster(standing.unit.id) : [];
  return matchMember({ name }, members, lexicon).kind === "none" ? { ...rest, month } : command;
}

/** A loan's number stands for the member who has it. */
function refOf({ loan, member }: Target, { books, standing }: CoopTurn): MemberRef | undefined {
  if (loan === undefined) return member;
  const borrower = books.loans.loans.byNo(standing.unit.id, loan)?.member;
  const no = borrower === undefined ? undefined : books.members.member(borrower)?.no;
  return no === undefined ? undefined : { no };
}

const isHer = (ref: MemberRef | undefined, own: Member, { lexicon }: CoopTurn): boolean =>
  ref !== undefined && matchMember(ref, [own], lexicon).kind === "one";

/** Savings by kind, loans with what is left and comes next, and what she waits for. */
function balanceText(member: Member, turn: CoopTurn): string {
  const { books, say, today } = turn;
  const balances = books.journal.memberBalances(member.unit, member.id);
  const own = [...MEMBER_ACCOUNTS]
    .filter((account) => !LOAN_ACCOUNTS.has(account))
    .sort((a, b) => b - a)
    .map((account) => ({ account, balance: balances.get(account) ?? 0 }))
    .filter(({ balance }) => balance > 0);
  const total = own.reduce((sum, { balance }) => sum + balance, 0);
  const disputes = books.disputes.openOf(member.unit, member.id).length;
  return [
    headOf(member, turn, today),
    ...own.map(({ account, balance }) => say.line("coop-members:saving", { account, balance })),
    say.line(own.length === 0 ? "coop-members:no-savings" : "coop-members:savings", { total }),
    ...runningOf(member, turn).map((view) => loanLine(view, turn)),
    ...writtenOffLines(member, turn),
    ...(disputes === 0 ? [] : [say.line("coop-members:disputes-open", { count: disputes })]),
  ].join("\n");
}

const headOf = ({ name, no, unit }: Member, { books, say }: CoopTurn, date: string): string =>
  say.line("coop-members:head", { name, no: memberNo(no), unit: books.unit(unit).name, date });

function runningOf(member: Member, { books, today }: CoopTurn, is: LoanStatus = "active"): LoanView[] {
  const { loans, book } = books.loans;
  return loans
    .ofMember(member.id)
    .filter(({ state }) => state === is)
    .flatMap((loan) => book.view(loan, today) ?? []);
}

/** What is off the books and not off her shoulders. */
const writtenOffLines = (member: Member, turn: CoopTurn): string[] =>
  runningOf(member, turn, "written-off")
    .filter(({ state }) => state.balance > 0)
    .map(({ loan, state: { balance } }) =>
      turn.say.line("coop-members:loan-written-off", { loan: loanNo(loan.no), balance }),
    );

function loanLine({ loan, state }: LoanView, { say }: CoopTurn): string {
  const { balance, next, arrears } = state;
  const data = { loan: loanNo(loan.no), balance };
  if (arrears.total > 0)
    return say.line("coop-members:loan-late", { ...data, amount: arrears.total, date: arrears.oldestDueOn ?? "" });
  if (next === undefined) return say.line("coop-members:loan", data);
  return say.line("coop-members:loan-next", { ...data, amount: next.total, date: next.dueOn });
}

/** The next instalment of each of her loans, and what is late. */
function nextText(member: Member, turn: CoopTurn): string {
  const { say, books } = turn;
  const views = runningOf(member, turn);
  const held = books.journal.balance(member.unit, ACCOUNTS.heldForMembers, member.id);
  const off = writtenOffLines(member, turn);
  if (views.length + off.length === 0)
    return say.line("coop-members:no-loan", { name: member.name, no: memberNo(member.no) });
  return [
    headOf(member, turn, turn.today),
    ...views.flatMap((view) => nextLines(view, turn)),
    ...off,
    ...(held === 0 ? [] : [say.line("coop-members:held", { amount: held })]),
  ].join("\n");
}

function nextLines({ loan, state: { arrears, next, due, balance } }: LoanView, { say }: CoopTurn): string[] {
  const data = { loan: loanNo(loan.no), balance };
  const late = { ...data, amount: due.total, date: arrears.oldestDueOn ?? "", days: arrears.days };
  return [
    ...(arrears.total === 0 ? [] : [say.line("coop-members:late", late)]),
    ...(next === undefined
      ? []
      : [
          say.line("coop-members:next", {
            ...data,
            n: next.n,
            date: next.dueOn,
            amount: next.total,
            principal: say.money(next.principal),
            interest: say.money(next.interest),
          }),
        ]),
    say.line("coop-members:left", data),
  ];
}

type Asked = { from?: string; to?: string };

function spanOf({ month, months }: { month?: string; months?: number }, today: string): Asked {
  if (month !== undefined) return { from: `${month}-01`, to: lastDayOf(month) };
  if (months === undefined) return {};
  let first = `${today.slice(0, 7)}-01`;
  for (let back = 1; back < Math.min(months, COOP_LIMITS.historyMonths); back++)
    first = `${addDays(first, -1).slice(0, 7)}-01`;
  return { from: first, to: today };
}

/** Her latest moves, newest first, and how to see those before. */
function historyText(member: Member, span: Asked, turn: CoopTurn): string {
  const { books, say } = turn;
  const most = span.from === undefined ? LATEST : OF_A_MONTH;
  const limit = (most + 1) * LINES_OF_AN_ENTRY;
  const lines = books.journal.memberLines(member.id, { limit, ...span });
  const entries = byEntry(lines);
  if (entries.length === 0) return say.line("coop-members:no-history", { name: member.name, no: memberNo(member.no) });
  const shown = entries.slice(0, most);
  const older = entries[most];
  const disputed = new Set(books.disputes.openOf(member.unit, member.id).map(({ entryId }) => entryId));
  return [
    say.line("coop-members:history", { name: member.name, no: memberNo(member.no) }),
    ...shown.map(({ entry, lines: hers }) => moveLine(entry, hers, disputed.has(entry.id), turn)),
    ...(older === undefined ? [] : [say.line("coop-members:older", { month: monthWord(older.entry.booksOn) })]),
  ].join("\n");
}

const monthWord = (date: string): string => `${date.slice(5, 7)}/${date.slice(0, 4)}`;

function byEntry(lines: readonly PostedLine[]): { entry: EntryHead; lines: Line[] }[] {
  const found = new Map<number, { entry: EntryHead; lines: Line[] }>();
  for (const { entry, ...line } of lines) {
    const group = found.get(entry.id) ?? { entry, lines: [] };
    group.lines.push(line);
    found.set(entry.id, group);
  }
  return [...found.values()];
}

function moveLine(entry: EntryHead, lines: readonly Line[], disputed: boolean, { books, say }: CoopTurn): string {
  const undone = books.journal.reversalOf(entry.id)?.no;
  const marks = [
    ...(undone === undefined ? [] : [say.line("coop-members:undone", { no: undone })]),
    ...(disputed ? [say.line("coop-members:disputed")] : []),
  ];
  return [moveText(books, entry, lines, say), ...marks].join(" ");
}
