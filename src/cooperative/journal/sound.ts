import { LIMITS } from "../../limits.ts";
import { accountCode, growsBy, isAccount, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../accounts.ts";
import type { Draft, Line } from "./entry.ts";
import { unsound } from "./errors.ts";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whether a draft is an entry by itself, whatever the books hold. Errors: `journal.unsound`. */
export function assertSound({ valueOn, lines }: Draft): void {
  if (!DATE.test(valueOn)) throw unsound("a date is YYYY-MM-DD");
  if (lines.length < 2) throw unsound("an entry has at least two lines");
  if (lines.length > LIMITS.linesPerEntry) throw unsound(`an entry has at most ${LIMITS.linesPerEntry} lines`);
  let debit = 0;
  let credit = 0;
  for (const line of lines) {
    const why = wrongLine(line);
    if (why !== undefined) throw unsound(why);
    debit += line.debit;
    credit += line.credit;
  }
  if (debit !== credit) throw unsound(`debit ${debit} is not credit ${credit}`);
  // Each amount is exact below the limit; the sum of very many might not be.
  if (!Number.isSafeInteger(debit)) throw unsound("the sum is too large");
}

/** Why a line is none, whatever stands beside it, or undefined. */
export function wrongLine({ account, debit, credit, member, loan }: Line): string | undefined {
  if (!isAccount(account)) return `there is no account ${account}`;
  if (!isAmount(debit) || !isAmount(credit)) return "an amount is an integer of rupiah from 0 to the limit";
  if ((debit === 0) === (credit === 0)) return "a line has an amount on one side only";
  if (member === undefined && MEMBER_ACCOUNTS.has(account)) return `a line of ${accountCode(account)} names a member`;
  if (loan === undefined && LOAN_ACCOUNTS.has(account)) return `a line of ${accountCode(account)} names a loan`;
  return undefined;
}

const isAmount = (amount: number) => Number.isSafeInteger(amount) && amount >= 0 && amount <= LIMITS.moneyRupiah;

/** What an entry changes at one place of `ledger_balance`, in the account's own direction. 0: no member, no loan. */
export type Movement = { account: number; member: number; loan: number; delta: number };

/** The place of `ledger_balance` that a line belongs to. */
export const memberOf = ({ account, member }: Line): number => (MEMBER_ACCOUNTS.has(account) ? (member ?? 0) : 0);
export const loanOf = ({ account, loan }: Line): number => (LOAN_ACCOUNTS.has(account) ? (loan ?? 0) : 0);

/** What a line adds to its account, in the account's own direction. */
export const growthBy = (line: Pick<Line, "account" | "debit" | "credit">): number =>
  growsBy(line.account) === "debit" ? line.debit - line.credit : line.credit - line.debit;

/** Entries of more lines are brought together by a map: those of all members at once. */
const FEW_LINES = 8;

/** Lines brought together by place: an entry may move one balance down and up again, and only the sum must hold. */
export function movements(lines: readonly Line[]): Movement[] {
  const found: Movement[] = [];
  const places = lines.length > FEW_LINES ? new Map<string, Movement>() : undefined;
  for (const line of lines) {
    const { account } = line;
    const [member, loan, delta] = [memberOf(line), loanOf(line), growthBy(line)];
    const key = places === undefined ? "" : `${account}:${member}:${loan}`;
    const there =
      places === undefined
        ? found.find((one) => one.account === account && one.member === member && one.loan === loan)
        : places.get(key);
    if (there !== undefined) {
      there.delta += delta;
      continue;
    }
    const movement = { account, member, loan, delta };
    found.push(movement);
    places?.set(key, movement);
  }
  return found;
}

/** Turnover of one account. */
export type Turnover = { account: number; debit: number; credit: number };

export function turnovers(lines: readonly Line[]): Turnover[] {
  // An entry touches few accounts, however many members it is about.
  const found: Turnover[] = [];
  for (const { account, debit, credit } of lines) {
    const there = found.find((one) => one.account === account);
    if (there === undefined) found.push({ account, debit, credit });
    else {
      there.debit += debit;
      there.credit += credit;
    }
  }
  return found;
}
