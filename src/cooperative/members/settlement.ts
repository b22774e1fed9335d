import { ACCOUNTS, OWN_ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";

/** What a member must pay to be free of one loan today; rupiah. See `rules/settlement.ts`. */
export type Debt = { loan: number; penalty: number; interest: number; principal: number };

/** What a member still owes on a loan that was written off; rupiah. */
export type OffBooks = { loan: number; principal: number };

/** What leaving comes to. `short`: rupiah that are missing, and nothing can be posted. */
export type LeavingSum =
  | { kind: "settled"; lines: readonly Line[]; savings: number; debts: number; cash: number }
  | { kind: "short"; savings: number; debts: number; missing: number };

/**
 * A member leaves: her savings against her loans and the unit's fee, then against what was written off, as far as they
 * reach, and the rest in cash. Pure; balances by account, as the journal has them.
 */
export function settlementOf(
  member: number,
  balances: ReadonlyMap<number, number>,
  debts: readonly Debt[],
  fee: number,
  offBooks: readonly OffBooks[] = [],
): LeavingSum {
  const own = OWN_ACCOUNTS.map((account) => ({ account, amount: balances.get(account) ?? 0 })).filter(
    ({ amount }) => amount > 0,
  );
  const savings = sum(own.map(({ amount }) => amount));
  const owed = sum(debts.map(({ penalty, interest, principal }) => penalty + interest + principal)) + fee;
  if (savings < owed) return { kind: "short", savings, debts: owed, missing: owed - savings };
  const recovered = recoveredFrom(savings - owed, offBooks);
  const taken = sum(recovered.map(({ principal }) => principal));
  const cash = savings - owed - taken;
  const lines = [
    ...own.map(({ account, amount }) => debit(account, amount, { member })),
    ...debts.flatMap((debt) => debtLines(member, debt)),
    ...recovered.map(({ loan, principal }) => credit(ACCOUNTS.lossAllowance, principal, { member, loan })),
    credit(ACCOUNTS.administration, fee, { member }),
    credit(ACCOUNTS.cash, cash),
  ];
  return { kind: "settled", lines: lines.filter(isMoney), savings, debts: owed + taken, cash };
}

function recoveredFrom(rupiah: number, offBooks: readonly OffBooks[]): OffBooks[] {
  let left = rupiah;
  return offBooks.map(({ loan, principal: owed }) => {
    const principal = Math.min(left, owed);
    left -= principal;
    return { loan, principal };
  });
}

const debtLines = (member: number, { loan, penalty, interest, principal }: Debt): Line[] => [
  credit(ACCOUNTS.penalty, penalty, { member, loan }),
  credit(ACCOUNTS.loanInterest, interest, { member, loan }),
  credit(ACCOUNTS.loans, principal, { member, loan }),
];

const isMoney = (line: Line): boolean => line.debit > 0 || line.credit > 0;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
