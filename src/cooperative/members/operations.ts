import { debtsOf, offBooksOf } from "../loans/debts.ts";
import type { LoanParts } from "../loans/parts.ts";
import { type Handlers, NOBODY, type Result, refused } from "../operations/operation.ts";
import type { Settings } from "../settings.ts";
import { join, type MemberParts } from "./joining.ts";
import { leave, leavingDay } from "./leaving.ts";
import { type LeavingSum, settlementOf } from "./settlement.ts";

export type MembershipParts = MemberParts & {
  loans: Pick<LoanParts, "loans" | "book">;
  settings(unit: number): Settings;
};

/** Joining and leaving, for the desk. */
export function membershipHandlers(parts: MembershipParts): Handlers {
  return {
    join: {
      member: () => undefined,
      amount: ({ fee, items }) => items.reduce((sum, { amount }) => sum + amount, fee),
      // Nobody makes herself a member.
      needs: ({ person }, { maker }) =>
        person === undefined || person !== maker ? NOBODY : { votes: 1, confirm: false, why: "own" },
      perform: ({ name, aliases, person, fee, items }, booking) => {
        const given = { name, aliases, ...(person === undefined ? {} : { personId: person }) };
        return join(parts, given, { fee, items }, booking);
      },
    },
    leave: {
      member: ({ member }) => member,
      amount: ({ member }, { unit, valueOn }) => {
        const sum = leavingSum(parts, { unit, member }, valueOn);
        return sum.kind === "settled" ? sum.cash : undefined;
      },
      // Her money goes out and her membership ends: she says so herself, and another officer looks at it.
      needs: () => ({ votes: 1, confirm: true, why: "leave" }),
      perform: ({ member }, booking) => {
        const valueOn = leavingDay(parts.journal, { unit: booking.unit, member }, booking.valueOn);
        const debts = debtsOf(parts.loans, member, valueOn);
        const owed = { debts, offBooks: offBooksOf(parts.loans, member), fee: feeOf(parts, booking.unit) };
        const left = leave(parts, member, owed, { ...booking, valueOn });
        return left.ok ? left : short(left);
      },
    },
  };
}

/** What a member's leaving comes to on a date, to be shown before anybody is asked. */
export function leavingSum(
  { journal, loans, settings }: Pick<MembershipParts, "journal" | "loans" | "settings">,
  { unit, member }: { unit: number; member: number },
  on: string,
): LeavingSum {
  const debts = debtsOf(loans, member, leavingDay(journal, { unit, member }, on));
  const balances = journal.memberBalances(unit, member);
  return settlementOf(member, balances, debts, settings(unit).leavingFee, offBooksOf(loans, member));
}

const feeOf = ({ settings }: Pick<MembershipParts, "settings">, unit: number): number => settings(unit).leavingFee;

/** What is missing is said in rupiah. */
function short(left: Extract<Result<object>, { ok: false }>): Result<never> {
  const { code, data } = left.refusal;
  return code === "leave-short" ? refused(code, { ...data, amount: data["missing"] ?? 0 }) : left;
}
