import { ACCOUNTS } from "../../accounts.ts";
import type { CashCount } from "../../cash/counts.ts";
import type { Command, CommandOf, Fields } from "../../commands/index.ts";
import type { Operation } from "../../operations/operation.ts";
import type { Transfer } from "../../transfers.ts";
import type { CoopUnit } from "../../units.ts";
import { answer } from "../notify.ts";
import {
  bookingOf,
  type Carriers,
  type CoopTurn,
  type Decision,
  notDone,
  type Option,
  type Reply,
  said,
} from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** Money that leaves the box and is not spent: to the head office, the bank, the tax office; and cash that differs. */
export const transferCommands: Carriers = {
  "send-transfer": (command, turn) => {
    const found = receiver(command, turn);
    return "reply" in found ? found.reply : send(command, found.to, turn);
  },
  "receive-transfer": (command, turn) => {
    const { books, standing } = turn;
    const meant = books.transfers.inTransit(standing.unit.id).filter((transfer) => isMeant(transfer, command, turn));
    const here = meant.filter(({ toUnit }) => toUnit === standing.unit.id);
    const [ours] = here.length === 0 && command.entry !== undefined ? meant : [];
    if (ours !== undefined) return notDone(ownWords(ours, turn));
    const found = oneOf(here, command, turn);
    return isTransfer(found) ? receive(found, command, turn) : found;
  },
  "take-back-transfer": (command, turn) => {
    const { books, standing } = turn;
    const ours = books.transfers.inTransit(standing.unit.id).filter(({ fromUnit }) => fromUnit === standing.unit.id);
    const found = oneOf(
      ours.filter((transfer) => isMeant(transfer, command, turn)),
      command,
      turn,
    );
    if (!isTransfer(found)) return found;
    return take({ op: "transfer-end", transfer: found.id, received: false }, turn, undefined);
  },
  transfers: (_, turn) => {
    const { books, standing, say } = turn;
    const transfers = books.transfers.inTransit(standing.unit.id);
    if (transfers.length === 0) return said(say.line("coop-year:transfer.none"));
    return said([say.line("coop-year:transfer.list"), ...transfers.map((one) => transferLine(one, turn))].join("\n"));
  },
  "to-bank": ({ amount, date }, turn) => take({ op: "bank", way: "to-bank", amount }, turn, date),
  "from-bank": ({ amount, date }, turn) => take({ op: "bank", way: "from-bank", amount }, turn, date),
  "pay-tax": ({ amount, date }, turn) => take({ op: "pay-tax", amount }, turn, date),
  differences: (_, { books, standing, say }) => {
    const open = books.counts.unresolved(standing.unit.id);
    const [first] = open;
    if (first === undefined) return said(say.line("coop-year:difference.none"));
    const lines = open.map((count) => say.line(`coop-year:difference.${kindOf(count)}`, shown(count)));
    const how = say.line(`coop-year:difference.how.${kindOf(first)}`, { no: first.id });
    return said([say.line("coop-year:difference.list"), ...lines, how].join("\n"));
  },
  "settle-difference": (command, turn) => settleDifference(command, turn),
};

const take = (operation: Operation, turn: CoopTurn, date: string | undefined): Reply =>
  answer(turn.books.desk.take(operation, bookingOf(turn, date)), turn);

/** A unit sends to the head office; the head office says to which unit. */
function receiver(
  command: CommandOf<"send-transfer">,
  { books, standing, say }: CoopTurn,
): { to: CoopUnit } | { reply: Reply } {
  const { unit: heard } = command;
  const named = heard === undefined ? undefined : books.units.named(heard);
  const to = named ?? (heard === undefined && standing.unit.kind === "unit" ? books.units.head() : undefined);
  if (to !== undefined) return { to };
  if (heard !== undefined) return { reply: notDone(say.line("coop-year:transfer.unknown-unit", { heard })) };
  if (standing.unit.kind === "unit") return { reply: notDone(say.line("coop-year:transfer.no-head")) };
  const question = say.line("coop-year:transfer.which-unit");
  return { reply: { kind: "ask", question, draft: command, field: "unit" } };
}

/** Booked as money on its way; who is to receive it hears of it. */
function send({ amount, date }: CommandOf<"send-transfer">, to: CoopUnit, turn: CoopTurn): Reply {
  const { books, audience, context, standing } = turn;
  const taken = books.desk.take({ op: "transfer", to: to.id, amount }, bookingOf(turn, date));
  if (taken.kind !== "posted" || taken.duplicate) return answer(taken, turn);
  for (const { id } of books.officers.of(to, "treasurer")) {
    const no = taken.entries[0]?.no ?? 0;
    const text = audience.sayFor(id).line("coop-year:transfer.coming", { amount, unit: standing.unit.name, no });
    context.tell(id, "coop:plain", { text }, { as: "reply" });
  }
  return answer(taken, turn);
}

