import { type CoopTurn, notDone, type Reply } from "../chat/turn.ts";
import { isReply, memberMeant } from "../chat/whom.ts";
import { type CommandOf, matchMember, type Paper, type Target } from "../commands/index.ts";
import { loanNo } from "../loans/store.ts";
import type { Member } from "../members.ts";
import { type Period, readPeriod } from "../statements/index.ts";
import type { CoopUnit } from "../units.ts";
import { type Asker, type Order, seesUnit } from "./order.ts";

export type Asked = CommandOf<"documents">;
export type Subject = NonNullable<Order["request"]["subject"]>;

/** Statements of a year; the others are of a month where nothing is said. */
const OF_A_YEAR: ReadonlySet<Paper["statement"]> = new Set(["annual-book", "surplus-split"]);

export const isRefused = (value: CoopUnit | "all" | Subject | Reply): value is Reply =>
  typeof value === "object" && "kind" in value && !("openedOn" in value);

/** The unit that is named, or her own; all of them for the head office alone. */
export function unitMeant(
  { unit: named, all }: Pick<Paper, "unit" | "all">,
  { standing, own }: Asker,
  { books, say }: CoopTurn,
): CoopUnit | "all" | Reply {
  const hers = standing.roles.length > 0 ? standing.unit : (books.units.byId(own?.unit ?? 0) ?? standing.unit);
  const refused = (why: string) =>
    notDone(say.line(`coop-documents:${why}`, { heard: named ?? "", unit: standing.unit.name }));
  if (all === true) return seesUnit(standing, "all") ? "all" : refused("all-of-head");
  if (named === undefined) return hers;
  const wanted = books.units.named(named);
  if (wanted === undefined) return refused("unknown-unit");
  return wanted.id === hers.id || seesUnit(standing, wanted.id) ? wanted : refused("other-unit");
}

/** Whom, or which loan or account, it is about; or what is to be asked or said first. */
export function subjectMeant(
  command: Asked,
  { statement, account }: Paper,
  unit: CoopUnit | "all",
  asker: Asker,
  turn: CoopTurn,
): Subject | Reply {
  if (statement === "ledger") return account === undefined ? {} : { account };
  if (statement !== "member-book" && statement !== "loan-card") return {};
  const { target } = command;
  const officer = seesUnit(asker.standing, unit === "all" ? unit : unit.id);
  // The cards of all running loans: a treasurer's whole binder.
  if (statement === "loan-card" && target === undefined && officer) return {};
  if (unit === "all") return notDone(turn.say.line("coop-documents:one-unit"));
  if (target?.loan !== undefined) {
    const found = loanMeant(target.loan, unit, officer, asker, turn);
    if ("kind" in found) return found;
    return statement === "loan-card" ? { loan: found.id } : { member: found.member };
  }
  const member = officer ? ofOfficer(command, target, unit, asker, turn) : ofMember(target, asker, turn);
  if (isReply(member)) return member;
  return statement === "member-book" ? { member: member.id } : cardOf(member, command, turn);
}

/** A loan by its number; who holds no office hears of her own alone, and not even which others there are. */
function loanMeant(no: number, unit: CoopUnit, officer: boolean, { own }: Asker, { books, say }: CoopTurn) {
  const loan = books.loans.loans.byNo(unit.id, no);
  if (!officer && (own === undefined || loan?.member !== own.id)) return notDone(say.line("coop-members:not-others"));
  return loan ?? notDone(say.line("loan.unknown", { loan: loanNo(no) }));
}

/** The member whom an officer names; her own book where she names nobody. */
function ofOfficer(
  command: Asked,
  target: Target | undefined,
  unit: CoopUnit,
  { own }: Asker,
  turn: CoopTurn,
): Member | Reply {
  if (target?.member === undefined) {
    if (own?.unit === unit.id) return own;
    return { kind: "ask", question: turn.say.line("ask.member"), draft: command, field: "target" };
  }
  const there = { ...turn, standing: { ...turn.standing, unit } };
  const meant = memberMeant(target.member, there, command);
  return isReply(meant) && meant.kind === "which" ? { ...meant, field: "target" } : meant;
}

function ofMember(target: Target | undefined, { own }: Asker, { say, lexicon }: CoopTurn): Member | Reply {
  if (own === undefined) return notDone(say.line("forbidden.member"));
  const hers = target?.member === undefined || matchMember(target.member, [own], lexicon).kind === "one";
  return hers ? own : notDone(say.line("coop-members:not-others"));
}

/** The card of her running loan, or of the last one that she had; asked where several run. */
function cardOf(member: Member, command: Asked, { books, say }: CoopTurn): Subject | Reply {
  const loans = books.loans.loans.ofMember(member.id).filter(({ disbursedOn }) => disbursedOn !== null);
  const running = loans.filter(({ state }) => state === "active");
  if (running.length > 1) {
    const options = running.map(({ no, id }) => {
      const balance = books.journal.loanBalance(id);
      return { id: loanNo(no), label: say.line("loan.label", { loan: loanNo(no), balance }) };
    });
    const question = say.line("which-loan", { name: member.name });
    return { kind: "which", question, options, draft: command, field: "target" };
  }
  const loan = running[0] ?? loans[0];
  return loan === undefined ? notDone(say.line("loan.none-active", { name: member.name })) : { loan: loan.id };
}

/** What was named; a whole book where nothing was, and else this month or year. */
export function periodMeant(
  { date, month, year }: Asked,
  { statement, from }: Paper,
  { member }: Subject,
  { books, today }: CoopTurn,
): Period {
  if (date !== undefined) return { from: from ?? date, to: date };
  if (month !== undefined) return readPeriod(month);
  if (year !== undefined) return readPeriod(String(year));
  const joined = member === undefined ? undefined : books.members.member(member)?.joinedOn;
  if (joined !== undefined) return { from: joined, to: today };
  return readPeriod(OF_A_YEAR.has(statement) ? today.slice(0, 4) : today.slice(0, 7));
}
