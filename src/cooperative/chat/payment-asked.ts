import { ACCOUNTS } from "../accounts.ts";
import type { CommandOf } from "../commands/index.ts";
import { toSettle } from "../loans/book.ts";
import { cashToSettle } from "../loans/payment.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import { type Member, memberNo } from "../members.ts";
import { samePayment } from "./same-money.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

type Payment = CommandOf<"instalment"> | CommandOf<"pay-from-savings"> | CommandOf<"recover">;
type Paid = { loan: LoanRow; member: Member };

/** The same money for the same loan on the same day: perhaps written by two people. Undefined: there is none. */
export function paidAlready(command: Payment, { loan, member }: Paid, turn: CoopTurn): Reply | undefined {
  const { decided, say, today } = turn;
  if (decided["same"] === "other") return undefined;
  const { amount } = command;
  const valueOn = command.date ?? today;
  const no = samePayment(command.action, { loan, amount, valueOn }, turn);
  if (no === undefined) return undefined;
  const question = say.line("same-instalment", { name: member.name, amount, date: valueOn, no });
  const options = (["other", "same"] as const).map((id) => ({ id, label: say.line(`same-${id}`) }));
  return { kind: "which", question, options, draft: command, field: "same" };
}

/** More than all that she owes is read back: what is above it would be titipan, and may be a slip of the thumb. */
export function aboveOwed(
  command: CommandOf<"instalment"> | CommandOf<"recover">,
  { loan, member }: Paid,
  { books, decided, say, today }: CoopTurn,
): Reply | undefined {
  if (decided["sure"] === "yes") return undefined;
  if (decided["sure"] === "no") return said(say.line("far-above.not"));
  const view = books.loans.book.view(loan, command.date ?? today);
  if (view === undefined || (loan.state !== "active" && loan.state !== "written-off")) return undefined;
  const held = books.journal.balance(loan.unit, ACCOUNTS.heldForMembers, member.id);
  const active = loan.state === "active";
  const owed = active ? toSettle(view).total : view.state.balance;
  if (command.amount <= (active ? Math.max(owed, cashToSettle(view, view.state, held)) : owed)) return undefined;
  const question = say.line("above-owed", {
    loan: loanNo(loan.no),
    amount: command.amount,
    owed,
    difference: command.amount - owed,
    name: member.name,
    no: memberNo(member.no),
  });
  const options = (["yes", "no"] as const).map((id) => ({ id, label: say.line(`far-above.${id}`) }));
  return { kind: "which", question, options, draft: command, field: "sure" };
}