/** By the number of the sender's entry, or by unit and amount, as far as they were said. */
function isMeant(
  { fromUnit, amount, sentEntry }: Transfer,
  said: Partial<Pick<Fields, "entry" | "unit" | "amount">>,
  { books }: CoopTurn,
): boolean {
  if (said.entry !== undefined && books.journal.entry(sentEntry)?.no !== said.entry) return false;
  if (said.unit !== undefined && books.units.named(said.unit)?.id !== fromUnit) return false;
  return said.amount === undefined || said.amount === amount;
}

/** Who sent it cannot say that it is there. */
function ownWords({ toUnit, sentEntry }: Transfer, { books, say }: CoopTurn): string {
  const no = books.journal.entry(sentEntry)?.no ?? 0;
  return say.line("coop-year:transfer.not-yours", { no, to: books.unit(toUnit).name });
}

/** The one that is meant, or the question which. */
function oneOf(transfers: readonly Transfer[], draft: Command, turn: CoopTurn): Transfer | Reply {
  const { say, decided } = turn;
  const chosen = transfers.find(({ id }) => String(id) === decided["transfer"]);
  const [only, second] = transfers;
  if (only === undefined) return notDone(say.line("coop-year:transfer.not-found"));
  if (chosen !== undefined || second === undefined) return chosen ?? only;
  const options = transfers.map((one) => ({ id: String(one.id), label: label(one, turn) }));
  return which(say.line("coop-year:transfer.which"), options, draft, "transfer");
}

const isTransfer = (found: Transfer | Reply): found is Transfer => "sentEntry" in found;

/** What a unit owes to the head office may be paid back with what it sends: the receiver knows. */
function receive(transfer: Transfer, command: CommandOf<"receive-transfer">, turn: CoopTurn): Reply {
  const { books, standing, say, decided } = turn;
  const owed = books.journal.balance(transfer.fromUnit, ACCOUNTS.owedToHeadOffice);
  if (standing.unit.kind === "head" && owed > 0 && decided["repay"] === undefined) {
    const unit = books.unit(transfer.fromUnit).name;
    const options = [
      { id: "yes", label: say.line("coop-year:transfer.repays") },
      { id: "no", label: say.line("coop-year:transfer.places") },
    ];
    const question = say.line("coop-year:transfer.repay", { unit, owed, amount: transfer.amount });
    return which(question, options, command, "repay");
  }
  const repay = decided["repay"] === "yes";
  return take({ op: "transfer-end", transfer: transfer.id, received: true, repay }, turn, command.date);
}

/** Without the number of its entry: beside 1 and 2 that would be a second one. */
const label = ({ fromUnit, amount, sentAt }: Transfer, { books, say }: CoopTurn): string =>
  say.line("coop-year:transfer.label", {
    amount,
    from: books.unit(fromUnit).name,
    date: books.dateIn(fromUnit, sentAt),
  });

/** `#12 Melati ke Pusat, Rp 500.000` */
function transferLine({ fromUnit, toUnit, amount, sentEntry, sentAt }: Transfer, { books, say }: CoopTurn): string {
  const [from, to] = [books.unit(fromUnit).name, books.unit(toUnit).name];
  const no = books.journal.entry(sentEntry)?.no ?? 0;
  return say.line("coop-year:transfer.line", { no, from, to, amount, date: books.dateIn(fromUnit, sentAt) });
}

const kindOf = ({ counted, book }: CashCount): "short" | "over" => (counted < book ? "short" : "over");
const shown = ({ id, counted, book, on }: CashCount) => ({ no: id, difference: Math.abs(counted - book), date: on });

/** What may become of cash that is missing, and of cash that is too much. */
const WAYS = { short: ["paid-back", "loss"], over: ["income"] } as const;

function settleDifference(command: CommandOf<"settle-difference">, turn: CoopTurn): Reply {
  const { books, standing, say, decided } = turn;
  const found = books.counts.byId(command.difference);
  if (found === undefined || found.unit !== standing.unit.id || found.counted === found.book)
    return notDone(say.refusal({ code: "no-difference", data: {} }));
  const as = command.outcome ?? (decided["outcome"] as Fields["outcome"] | undefined);
  if (as === undefined) {
    const options = WAYS[kindOf(found)].map((way) => ({ id: way, label: say.line(`coop-year:outcome.${way}`) }));
    const question = [
      say.line(`coop-year:difference.${kindOf(found)}`, shown(found)),
      say.line("coop-year:difference.which"),
    ];
    return which(question.join("\n"), options, command, "outcome");
  }
  const member = command.member === undefined ? undefined : memberMeant(command.member, turn, command);
  if (member !== undefined && isReply(member)) return member;
  const whose = member === undefined ? {} : { member: member.id };
  return take({ op: "cash-difference", count: found.id, as, ...whose }, turn, undefined);
}

const which = (question: string, options: readonly Option[], draft: Command, field: Decision): Reply => ({
  kind: "which",
  question,
  options,
  draft,
  field,
});
