import type { Person } from "../../../people/person.ts";
import type { Command, CommandOf, LineResult } from "../../commands/index.ts";
import {
  type Asked,
  askerOf,
  type DeliverParts,
  deliver,
  isRefused,
  OWN_STATEMENTS,
  periodMeant,
  seesUnit,
  subjectMeant,
  titleOf,
  unitMeant,
} from "../../documents/index.ts";
import { STATEMENT_NAMES, type StatementName } from "../../statements/index.ts";
import { membersOf, receipt } from "../receipt.ts";
import type { Standing } from "../standing.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";

/** Statements that officers, and members of their own, have in the chat or as a file. */
export function documentCommands(parts: DeliverParts): Carriers {
  return {
    documents: (command, turn) => documents(command, turn, parts),
    "document-list": (_, turn) => list(turn, "usual"),
    slip: (command, turn) => slip(command, turn, parts),
  };
}

/** Roles whose own reports begin with the same word. */
const REPORTERS: ReadonlySet<Person["roles"][number]> = new Set(["beneficiary", "kader", "facilitator"]);
const reports = ({ roles }: Pick<Person, "roles">): boolean => roles.some((role) => REPORTERS.has(role));

/** "Laporan" alone: who keeps no books means the report about her own business. */
export const isOwnReport = (
  lines: readonly Pick<LineResult, "result">[],
  person: Pick<Person, "roles">,
  { roles }: Pick<Standing, "roles">,
): boolean =>
  roles.length === 0 &&
  reports(person) &&
  lines.every(({ result }) => {
    return result.kind === "command" && result.command.action === "documents" && result.command.paper === undefined;
  });

/** "laporan neraca", "slip 143": it says what it wants, and is no answer to anything. */
export const isDocument = (command: Command): boolean =>
  command.action === "slip" || (command.action === "documents" && command.paper !== undefined);

/** What officers look at most: the first page of their list. */
const USUAL: readonly StatementName[] = [
  "cash-book",
  "balance-sheet",
  "income",
  "members",
  "loans",
  "arrears",
  "collectibility",
  "trial-balance",
  "annual-book",
];

/** What she may have, to be chosen from. A slip is of an entry, whose number is written. */
function list(turn: CoopTurn, page: "usual" | "others"): Reply {
  const { say, standing, context } = turn;
  const officer = standing.roles.length > 0;
  const others = STATEMENT_NAMES.filter((name) => !USUAL.includes(name));
  const names = officer ? (page === "usual" ? USUAL : others) : OWN_STATEMENTS;
  const options = names.filter((name) => name !== "slip").map((id) => ({ id: `${id}`, label: titleOf(id, turn) }));
  if (officer && page === "usual") options.push({ id: "others", label: say.line("coop-documents:list.others") });
  const question = [
    say.line(`coop-documents:list.${officer ? "office" : "own"}`, { unit: standing.unit.name }),
    ...(officer && reports(context.person) ? [say.line("coop-documents:list.own-business")] : []),
  ].join(" ");
  return { kind: "which", question, options, draft: { action: "documents" }, field: "paper" };
}

function documents(command: Asked, turn: CoopTurn, parts: DeliverParts): Reply {
  const { paper } = command;
  if (paper === undefined) return list(turn, "usual");
  const { statement } = paper;
  if (statement === "others") return list(turn, "others");
  const { say, books, today } = turn;
  const asker = askerOf(turn.context.person, books);
  if (asker === undefined) return notDone(say.line("forbidden.member"));
  const unit = unitMeant(paper, asker, turn);
  if (isRefused(unit)) return unit;
  if (asker.standing.roles.length === 0 && !OWN_STATEMENTS.includes(statement))
    return notDone(say.line("coop-documents:own-only", { title: titleOf(statement, turn) }));
  const subject = subjectMeant(command, paper, unit, asker, turn);
  if (isRefused(subject)) return subject;
  const period = periodMeant(command, paper, subject, turn);
  if (period.from > today) return notDone(say.line("coop-documents:future"));
  const request = { unit: unit === "all" ? unit : unit.id, period, subject };
  return deliver({ name: statement, request }, command.format, turn, parts);
}

/** The slip of an entry: for officers of the unit, and for the member whom it is about. */
function slip({ entry: no, unit: named, format }: CommandOf<"slip">, turn: CoopTurn, parts: DeliverParts): Reply {
  const { books, say, audience, context } = turn;
  const asker = askerOf(context.person, books);
  if (asker === undefined) return notDone(say.line("forbidden.member"));
  const unit = unitMeant(named === undefined ? {} : { unit: named }, asker, turn);
  if (isRefused(unit) || unit === "all") return unit === "all" ? notDone(say.line("coop-documents:one-unit")) : unit;
  const { own, standing } = asker;
  const office = seesUnit(standing, unit.id);
  const entry = books.journal.byNo(unit.id, no);
  const members = entry === undefined ? [] : membersOf(entry);
  if (entry === undefined || !(office || (own !== undefined && members.includes(own.id))))
    return notDone(say.line(office ? "no-such-entry" : "coop-documents:not-your-slip", { no }));
  // Of an entry of several members she sees her own lines alone.
  if (!office && own !== undefined && members.length > 1)
    return said(receipt(audience, entry, say, { for: "member", balances: false, member: own.id }));
  const request = { unit: unit.id, period: { from: entry.booksOn, to: entry.booksOn }, subject: { entry: entry.id } };
  return deliver({ name: "slip", request }, format ?? "txt", turn, parts);
}
