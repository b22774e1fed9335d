import { ACCOUNTS, SAVINGS, type SavingsKind } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import {
  type Booking,
  type Done,
  type Handler,
  type Handlers,
  type Need,
  NOBODY,
  type OperationOf,
  type Refusal,
  type Result,
  refused,
  type SavingsItem,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { Settings } from "../settings.ts";
import type { TermDeposits } from "./term-deposits.ts";

export type SavingsParts = {
  journal: Journal;
  settings(unit: number): Settings;
  /** Is she a member of the unit now? Whoever left neither saves nor withdraws. */
  isMember(member: number, unit: number): boolean;
  termDeposits: TermDeposits;
};

/** Paid back on leaving only. */
const KEPT: ReadonlySet<SavingsKind> = new Set(["principal", "mandatory", "capitalisation"]);

export function savingsHandlers(parts: SavingsParts): Handlers {
  return { deposit: depositing(parts), withdraw: withdrawing(parts) };
}

function depositing(parts: SavingsParts): Handler<"deposit"> {
  return {
    member: ({ member }) => member,
    amount: ({ items }) => total(items),
    needs: () => NOBODY,
    perform: ({ member, items }, booking) => deposit(parts, member, items, booking),
  };
}

function deposit(parts: SavingsParts, member: number, items: readonly SavingsItem[], booking: Booking): Result<Done> {
  const refusal = depositRefusal(parts, member, items, booking.unit);
  if (refusal !== undefined) return { ok: false, refusal };
  const lines = [debit(ACCOUNTS.cash, total(items)), ...depositLines(member, items)];
  const result = book(parts.journal, booking, { kind: "deposit", lines });
  if (result.ok && !result.duplicate)
    parts.termDeposits.opened(result.entries, member, items, booking, offersOf(parts, booking));
  return result;
}

/** Why this may not be paid in, or undefined. */
export function depositRefusal(
  { isMember, settings, journal }: Pick<SavingsParts, "isMember" | "settings" | "journal">,
  member: number,
  items: readonly SavingsItem[],
  unit: number,
): Refusal | undefined {
  if (!isMember(member, unit)) return { code: "not-a-member", data: {} };
  const { savings } = settings(unit);
  for (const { kind, months } of items) {
    const rule = savings[kind];
    if (!rule.on) return { code: "savings-off", data: { kind } };
    if (kind === "capitalisation") return { code: "savings-off", data: { kind } };
    if (kind === "term" && !rule.offers.some((offer) => offer.months === months))
      return { code: "term-months", data: { months: rule.offers.map((offer) => offer.months).join(", ") } };
  }
  const pokok = total(items.filter(({ kind }) => kind === "principal"));
  const limit = savings.principal.amount;
  if (pokok === 0 || limit === 0) return undefined;
  const paid = journal.balance(unit, SAVINGS.principal, member);
  return paid + pokok > limit ? { code: "principal-paid", data: { balance: paid, limit } } : undefined;
}

/** The credit side of a deposit; dana duka is nobody's own, and still says who gave. */
export const depositLines = (member: number, items: readonly SavingsItem[]): Line[] =>
  items.map(({ kind, amount }) => credit(SAVINGS[kind], amount, { member }));

function withdrawing(parts: SavingsParts): Handler<"withdraw"> {
  return {
    member: ({ member }) => member,
    amount: ({ amount }) => amount,
    needs: ({ amount }, { unit }) => needsOf(amount, parts.settings(unit)),
    perform: (operation, booking) => withdraw(parts, operation, booking),
  };
}

function needsOf(amount: number, { withdrawal }: Settings): Need {
  const confirm = amount > withdrawal.codeAbove;
  const votes = amount > withdrawal.approvalAbove ? 1 : 0;
  return confirm || votes > 0 ? { votes, confirm, why: "withdrawal" } : NOBODY;
}

function withdraw(parts: SavingsParts, operation: OperationOf<"withdraw">, booking: Booking): Result<Done> {
  const { member, kind, amount } = operation;
  if (!parts.isMember(member, booking.unit)) return refused("not-a-member");
  if (KEPT.has(kind)) return refused("kept-while-member", { kind });
  if (kind === "solidarity") return refused("nobodys-own", { kind });
  const rule = parts.settings(booking.unit).savings[kind];
  const month = Number(booking.valueOn.slice(5, 7));
  if (rule.paidOutIn.length > 0 && !rule.paidOutIn.includes(month))
    return refused("not-this-month", { kind, inMonths: rule.paidOutIn.join(" ") });
  if (kind === "term") {
    const refusal = parts.termDeposits.refusal(member, amount, booking.valueOn);
    if (refusal !== undefined) return { ok: false, refusal };
  }
  const lines = [debit(SAVINGS[kind], amount, { member }), credit(ACCOUNTS.cash, amount)];
  const result = book(parts.journal, booking, { kind: "withdrawal", lines });
  if (kind === "term" && result.ok && !result.duplicate) parts.termDeposits.paid(member, amount, booking.valueOn);
  return result;
}

const offersOf = ({ settings }: SavingsParts, { unit }: Booking) => settings(unit).savings.term.offers;
const total = (items: readonly SavingsItem[]) => items.reduce((sum, { amount }) => sum + amount, 0);
