import { ACCOUNTS } from "../accounts.ts";
import type { Books } from "../books.ts";
import type { Entry, EntryKind, Line } from "../journal/entry.ts";
import { kindBehind, RECOVERS } from "../loans/off-books.ts";
import { loanNo } from "../loans/store.ts";
import type { Say } from "./say.ts";

/**
 * Of a loan that is off the books: that it is owed on, and how much of it was left when the entry was written. To an
 * officer beside the loss; to the borrower so that she does not think herself free, on a shared phone without the sum.
 */
export function stillOwed(
  books: Books,
  entry: Entry,
  say: Say,
  reader: { for: "member" | "treasurer" | "officer"; balances: boolean },
): string[] {
  const kind = kindBehind(books.journal, entry);
  const id = loanOffBooks(kind, entry.lines);
  const row = id === undefined ? undefined : books.loans.loans.byId(id);
  // Once the write-off is taken back, her loan is one as any other.
  if (row?.state !== "written-off") return [];
  const balance = books.loans.book.view(row, books.dateIn(entry.unit, entry.bookedAt))?.state.balance ?? 0;
  const data = { loan: loanNo(row.no), balance };
  if (balance === 0) return [say.line("coop-loans:written-off.paid", data)];
  if (reader.for !== "member") return reader.balances ? [say.line("coop-members:loan-written-off", data)] : [];
  const why = kind === "write-off" ? [say.line("coop-loans:written-off.only-books")] : [];
  return [...why, say.line(`coop-loans:written-off.${reader.balances ? "owed" : "owes"}`, data)];
}

/** The loan that an entry writes off, or of which it brings in some that was written off; in no balance of the books. */
function loanOffBooks(kind: EntryKind, lines: readonly Line[]): number | undefined {
  if (kind !== "write-off" && !RECOVERS.has(kind)) return undefined;
  const account = kind === "write-off" ? ACCOUNTS.loans : ACCOUNTS.lossAllowance;
  return lines.find((line) => line.account === account && line.loan !== undefined)?.loan;
}
