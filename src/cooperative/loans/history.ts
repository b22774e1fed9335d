import { ACCOUNTS } from "../accounts.ts";
import type { EntryHead, EntryKind, PostedLine } from "../journal/entry.ts";
import type { LoanPayment } from "../rules/index.ts";
import { principalMoved } from "./off-books.ts";

/** What the journal says of one loan. */
export type LoanHistory = {
  /** Its payment to the borrower; undefined before it, and once it was taken back. */
  lent: { on: string; principal: number; entry: number } | undefined;
  /** What was paid, from whichever account, oldest entry first. */
  payments: readonly LoanPayment[];
  /** The latest value date of a payment, and what it was. */
  last: { on: string; kind: EntryKind } | undefined;
  writtenOffOn: string | undefined;
};

/** What was lent before these books has the date that its paper says, not the one of the opening entry. */
type Given = { loan: number; disbursedOn: string | null };

/**
 * Reads the lines of one loan (all that name it, oldest first). An entry that was taken back is left out together with
 * its reversal: it never was. A write-off is no payment, since she still owes; a recovery after it is. Pure.
 */
export function historyOf(lines: readonly PostedLine[], given: Given): LoanHistory {
  const standing = entriesThatStand(lines.filter(({ loan }) => loan === given.loan));
  let lent: LoanHistory["lent"];
  let writtenOffOn: string | undefined;
  const paid: { kind: EntryKind; payment: LoanPayment }[] = [];
  for (const { entry, lines: own } of standing) {
    const principal = sum(own, ACCOUNTS.loans, "debit");
    if (principal > 0) {
      const on = entry.kind === "opening" ? (given.disbursedOn ?? entry.valueOn) : entry.valueOn;
      lent = { on, principal, entry: entry.id };
    } else if (entry.kind === "write-off") writtenOffOn = entry.valueOn;
    else {
      const payment = paymentIn(entry, own);
      if (payment !== undefined) paid.push({ kind: entry.kind, payment });
    }
  }
  const from = lent?.on ?? "";
  // A payment that stands cannot be older than the loan, unless that was taken back and paid out again later.
  const payments = paid.map(({ payment }) => ({ ...payment, on: payment.on < from ? from : payment.on }));
  return { lent, payments, last: latest(paid), writtenOffOn };
}

type Standing = { entry: EntryHead; lines: PostedLine[] };

function entriesThatStand(lines: readonly PostedLine[]): Standing[] {
  const takenBack = new Set(lines.map(({ entry }) => entry.reverses));
  const found = new Map<number, Standing>();
  for (const line of lines) {
    const { entry } = line;
    if (entry.reverses !== null || takenBack.has(entry.id)) continue;
    const there = found.get(entry.id);
    if (there === undefined) found.set(entry.id, { entry, lines: [line] });
    else there.lines.push(line);
  }
  return [...found.values()];
}

function paymentIn({ valueOn, kind }: EntryHead, lines: readonly PostedLine[]): LoanPayment | undefined {
  const penalty = sum(lines, ACCOUNTS.penalty, "credit");
  const interest = sum(lines, ACCOUNTS.loanInterest, "credit");
  const principal = principalMoved(kind, lines).less;
  return penalty + interest + principal === 0 ? undefined : { on: valueOn, penalty, interest, principal };
}

function latest(paid: readonly { kind: EntryKind; payment: LoanPayment }[]): LoanHistory["last"] {
  let last: LoanHistory["last"];
  for (const { kind, payment } of paid) {
    if (last === undefined || payment.on >= last.on) last = { on: payment.on, kind };
  }
  return last;
}

const sum = (lines: readonly PostedLine[], account: number, side: "debit" | "credit"): number =>
  lines.reduce((total, line) => (line.account === account ? total + line[side] : total), 0);
