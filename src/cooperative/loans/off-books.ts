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
 * The number of a later entry that stands and rests on this one, so that it is to be taken back first: what came in of a
 * loan that this one wrote off, or the write-off of what this one had left. Else the books would claim something else
 * than she owes.
 */
export function restsOn(journal: Pick<Journal, "loanLines">, { id, kind, lines }: Entry): number | undefined {
  const loans = new Set(lines.flatMap(({ loan }) => loan ?? []));
  for (const loan of RECOVERS.has(kind) ? [] : loans) {
    const hers = journal.loanLines(loan);
    const takenBack = new Set(hers.map(({ entry }) => entry.reverses));
    const resting = hers.find(({ entry, account }) => {
      if (entry.id < id || takenBack.has(entry.id)) return false;
      if (kind === "write-off") return RECOVERS.has(entry.kind) && account === ACCOUNTS.lossAllowance;
      return entry.kind === "write-off";
    });
    if (resting !== undefined) return resting.entry.no;
  }
  return undefined;
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
