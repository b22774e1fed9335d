import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  NOBODY,
  type OperationOf,
  type Result,
  refused,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { CashCount, CashCounts } from "./counts.ts";

type CountParts = { journal: Journal; counts: CashCounts };

/**
 * Cash on the table against the book. What is missing or too much is booked apart at once, so that the book says what
 * is in the box, and stays on a list until somebody says what became of it.
 */
export function countingCash(parts: CountParts): Handler<"cash-count"> {
  return {
    member: () => undefined,
    amount: ({ counted }) => counted,
    needs: () => NOBODY,
    perform: (operation, booking) => count(parts, operation, booking),
  };
}

function count({ journal, counts }: CountParts, operation: OperationOf<"cash-count">, booking: Booking): Result<Done> {
  const { unit, maker, at, valueOn } = booking;
  const { counted, notes } = operation;
  const inBook = journal.balance(unit, ACCOUNTS.cash);
  const row = { unit, on: valueOn, counted, book: inBook, notes: notes ?? null, byPerson: maker, at };
  if (counted === inBook) {
    counts.add({ ...row, entryId: null });
    return done([]);
  }
  const result = book(journal, booking, { kind: "cash-difference", lines: differenceLines(counted - inBook) });
  const [entry] = result.ok ? result.entries : [];
  if (result.ok && !result.duplicate) counts.add({ ...row, entryId: entry?.id ?? null });
  return result;
}

/** Short: 1-210 against cash. Over: cash against 2-305. */
function differenceLines(difference: number): Line[] {
  const amount = Math.abs(difference);
  if (difference < 0) return [debit(ACCOUNTS.cashShort, amount), credit(ACCOUNTS.cash, amount)];
  return [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.cashOver, amount)];
}

/** What became of a difference. Who has the box does not write it off alone. */
export function settlingDifference(parts: CountParts): Handler<"cash-difference"> {
  return {
    member: ({ member }) => member,
    amount: ({ count: id }) => {
      const found = parts.counts.byId(id);
      return found === undefined ? undefined : Math.abs(found.counted - found.book);
    },
    needs: ({ as }) => (as === "paid-back" ? NOBODY : { votes: 1, confirm: false, why: "difference" }),
    perform: (operation, booking) => settle(parts, operation, booking),
  };
}

function settle(
  { journal, counts }: CountParts,
  operation: OperationOf<"cash-difference">,
  booking: Booking,
): Result<Done> {
  const found = counts.byId(operation.count);
  if (found === undefined || found.unit !== booking.unit || found.counted === found.book)
    return refused("no-difference");
  if (found.resolvedBy !== null) return refused("difference-settled");
  const lines = settlingLines(found, operation);
  if (lines === undefined) return refused("difference-other-way");
  const result = book(journal, booking, { kind: "cash-difference", lines });
  if (result.ok && !result.duplicate) counts.resolve(found.id, result.entries[0]?.id ?? null);
  return result;
}

/** Undefined where that cannot be done with this difference: what is missing cannot be income. */
function settlingLines(found: CashCount, { as, member }: OperationOf<"cash-difference">): Line[] | undefined {
  const amount = Math.abs(found.counted - found.book);
  if (found.counted < found.book) {
    if (as === "paid-back") return [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.cashShort, amount)];
    return as === "loss" ? [debit(ACCOUNTS.cashDifferences, amount), credit(ACCOUNTS.cashShort, amount)] : undefined;
  }
  if (as === "income") return [debit(ACCOUNTS.cashOver, amount), credit(ACCOUNTS.otherIncome, amount)];
  if (as === "member" && member !== undefined)
    return [debit(ACCOUNTS.cashOver, amount), credit(ACCOUNTS.voluntary, amount, { member })];
  return undefined;
}
