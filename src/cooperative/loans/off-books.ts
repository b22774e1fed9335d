import { ACCOUNTS } from "../accounts.ts";
import type { Entry, EntryKind, Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";

/** By what money comes in on a loan that was written off: by itself, or out of her savings when she leaves. */
export const RECOVERS: ReadonlySet<EntryKind> = new Set(["recovery", "leaving"]);

/** What an entry is about: of one that takes another back, what that one was. */
export const kindBehind = (journal: Pick<Journal, "entry">, { kind, reverses }: Pick<Entry, "kind" | "reverses">) =>
  (reverses === null ? undefined : journal.entry(reverses)?.kind) ?? kind;

/**
 * The lines of an entry as the borrower reads them: that the cooperative bears a loss, or has less of one, says nothing
 * to her, and what she pays of it is principal of her loan. `kind`: what the entry is about (`kindBehind`). Pure.
 */
export function linesForHer<L extends Line>(kind: EntryKind, lines: readonly L[]): readonly L[] {
  if (kind === "write-off") return lines.filter(({ account }) => account === ACCOUNTS.loans);
  if (!RECOVERS.has(kind)) return lines;
  return lines.map((line) => (line.account === ACCOUNTS.lossAllowance ? { ...line, account: ACCOUNTS.loans } : line));
}

/**
 * The number of an entry that brought in some of a loan after it was written off by this one, and stands. Without the
 * write-off it would have paid nothing, so it is to be taken back first.
 */
export function recoveredSince(journal: Pick<Journal, "loanLines">, { kind, lines }: Entry): number | undefined {
  const loan = kind === "write-off" ? lines.find((line) => line.loan !== undefined)?.loan : undefined;
  const hers = loan === undefined ? [] : journal.loanLines(loan);
  const takenBack = new Set(hers.map(({ entry }) => entry.reverses));
  const recovered = hers.filter(({ account, credit }) => account === ACCOUNTS.lossAllowance && credit > 0);
  return recovered.find(({ entry }) => RECOVERS.has(entry.kind) && !takenBack.has(entry.id))?.entry.no;
}

/**
 * Rupiah by which an entry makes what she owes of the principal more, and less. A write-off does neither: the books let
 * go of the loan, she does not. `kind` as above. Pure.
 */
export function principalMoved(kind: EntryKind, lines: readonly Line[]): { more: number; less: number } {
  const moved = { more: 0, less: 0 };
  if (kind === "write-off") return moved;
  for (const { account, debit, credit } of linesForHer(kind, lines)) {
    if (account !== ACCOUNTS.loans) continue;
    moved.more += debit;
    moved.less += credit;
  }
  return moved;
}
