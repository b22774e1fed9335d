import { ACCOUNTS, SURPLUS_FUNDS } from "../accounts.ts";
import { credit, debit } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { type Handler, type Handlers, NOBODY, refused } from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { Settings } from "../settings.ts";
import { countingCash, settlingDifference } from "./count.ts";
import type { CashCounts } from "./counts.ts";
import { fundRefusal, needsForFund } from "./funds.ts";

export type CashParts = { journal: Journal; counts: CashCounts; settings(unit: number): Settings };

/** What a unit may spend on, by the account that bears it. */
export const EXPENSES: readonly number[] = [
  ACCOUNTS.operations,
  ACCOUNTS.incentives,
  ACCOUNTS.meetings,
  ACCOUNTS.training,
  ACCOUNTS.debtInterest,
  ACCOUNTS.tax,
];

/** Other money that comes in than from members: income, and gifts, which are capital. */
export const INCOMES: readonly number[] = [
  ACCOUNTS.otherIncome,
  ACCOUNTS.bankInterest,
  ACCOUNTS.administration,
  ACCOUNTS.grants,
];

export function cashHandlers(parts: CashParts): Handlers {
  return {
    expense: spending(parts),
    income: earning(parts),
    bank: banking(parts),
    "pay-tax": payingTax(parts),
    "cash-count": countingCash(parts),
    "cash-difference": settlingDifference(parts),
  };
}

/**
 * Above what may leave the box without another officer, an expense needs one as a withdrawal does. What a fund of the
 * SHU pays is spent in the same way, and is no expense of the year: the members gave it away when they shared.
 */
function spending({ journal, settings }: CashParts): Handler<"expense"> {
  return {
    member: () => undefined,
    amount: ({ amount }) => amount,
    needs: ({ account, amount }, { unit }) =>
      amount > settings(unit).withdrawal.approvalAbove
        ? { votes: 1, confirm: false, why: "expense" }
        : needsForFund(account),
    perform: ({ account, amount, note }, booking) => {
      if (!EXPENSES.includes(account) && !SURPLUS_FUNDS.has(account)) return refused("no-expense", { account });
      const refusal = fundRefusal(journal, account, amount, booking);
      if (refusal !== undefined) return { ok: false, refusal };
      const lines = [debit(account, amount), credit(ACCOUNTS.cash, amount)];
      return book(journal, booking, { kind: "expense", memo: note, lines });
    },
  };
}

function earning({ journal }: CashParts): Handler<"income"> {
  return {
    member: () => undefined,
    amount: ({ amount }) => amount,
    needs: () => NOBODY,
    perform: ({ account, amount, note }, booking) => {
      if (!INCOMES.includes(account)) return refused("no-income", { account });
      const lines = [debit(ACCOUNTS.cash, amount), credit(account, amount)];
      return book(journal, booking, { kind: "income", memo: note, lines });
    },
  };
}

function banking({ journal }: CashParts): Handler<"bank"> {
  return {
    member: () => undefined,
    amount: ({ amount }) => amount,
    needs: () => NOBODY,
    perform: ({ way, amount }, booking) => {
      const [to, from] = way === "to-bank" ? [ACCOUNTS.bank, ACCOUNTS.cash] : [ACCOUNTS.cash, ACCOUNTS.bank];
      return book(journal, booking, { kind: "bank", lines: [debit(to, amount), credit(from, amount)] });
    },
  };
}

function payingTax({ journal }: CashParts): Handler<"pay-tax"> {
  return {
    member: () => undefined,
    amount: ({ amount }) => amount,
    needs: () => NOBODY,
    perform: ({ amount }, booking) => {
      const owed = journal.balance(booking.unit, ACCOUNTS.taxPayable);
      if (amount > owed) return refused("tax-too-much", { amount, owed });
      const lines = [debit(ACCOUNTS.taxPayable, amount), credit(ACCOUNTS.cash, amount)];
      return book(journal, booking, { kind: "expense", lines });
    },
  };
}
