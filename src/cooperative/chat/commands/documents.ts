import { RukunError } from "../../../errors.ts";
import { LIMITS } from "../../../limits.ts";
import type { Person } from "../../../people/person.ts";
import { type CommandOf, type LineResult, matchMember, type Paper, type Target } from "../../commands/index.ts";
import { type Asker, askerOf, type Documents, type Order, OWN_STATEMENTS, seesUnit } from "../../documents/index.ts";
import { loanNo } from "../../loans/store.ts";
import type { Member } from "../../members.ts";
import { type Collected, type Period, readPeriod, STATEMENT_NAMES, txtPages } from "../../statements/index.ts";
import type { CoopUnit } from "../../units.ts";
import { membersOf, receipt } from "../receipt.ts";
import type { Standing } from "../standing.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

export type DocumentCommandParts = {
  documents: Documents;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
};

type Asked = CommandOf<"documents">;
type Subject = NonNullable<Order["request"]["subject"]>;
/** Statements of a year; the others are of a month where nothing is said. */
const OF_A_YEAR: ReadonlySet<Order["name"]> = new Set(["annual-book", "surplus-split"]);

/** Statements that officers, and members of their own, have in the chat or as a file. */
export function documentCommands(parts: DocumentCommandParts): Carriers {
  return {
    documents: (command, turn) =>
      command.paper === undefined ? list(turn) : paper(command, command.paper, turn, parts),
    "document-list": (_, turn) => list(turn),
    slip: (command, turn) => slip(command, turn, parts),
  };
}

/** Roles whose own reports begin with the same word. */
const REPORTERS: ReadonlySet<Person["roles"][number]> = new Set(["beneficiary", "kader", "facilitator"]);
const reports = ({ roles }: Person): boolean => roles.some((role) => REPORTERS.has(role));

/** "Laporan" alone: who keeps no books means the report about her own business. */
export const isOwnReport = (lines: readonly LineResult[], person: Person, { roles }: Standing): boolean =>
  roles.length === 0 &&
  reports(person) &&
  lines.every(({ result }) => {
    return result.kind === "command" && result.command.action === "documents" && result.command.paper === undefined;
  });

/** What she may have, to be chosen from. */
function list(turn: CoopTurn): Reply {
  const { say, standing, context } = turn;
  const officer = standing.roles.length > 0;
  const names = officer ? STATEMENT_NAMES : OWN_STATEMENTS;
  const options = names
    .filter((name) => name !== "slip")
    .map((name) => ({ id: name, label: say.line(`coop-statements:title.${name}`) }));
  const question = [
    say.line(`coop-documents:list.${officer ? "office" : "own"}`, { unit: standing.unit.name }),
    ...(officer && reports(context.person) ? [say.line("coop-documents:list.own-business")] : []),
  ].join(" ");
  return { kind: "which", question, options, draft: { action: "documents" }, field: "paper" };
}

function paper(command: Asked, asked: Paper, turn: CoopTurn, parts: DocumentCommandParts): Reply {
  const asker = askerOf(turn.context.person, turn.books);
  if (asker === undefined) return notDone(turn.say.line("forbidden.member"));
  const unit = unitMeant(asked, asker, turn);
  if (isReplyOf(unit)) return unit;
  if (asker.standing.roles.length === 0 && !OWN_STATEMENTS.includes(asked.statement))
    return notDone(turn.say.line("coop-documents:own-only", { title: titleOf(asked.statement, turn) }));
  const subject = subjectOf(command, asked, unit, asker, turn);
  if (isReplyOf(subject)) return subject;
  const period = periodOf(command, asked, subject, turn);
  if (period.from > turn.today) return notDone(turn.say.line("coop-documents:future"));
  const of = unit === "all" ? unit : unit.id;
  return deliver({ name: asked.statement, request: { unit: of, period, subject } }, command.format, turn, parts);
}

/** The unit that is named, or her own; all of them for the head office alone. */
function unitMeant({ unit: named, all }: Paper, { standing, own }: Asker, { books, say }: CoopTurn) {
  const { unit } = standing;
  if (all === true) return seesUnit(standing, "all") ? ("all" as const) : refused("all-of-head");
  const hers = standing.roles.length > 0 ? unit : (books.units.byId(own?.unit ?? 0) ?? unit);
  if (named === undefined) return hers;
  const wanted = books.units.named(named);
  if (wanted === undefined) return refused("unknown-unit");
  return wanted.id === hers.id || seesUnit(standing, wanted.id) ? wanted : refused("other-unit");

  function refused(why: string): Reply {
    return notDone(say.line(`coop-documents:${why}`, { heard: named ?? "", unit: unit.name }));
  }
}

/** Whom, or which loan or account, it is about. */
function subjectOf(
  command: Asked,
  { statement, account }: Paper,
  unit: CoopUnit | "all",
  asker: Asker,
  turn: CoopTurn,
): Subject | Reply {
  if (statement === "ledger") return account === undefined ? {} : { account };
  if (statement !== "member-book" && statement !== "loan-card") return {};
  if (unit === "all") return notDone(turn.say.line("coop-documents:one-unit"));
  const officer = seesUnit(asker.standing, unit.id);
  const { target } = command;
  // The cards of all running loans: a treasurer's whole binder.
  if (statement === "loan-card" && target === undefined && officer) return {};
  if (target?.loan !== undefined) return ofLoan(target.loan, statement, unit, officer, asker, turn);
  const member = officer ? ofOfficer(command, target, unit, asker, turn) : ofMember(target, asker, turn);
  if (isReply(member)) return member;
  return statement === "member-book" ? { member: member.id } : cardOf(member, command, turn);
}

