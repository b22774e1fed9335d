import { ACCOUNTS, growsBy } from "../accounts.ts";
import type { Books } from "../books.ts";
import type { EntryHead, EntryKind, Line } from "../journal/entry.ts";
import { kindSaid } from "../kind-said.ts";
import { kindBehind, linesForHer } from "../loans/off-books.ts";
import type { Say } from "./say.ts";

/** What an entry did for a member, by her lines of it, in one line: in RIWAYAT and in what is kept of her. */
export function moveText(
  { journal }: Pick<Books, "journal">,
  entry: EntryHead,
  lines: readonly Line[],
  say: Say,
): string {
  const { kind, valueOn: date, no } = entry;
  const what = linesForHer(kindBehind(journal, entry), lines)
    .map((line) => say.line(partKey(kind, line), { account: line.account, amount: line.debit + line.credit }))
    .join(", ");
  return say.line("coop-members:move", { date, no, kindOf: say.entryKind(kindSaid({ kind, lines })), what });
}

function partKey(kind: EntryKind, { account, credit }: Line): string {
  if (kind === "write-off") return "coop-loans:written-off.move";
  // Of what was taken back nothing was paid or lent.
  if (account === ACCOUNTS.loans && kind === "reversal") return "receipt.principal";
  if (account === ACCOUNTS.loans) return `coop-members:principal-${credit > 0 ? "paid" : "lent"}`;
  return (growsBy(account) === "debit") === credit > 0 ? "receipt.less" : "receipt.part";
}
