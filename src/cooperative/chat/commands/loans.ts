import type { Command, CommandOf } from "../../commands/index.ts";
import { treasurersOf } from "../../disputes/watchers.ts";
import { apply, notForSoLong, simulate } from "../../loans/application.ts";
import { toSettle } from "../../loans/book.ts";
import { productFor } from "../../loans/offer.ts";
import { payersOfAgreed } from "../../loans/payers.ts";
import { type LoanRow, loanNo } from "../../loans/store.ts";
import type { Member } from "../../members.ts";
import type { Refusal } from "../../operations/operation.ts";
import type { LoanProduct } from "../../settings.ts";
import { answer } from "../notify.ts";
import { offerText, paidOff, percent } from "../offer.ts";
import { aboveOwed, paidAlready } from "../payment-asked.ts";
import { onSheet } from "../sheet.ts";
import { is } from "../standing.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isLoan, loanMeant } from "../which-loan.ts";
import { isReply, memberMeant } from "../whom.ts";

/** Loans by chat: what one would cost, asking for one, paying it out and back. */
export const loanCommands: Carriers = {
  simulate: (command, turn) => {
    const product = productMeant(command, turn);
    if ("kind" in product) return product;
    const wish = { principal: command.amount, periods: command.periods };
    const { unit } = turn.standing;
    const simulated = simulate(turn.books.setting(unit.id), product, wish, turn.today);
    if (!simulated.ok) return notDone(turn.say.refusal(simulated.refusal));
    return said([offerText(simulated.offer, turn.say), turn.say.line("offer.only-simulation")].join("\n"));
  },
  apply: (command, turn) => {
    const { standing, say } = turn;
    if (command.member !== undefined && !is(standing, "treasurer")) return notDone(say.line("forbidden.office"));
    const member = command.member === undefined ? standing.member : memberMeant(command.member, turn, command);
    if (member === undefined) return notDone(say.line("forbidden.member"));
    if (isReply(member)) return member;
    const product = productMeant(command, turn);
    return "kind" in product ? product : applyFor(member, command, { product, purpose: command.purpose }, turn);
  },
  "top-up": (command, turn) => {
    const { standing, say } = turn;
    if (command.member !== undefined && !is(standing, "treasurer")) return notDone(say.line("forbidden.office"));
    if (command.member === undefined && standing.member === undefined) return notDone(say.line("forbidden.member"));
    const found = loanMeant({ member: command.member ?? { no: standing.member?.no ?? 0 } }, turn, command);
    return isLoan(found) ? topUp(found.loan, found.member, command, turn) : found;
  },
  disburse: (command, turn) => {
    const member = memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    const agreed = agreedLoan(member, command, turn);
    if (agreed !== undefined) return payOut(agreed, member, command.date, turn);
    const product = productMeant(command, turn);
    return "kind" in product ? product : applyFor(member, command, { product }, turn);
  },
  "disburse-loan": (command, turn) => {
    const found = loanMeant(command.target, turn, command, "agreed");
    return isLoan(found) ? payOut(found.loan, found.member, command.date, turn) : found;
  },
  instalment: (command, turn) => {
    const found = loanMeant(command.target, turn, command);
    if (!isLoan(found)) return found;
    const paid = [{ kind: "instalment", amount: command.amount }] as const;
    const asked =
      paidAlready(command, found, turn) ??
      onSheet(command, found.member, paid, turn) ??
      aboveOwed(command, found, turn);
    if (asked !== undefined) return asked;
    const operation = {
      op: "instalment",
      member: found.member.id,
      loan: found.loan.id,
      amount: command.amount,
    } as const;
    return answer(turn.books.desk.take(operation, bookingOf(turn, command.date)), turn);
  },
  settle: (command, turn) => {
    const found = loanMeant(command.target, turn, command);
    return isLoan(found) ? settle(command, found.loan, found.member, turn) : found;
  },
};

/** The product that a command means; with several, one question. */
function productMeant(
  command: CommandOf<"simulate"> | CommandOf<"apply"> | CommandOf<"disburse">,
  { books, standing, say, decided }: CoopTurn,
): LoanProduct | Reply {
  const settings = books.setting(standing.unit.id);
  const { method, every, ratePpm, product = decided["product"] } = command;
  const words = {
    every,
    ...(method === undefined ? {} : { method }),
    ...(ratePpm === undefined ? {} : { ratePpm }),
    ...(product === undefined ? {} : { product }),
  };
  const found = productFor(settings, words);
  if (found.kind === "one") return found.product;
  if (settings.products.length === 0) return notDone(say.line("loan.no-products", { unit: standing.unit.name }));
  if (found.kind === "none") {
    const labels = found.products.map((one) => productLabel(one, say));
    return notDone([say.line("loan.no-such-product"), ...labels].join("\n"));
  }
  // Ten months leave no doubt where the other loans are for six.
  const fitting = found.products.filter(
    (one) => one.minPeriods <= command.periods && command.periods <= one.maxPeriods,
  );
  const [only] = fitting;
  if (only === undefined) return notDone(found.products.map((one) => say.refusal(notForSoLong(one))).join("\n"));
  if (fitting.length === 1) return only;
  return {
    kind: "which",
    question: say.line("which-product"),
    options: fitting.map((one) => ({ id: one.name, label: productLabel(one, say) })),
    draft: command as Command,
    field: "product",
  };
}

