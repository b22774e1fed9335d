import type { Books } from "../books.ts";
import type { Pending } from "../controls/pendings.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import { memberNo } from "../members.ts";
import type { Operation } from "../operations/operation.ts";
import { openSurplus } from "../year/closing.ts";
import { lastDigits } from "./change-line.ts";
import { percent } from "./offer.ts";
import type { Say } from "./say.ts";

/**
 * What waits, in one line: `penarikan sukarela Rp 800.000, Maria (003)`. Who decides has nothing but this line to go by,
 * so a day that is not the day of the asking stands in it, and so do the terms of a loan.
 */
export function describe(books: Books, pending: Pending, say: Say): string {
  const { operation, member, amount, unit, valueOn, madeAt } = pending;
  const money = amount === null ? [] : [say.line("rupiah", { amount })];
  const hers = member === null ? undefined : books.members.member(member);
  const named = hers === undefined ? [] : [say.line("receipt.member", { name: hers.name, no: memberNo(hers.no) })];
  const day = valueOn === books.dateIn(unit, madeAt) ? [] : [say.line("pending.of-day", { valueOn })];
  return [
    [whatOf(operation, unit, books, say), ...money].join(" "),
    ...named,
    ...termsOf(operation, books, say),
    ...day,
  ].join(", ");
}

/** `setoran wajib`, `pembatalan bukti no. 3`, `pinjaman P0001`. */
function whatOf(operation: Operation, unit: number, books: Books, say: Say): string {
  const what = say.line(`operation.${operation.op}`);
  switch (operation.op) {
    case "deposit":
      return `${what} ${operation.items.map(({ kind }) => say.kind(kind)).join(", ")}`;
    case "withdraw":
      return `${what} ${say.kind(operation.kind)}`;
    case "reverse":
      return say.line("pending.of-entry", { what, no: books.journal.entry(operation.entry)?.no ?? 0 });
    case "year-close":
      return say.line(`pending.closing.${endedWith(operation.year, unit, books)}`, { what, year: operation.year });
    case "shu":
    case "shu-to-savings":
      return say.line("pending.of-year", { what, year: operation.year });
    case "cover-loss":
      return say.line("pending.of-loss", { year: operation.year });
    case "cash-difference":
      return say.line(`pending.difference.${operation.as}`, { what });
    case "expense":
    case "income":
      return `${what} ${say.account(operation.account)}`;
    default: {
      const loan =
        "loan" in operation && operation.loan !== undefined ? books.loans.loans.byId(operation.loan) : undefined;
      return loan === undefined ? what : `${what} ${loanNo(loan.no)}`;
    }
  }
}

/** Whether a year, closed or about to be, ended with a loss: nobody agrees to that unawares. */
function endedWith(year: number, unit: number, books: Books): "surplus" | "loss" {
  const surplus = books.year.closes.of(unit, year)?.surplus ?? openSurplus(books.year, unit, year);
  return surplus < 0 ? "loss" : "surplus";
}

/** How long, how and for what a loan is asked; for what money of the unit is spent; to which number somebody moves. */
function termsOf(operation: Operation, books: Books, say: Say): string[] {
  switch (operation.op) {
    case "expense":
    case "income":
      return operation.note === "" ? [] : [operation.note];
    case "cash-difference": {
      const count = books.counts.byId(operation.count);
      return count === undefined ? [] : [say.line("pending.of-count", { date: count.on })];
    }
    case "number-change": {
      const change = books.numbers.byId(operation.change);
      return change === undefined ? [] : [say.line("pending.to-number", { digits: lastDigits(change.newAddress) })];
    }
    case "agree-loan": {
      const loan = books.loans.loans.byId(operation.loan);
      return loan === undefined ? [] : loanTerms(loan, books, say);
    }
    default:
      return [];
  }
}

function loanTerms({ terms: { periods, every, method, ratePpm }, purpose, toppedUp }: LoanRow, books: Books, say: Say) {
  const earlier = toppedUp === null ? undefined : books.loans.loans.byId(toppedUp);
  const terms = say.line("pending.terms", {
    periods,
    every: say.line(`every.${every}`),
    method: say.line(`method.${method}`),
    rate: percent(ratePpm),
  });
  return [
    terms,
    ...(earlier === undefined ? [] : [say.line("pending.pays-off", { loan: loanNo(earlier.no) })]),
    ...(purpose === null ? [] : [say.line("pending.purpose", { purpose })]),
  ];
}
