import { type CommandOf, type MemberRef, matchMember } from "../../commands/index.ts";
import { type LoanRow, loanNo } from "../../loans/store.ts";
import type { Member } from "../../members.ts";
import type { Operation, OperationOf } from "../../operations/operation.ts";
import { largestRemainder } from "../../rules/index.ts";
import { answer } from "../notify.ts";
import { aboveOwed, paidAlready } from "../payment-asked.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Reply } from "../turn.ts";
import { isLoan, loanMeant } from "../which-loan.ts";
import { isReply, memberMeant } from "../whom.ts";

/** Loans that are not paid by who owes them: by her group, her savings, the funds; or not at all. */
export const lossCommands: Carriers = {
  cover: (command, turn) => {
    const found = loanMeant(command.target, turn, command);
    return isLoan(found) ? cover(command, found.loan, found.member, turn) : found;
  },
  "pay-from-savings": (command, turn) => {
    const found = loanMeant(command.target, turn, command);
    if (!isLoan(found)) return found;
    const asked = paidAlready(command, found, turn);
    if (asked !== undefined) return asked;
    const of = { member: found.member.id, loan: found.loan.id };
    return take({ op: "savings-to-loan", ...of, amount: command.amount }, turn, command.date);
  },
  "write-off": (command, turn) => {
    const found = loanMeant(command.target, turn, command);
    if (!isLoan(found)) return found;
    return take({ op: "write-off", member: found.member.id, loan: found.loan.id }, turn, command.date);
  },
  recover: (command, turn) => {
    const found = writtenOff(command, turn);
    if (!isLoan(found)) return found;
    const asked = paidAlready(command, found, turn) ?? aboveOwed(command, found, turn);
    if (asked !== undefined) return asked;
    const of = { member: found.member.id, loan: found.loan.id };
    return take({ op: "recover", ...of, amount: command.amount }, turn, command.date);
  },
  "death-benefit": (command, turn) => {
    const { target, amount, date } = command;
    if (target.loan === undefined) {
      const member = memberMeant(target.member ?? {}, turn, command);
      return isReply(member) ? member : take({ op: "death-benefit", member: member.id, amount }, turn, date);
    }
    const found = loanMeant(target, turn, command);
    if (!isLoan(found)) return found;
    return take({ op: "death-benefit", member: found.member.id, loan: found.loan.id, amount }, turn, date);
  },
};

const take = (operation: Operation, turn: CoopTurn, date: string | undefined): Reply =>
  answer(turn.books.desk.take(operation, bookingOf(turn, date)), turn);

/** The loan by its number, or the one of hers that was written off. */
function writtenOff(command: CommandOf<"recover">, turn: CoopTurn): { loan: LoanRow; member: Member } | Reply {
  const { books, say, standing } = turn;
  const { target } = command;
  if (target.loan !== undefined) return loanMeant(target, turn, command);
  const ref = target.member ?? {};
  const found = memberMeant(ref, turn, command);
  // Of those who are there, one who may be meant goes first.
  const isNobody = isReply(found) && found.kind === "said";
  const member = (isNobody ? whoLeft(ref, turn) : undefined) ?? found;
  if (isReply(member)) return member;
  const hers = books.loans.loans
    .ofMember(member.id)
    .filter(({ unit, state }) => unit === standing.unit.id && state === "written-off");
  const [loan, second] = hers;
  if (loan === undefined) return notDone(say.line("coop-year:none-written-off", { name: member.name }));
  if (second === undefined) return { loan, member };
  const options = hers.map(({ no }) => ({ id: loanNo(no), label: loanNo(no) }));
  return {
    kind: "which",
    question: say.line("which-loan", { name: member.name }),
    options,
    draft: command,
    field: "target",
  };
}

/** Who left and owes on what was written off, by all that was said of her. Undefined: nobody, or more than one. */
function whoLeft(ref: MemberRef, { books, standing, lexicon }: CoopTurn): Member | undefined {
  const owing = books.members
    .roster(standing.unit.id)
    .filter(({ active, id }) => !active && books.loans.loans.ofMember(id).some(({ state }) => state === "written-off"));
  const match = matchMember(ref, owing, lexicon);
  return match.kind === "one" ? owing.find(({ id }) => id === match.member.id) : undefined;
}

/** Without an amount it is all that is due of her; without amounts of the payers, equal parts of it. */
function cover(command: CommandOf<"cover">, loan: LoanRow, late: Member, turn: CoopTurn): Reply {
  const { books, say, today } = turn;
  const { payers = [], fund, date } = command;
  const due = () => books.loans.book.view(loan, date ?? today)?.state.due.total ?? 0;
  const of = { op: "cover", member: late.id, loan: loan.id } as const;
  if (fund === true) return take({ ...of, payers: [], fromFund: Math.max(1, command.amount ?? due()) }, turn, date);
  const example = say.line("example.cover");
  if (payers.length === 0) return notDone(say.line("coop-year:cover.who", { name: late.name, example }));
  const found: Member[] = [];
  for (const { member: ref } of payers) {
    const member = memberMeant(ref, turn, command);
    if (isReply(member))
      return notDone(
        member.kind === "which" ? say.line("coop-year:cover.number", { heard: ref.name ?? "" }) : textOf(member),
      );
    found.push(member);
  }
  const amounts = shared(command, payers, due);
  if (amounts === undefined) return notDone(say.line("coop-year:cover.sum", { example }));
  const paid: OperationOf<"cover">["payers"] = found.map(({ id }, i) => ({ member: id, amount: amounts[i] ?? 0 }));
  return take({ ...of, payers: paid.filter(({ amount }) => amount > 0) }, turn, date);
}

const textOf = (reply: Reply): string => ("text" in reply ? reply.text : "");

/** What each pays; undefined where some say how much and others do not, or the sum is another. */
function shared(
  { amount }: CommandOf<"cover">,
  payers: NonNullable<CommandOf<"cover">["payers"]>,
  due: () => number,
): number[] | undefined {
  const said = payers.flatMap((payer) => payer.amount ?? []);
  if (said.length === 0)
    return largestRemainder(
      amount ?? due(),
      payers.map(() => 1),
    );
  const sum = said.reduce((all, one) => all + one, 0);
  return said.length < payers.length || (amount !== undefined && amount !== sum) ? undefined : said;
}