function ofLoan(
  no: number,
  statement: Paper["statement"],
  unit: CoopUnit,
  officer: boolean,
  { own }: Asker,
  { books, say }: CoopTurn,
): Subject | Reply {
  const loan = books.loans.loans.byNo(unit.id, no);
  if (!officer && (loan === undefined || loan.member !== own?.id)) return notDone(say.line("coop-members:not-others"));
  if (loan === undefined || loan.disbursedOn === null) return notDone(say.line("loan.unknown", { loan: loanNo(no) }));
  return statement === "loan-card" ? { loan: loan.id } : { member: loan.member };
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

/** Who holds no office has her own, and hears nothing of others. */
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
function periodOf(
  { date, month, year }: Asked,
  { statement, from }: Paper,
  { member }: Subject,
  turn: CoopTurn,
): Period {
  if (date !== undefined) return { from: from ?? date, to: date };
  if (month !== undefined) return readPeriod(month);
  if (year !== undefined) return readPeriod(String(year));
  const joined = member === undefined ? undefined : turn.books.members.member(member)?.joinedOn;
  if (joined !== undefined) return { from: joined, to: turn.today };
  return readPeriod(OF_A_YEAR.has(statement) ? turn.today.slice(0, 4) : turn.today.slice(0, 7));
}

/** The slip of an entry: for officers of the unit, and for the member whom it is about. */
function slip(
  { entry: no, unit: named, format }: CommandOf<"slip">,
  turn: CoopTurn,
  parts: DocumentCommandParts,
): Reply {
  const { books, say, audience, context } = turn;
  const asker = askerOf(context.person, books);
  if (asker === undefined) return notDone(say.line("forbidden.member"));
  const unit = unitMeant({ statement: "journal", ...(named === undefined ? {} : { unit: named }) }, asker, turn);
  if (unit === "all" || isReplyOf(unit)) return unit === "all" ? notDone(say.line("coop-documents:one-unit")) : unit;
  const entry = books.journal.byNo(unit.id, no);
  const { own } = asker;
  const office = seesUnit(asker.standing, unit.id);
  const members = entry === undefined ? [] : membersOf(entry);
  if (entry === undefined || (!office && (own === undefined || !members.includes(own.id))))
    return notDone(say.line(office ? "no-such-entry" : "coop-documents:not-your-slip", { no }));
  // Of an entry of several members she sees her own lines alone.
  if (!office && own !== undefined && members.length > 1)
    return said(receipt(audience, entry, say, { for: "member", balances: false, member: own.id }));
  const period = { from: entry.booksOn, to: entry.booksOn };
  const order = { name: "slip", request: { unit: unit.id, period, subject: { entry: entry.id } } } as const;
  return deliver(order, format ?? "txt", turn, parts);
}

/**
 * As pages of the chat where they were asked for, where the channel takes no files, and for those who listen to their
 * phone; else as a file, which comes when it is made.
 */
function deliver(
  { name, request }: Pick<Order, "name" | "request">,
  wanted: Asked["format"],
  turn: CoopTurn,
  { documents, sendsFiles }: DocumentCommandParts,
): Reply {
  const { context, say, source } = turn;
  const { person, now, channel } = context;
  const files = sendsFiles(channel);
  const format = wanted ?? (listens(person) ? "txt" : "pdf");
  if (format !== "txt" && files) {
    documents.order({ name, request, format }, person.id, source, now);
    return said(say.line("coop-documents:making", { title: titleOf(name, turn), format: format.toUpperCase() }));
  }
  const pages = pagesOf(() => documents.read({ name, request, format }, say.lang, now, LIMITS.documentPageRows));
  if (pages !== undefined)
    return inChat(format === "txt" ? pages : withNote(pages, say.line("coop-documents:no-files")), turn);
  if (!files) return notDone(say.line("coop-documents:too-long-here", { title: titleOf(name, turn) }));
  documents.order({ name, request, format: "txt" }, person.id, source, now);
  return said(say.line("coop-documents:making-text", { title: titleOf(name, turn) }));
}

/** Undefined: more than anybody reads in a chat. */
function pagesOf(read: () => Collected): string[] | undefined {
  try {
    const pages = txtPages(read());
    return pages.length > LIMITS.documentPages ? undefined : pages;
  } catch (error) {
    if (error instanceof RukunError && error.code === "statement.too-long") return undefined;
    throw error;
  }
}

const withNote = ([first = "", ...others]: readonly string[], note: string): string[] => [
  `${note}\n\n${first}`,
  ...others,
];

/** Each page is a message of its own, in their order. */
function inChat(pages: readonly string[], { context }: CoopTurn): Reply {
  for (const text of pages.slice(0, -1))
    context.tell(context.person.id, "coop:plain", { text }, { as: "reply", policy: "hold" });
  return said(pages.at(-1) ?? "");
}

/** Somebody who sees badly, as far as she said so: a text is read aloud by her phone, and a PDF is not. */
function listens({ disability }: Person): boolean {
  const seeing: unknown = disability === null ? undefined : JSON.parse(disability);
  return typeof seeing === "object" && seeing !== null && "seeing" in seeing && HARD.has(seeing.seeing);
}

const HARD: ReadonlySet<unknown> = new Set(["much", "cannot"]);

const titleOf = (name: Order["name"], { say }: CoopTurn): string => say.line(`coop-statements:title.${name}`);

const isReplyOf = (value: CoopUnit | "all" | Subject | Reply): value is Reply =>
  typeof value === "object" && "kind" in value && !("openedOn" in value);
