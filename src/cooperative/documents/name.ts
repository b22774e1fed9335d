import { slugOf } from "../../documents/index.ts";
import { addDays } from "../../zones.ts";
import { accountCode } from "../accounts.ts";
import type { Books } from "../books.ts";
import { loanNo } from "../loans/store.ts";
import { memberNo } from "../members.ts";
import { CATALOGUE, kindOf, type Period, type StatementRequest } from "../statements/index.ts";
import type { Order } from "./order.ts";

/** `neraca-melati-2026-11.pdf`, `buku-anggota-003-melati.pdf`: what it is can be seen in a folder of downloads. */
export function documentName({ name, request, format }: Order, books: Books): string {
  const [what] = CATALOGUE[name].words;
  const unit = request.unit === "all" ? "semua-unit" : books.unit(request.unit).name;
  const about = subjectOf(request, books);
  // The whole of somebody's book, and a slip, are of no month.
  const when = kindOf(name).needs === undefined ? [periodSlug(request.period)] : [];
  return `${slugOf([what, ...about, unit, ...when])}.${format}`;
}

function subjectOf({ subject = {} }: StatementRequest, books: Books): string[] {
  const { member, loan, entry, account } = subject;
  const found = [
    member === undefined ? undefined : books.members.member(member)?.no,
    loan === undefined ? undefined : books.loans.loans.byId(loan)?.no,
    entry === undefined ? undefined : books.journal.entry(entry)?.no,
  ] as const;
  const [no, loanNumber, entryNumber] = found;
  return [
    ...(no === undefined ? [] : [memberNo(no)]),
    ...(loanNumber === undefined ? [] : [loanNo(loanNumber)]),
    ...(entryNumber === undefined ? [] : [String(entryNumber)]),
    ...(account === undefined ? [] : [accountCode(account)]),
  ];
}

/** `2026`, `2026-11`, `2026-11-21`, or one date and another. Pure. */
export function periodSlug({ from, to }: Period): string {
  if (from === to) return from;
  const wholeMonths = from.endsWith("-01") && addDays(to, 1).endsWith("-01");
  if (wholeMonths && from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7);
  if (from.endsWith("-01-01") && to.endsWith("-12-31") && from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4);
  return `${from}-${to}`;
}
