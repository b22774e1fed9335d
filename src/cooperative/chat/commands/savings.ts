import { SAVINGS, type SavingsKind } from "../../accounts.ts";
import { type CommandOf, UNNAMED_KIND } from "../../commands/index.ts";
import { COOP_LIMITS } from "../../limits.ts";
import { type Member, memberNo } from "../../members.ts";
import type { SavingsItem } from "../../operations/operation.ts";
import { answer } from "../notify.ts";
import { sameDeposit, wentThatWay } from "../same-money.ts";
import { onSheet } from "../sheet.ts";
import { bookingOf, type Carriers, type CoopTurn, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** What a treasurer writes about savings. */
export const savingsCommands: Carriers = {
  deposit: (command, turn) => {
    const member = memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    const items = itemsOf(command);
    return (
      sameAgain(command, member, items, turn) ??
      farAbove(command, member, items, turn) ??
      deposit(command, member, items, turn)
    );
  },
  withdraw: (command, turn) => {
    const member = memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    const { kind = UNNAMED_KIND, amount } = command;
    const again = repeated(command, member, SAVINGS[kind], amount, turn);
    if (again !== undefined) return again;
    const operation = { op: "withdraw", member: member.id, kind, amount } as const;
    return answer(turn.books.desk.take(operation, bookingOf(turn, command.date)), turn);
  },
};

/** Without a word for the kind it is sukarela: the one that may be of any size. */
function itemsOf({ kind = UNNAMED_KIND, amount, more = [] }: CommandOf<"deposit">): SavingsItem[] {
  return [{ kind, amount }, ...more];
}

function deposit(command: CommandOf<"deposit">, member: Member, items: SavingsItem[], turn: CoopTurn): Reply {
  const offers = turn.books.setting(turn.standing.unit.id).savings.term.offers;
  const months = Number(turn.decided["months"] ?? (offers.length === 1 ? offers[0]?.months : 0));
  if (months === 0 && items.some(({ kind }) => kind === "term") && offers.length > 1) {
    const options = offers.map((offer) => ({ id: String(offer.months), label: turn.say.line("months", offer) }));
    return { kind: "which", question: turn.say.line("which-term"), options, draft: command, field: "months" };
  }
  const whole = items.map((item) => (item.kind === "term" ? { ...item, months } : item));
  const operation = { op: "deposit", member: member.id, items: whole } as const;
  return answer(turn.books.desk.take(operation, bookingOf(turn, command.date)), turn);
}

/** The same member, kind, amount and day were written down before: perhaps twice by two people, perhaps truly twice. */
function sameAgain(
  command: CommandOf<"deposit">,
  member: Member,
  items: readonly SavingsItem[],
  turn: CoopTurn,
): Reply | undefined {
  for (const { kind, amount } of items) {
    const again = repeated(command, member, SAVINGS[kind], amount, turn);
    if (again !== undefined) return again;
  }
  return onSheet(command, member, items, turn);
}

/** "200jt" for "200rb" is one letter: what is far above what is usual is read back first. */
function farAbove(
  command: CommandOf<"deposit">,
  { name, no }: Member,
  items: readonly SavingsItem[],
  { books, standing, say, decided }: CoopTurn,
): Reply | undefined {
  if (decided["sure"] === "yes") return undefined;
  if (decided["sure"] === "no") return said(say.line("far-above.not"));
  const { savings } = books.setting(standing.unit.id);
  const most = ({ kind }: SavingsItem): number => {
    const regular = savings[kind].amount * COOP_LIMITS.regularAmounts;
    return regular > 0 ? Math.min(regular, COOP_LIMITS.readBack) : COOP_LIMITS.readBack;
  };
  const far = items.find((item) => item.amount > most(item));
  if (far === undefined) return undefined;
  const data = { amount: far.amount, name, no: memberNo(no), kind: far.kind };
  const options = ["yes", "no"].map((id) => ({ id, label: say.line(`far-above.${id}`) }));
  return { kind: "which", question: say.line("far-above.ask", data), options, draft: command, field: "sure" };
}

function repeated(
  command: CommandOf<"deposit"> | CommandOf<"withdraw">,
  member: Member,
  account: (typeof SAVINGS)[SavingsKind],
  amount: number,
  turn: CoopTurn,
): Reply | undefined {
  const { today, decided, say } = turn;
  if (decided["same"] === "other") return undefined;
  const valueOn = command.date ?? today;
  const out = command.action === "withdraw";
  const no = sameDeposit({ member, account, amount, valueOn }, turn, out);
  const before = no === undefined ? earlierToday(member, account, out, valueOn, turn) : { no, amount };
  if (before === undefined) return undefined;
  const question = say.line(out ? "same-withdrawal" : "same-again", {
    name: member.name,
    amount: before.amount,
    account,
    date: valueOn,
    no: before.no,
  });
  const options = [
    { id: "other", label: say.line("same-other") },
    { id: "same", label: say.line("same-same") },
  ];
  return { kind: "which", question, options, draft: command, field: "same" };
}

/** Lines of a member that are looked back, for what was booked of the same savings on the same day. */
const LINES_BACK = 30;

/**
 * An amount that comes as an answer may come late: the line was perhaps written anew meanwhile, with another amount. What
 * was booked of the same savings and day since it was asked for is then shown first.
 */
function earlierToday(
  member: Member,
  account: number,
  out: boolean,
  valueOn: string,
  { books, decided, source }: CoopTurn,
): { no: number; amount: number } | undefined {
  const since = Number(decided["since"] ?? Number.POSITIVE_INFINITY);
  if (decided["amount"] === undefined || books.journal.head(member.unit)?.no === since) return undefined;
  const found = books.journal
    .memberLines(member.id, { limit: LINES_BACK })
    .find(
      ({ entry, ...line }) =>
        entry.no > since &&
        entry.valueOn === valueOn &&
        entry.reverses === null &&
        entry.source !== source &&
        wentThatWay({ lines: [line] }, member.id, account, out) &&
        books.journal.reversalOf(entry.id) === undefined,
    );
  return found === undefined ? undefined : { no: found.entry.no, amount: found.debit + found.credit };
}