const productLabel = ({ name, method, ratePpm, every }: LoanProduct, say: CoopTurn["say"]): string =>
  say.line("loan.product", {
    name,
    method: say.line(`method.${method}`),
    rate: percent(ratePpm),
    every: say.line(`every.${every}`),
  });

/** The application is written down, the committee and she herself are asked; she sees all that it costs first. */
function applyFor(
  member: Member,
  { amount, periods }: Pick<CommandOf<"apply">, "amount" | "periods">,
  { product, purpose, topUp }: { product: LoanProduct; purpose?: string | undefined; topUp?: number },
  turn: CoopTurn,
): Reply {
  const { books, context, say, today } = turn;
  const application = {
    unit: member.unit,
    member: member.id,
    product,
    principal: amount,
    periods,
    ...(purpose === undefined ? {} : { purpose }),
    ...(topUp === undefined ? {} : { topUp }),
  };
  if (!books.canBeAgreed(member, context.person.id))
    return notDone(say.line("loan.nobody-agrees", { count: books.setting(member.unit).approvals.committeeVotes }));
  const applied = apply(books.loans, application, { at: context.now, today });
  if (!applied.ok) return notDone([say.refusal(applied.refusal), ...changing(applied.refusal, member, turn)].join(" "));
  const { loan, offer } = applied;
  const reply = answer(
    books.desk.take({ op: "agree-loan", member: member.id, loan: loan.id }, bookingOf(turn, undefined)),
    turn,
  );
  if (reply.kind !== "waiting") return reply;
  return {
    kind: "waiting",
    text: [
      say.line("loan.applied", { loan: loanNo(loan.no), name: member.name }),
      offerText(offer, say, paidOff(turn, loan.toppedUp)),
      reply.text,
    ].join("\n"),
  };
}

/** Who asks anew while her application waits wants it otherwise: it is taken back first. */
function changing({ code }: Refusal, { id, unit }: Member, { books, say }: CoopTurn): string[] {
  if (code !== "loan-applied-already") return [];
  const asked = books.pendings
    .open(unit)
    .find(({ operation, member }) => operation.op === "agree-loan" && member === id);
  return asked === undefined ? [] : [say.line("loan.ask-otherwise", { no: asked.no })];
}

/** A new loan of the same product, which pays off the one that runs. */
function topUp(loan: LoanRow, member: Member, command: CommandOf<"top-up">, turn: CoopTurn): Reply {
  const { products } = turn.books.setting(loan.unit);
  const product = products.find(({ name }) => name === loan.terms.product);
  if (product === undefined) return notDone(turn.say.line("loan.no-such-product"));
  return applyFor(member, command, { product, purpose: command.purpose, topUp: loan.id }, turn);
}

/** "cair 001 5jt …" for what was agreed already pays it out. */
function agreedLoan(
  member: Member,
  { amount, periods }: CommandOf<"disburse">,
  { books }: CoopTurn,
): LoanRow | undefined {
  const hers = books.loans.loans.ofMember(member.id).filter(({ state }) => state === "agreed");
  return hers.find(({ terms }) => terms.principal === amount && terms.periods === periods);
}

function payOut(loan: LoanRow, member: Member, date: string | undefined, turn: CoopTurn): Reply {
  const { books, standing, say } = turn;
  // The chair or supervisor only where no treasurer may: who is left then is told by the desk.
  const payers = is(standing, "treasurer") ? [] : payersOfAgreed(books, standing.unit, loan);
  if (treasurersOf(books, standing.unit).some((id) => payers.includes(id)))
    return notDone(say.line("forbidden.treasurer"));
  const operation = { op: "disburse", member: member.id, loan: loan.id } as const;
  return answer(turn.books.desk.take(operation, bookingOf(turn, date)), turn);
}

/** What it costs is said first, unless the money on the table was named. */
function settle(command: CommandOf<"settle">, loan: LoanRow, member: Member, turn: CoopTurn): Reply {
  const { books, say, decided, today } = turn;
  if (decided["settled"] === "no") return said(say.line("settle-not"));
  const valueOn = command.date ?? today;
  const operation = { op: "settle", member: member.id, loan: loan.id } as const;
  const view = books.loans.book.view(loan, valueOn);
  if (command.amount === undefined && decided["settled"] !== "yes" && view !== undefined && loan.state === "active") {
    const { principal, interest, penalty } = toSettle(view);
    const data = {
      loan: loanNo(loan.no),
      name: member.name,
      total: principal + interest + penalty,
      amount: principal,
      owed: interest + penalty,
    };
    const options = [
      { id: "yes", label: say.line("settle-yes") },
      { id: "no", label: say.line("settle-no") },
    ];
    return { kind: "which", question: say.line("settle-sure", data), options, draft: command, field: "settled" };
  }
  const paid = command.amount === undefined ? {} : { amount: command.amount };
  return answer(books.desk.take({ ...operation, ...paid }, bookingOf(turn, command.date)), turn);
}
