import { ACCOUNTS } from "../accounts.ts";
import type { CommandOf } from "../commands/index.ts";
import type { Entry, EntryKind } from "../journal/entry.ts";
import { toSettle } from "../loans/book.ts";
import { cashToSettle } from "../loans/payment.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import { type Member, memberNo } from "../members.ts";
import { moved } from "./receipt.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

type Payment = CommandOf<"instalment"> | CommandOf<"pay-from-savings"> | CommandOf<"recover">;
type Paid = { loan: LoanRow; member: Member };

/** Entries that could be the same payment told once more. */
const LIKE: Record<Payment["action"], (kind: EntryKind) => boolean> = {
  instalment: (kind) => kind !== "disbursement" && kind !== "write-off" && kind !== "savings-to-loan",
  "pay-from-savings": (kind) => kind === "savings-to-loan",
  recover: (kind) => kind === "recovery",
};

/** The same money for the same loan on the same day: perhaps written by two people. Undefined: there is none. */
export function paidAlready(command: Payment, { loan, member }: Paid, turn: CoopTurn): Reply | undefined {
  const { books, decided, say, today, source } = turn;
  if (decided["same"] === "other") return undefined;
  const { amount } = command;
  const valueOn = command.date ?? today;
  const like = (entry: Entry) => moved(entry) === amount || forLoan(entry, loan.id) === amount;
  const same = books.journal.loanLines(loan.id).find(({ entry }) => {
    const { id, kind, reverses } = entry;
    if (entry.valueOn !== valueOn || entry.source === source || reverses !== null || !LIKE[command.action](kind))
      return false;
    const whole = books.journal.reversalOf(id) === undefined ? books.journal.entry(id) : undefined;
    return whole !== undefined && like(whole);
  });
  if (same === undefined) return undefined;
  const question = say.line("same-instalment", { name: member.name, amount, date: valueOn, no: same.entry.no });
  const options = (["other", "same"] as const).map((id) => ({ id, label: say.line(`same-${id}`) }));
  return { kind: "which", question, options, draft: command, field: "same" };
}

/** What an entry paid of a loan: at a meeting savings are in it, too. */
const forLoan = ({ lines }: Entry, loan: number): number =>
  lines.reduce((sum, line) => sum + (line.loan === loan ? line.credit : 0), 0);

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
