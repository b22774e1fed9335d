import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import { type MemberBasis, type MemberShare, splitAmongMembers, splitFunds } from "../rules/index.ts";
import type { ShuSplit } from "../settings.ts";

export type Fund = keyof ShuSplit;

/** Funds of the unit by account; the two of the members are split among them. */
const ACCOUNT = {
  generalReserve: ACCOUNTS.generalReserve,
  riskReserve: ACCOUNTS.riskReserve,
  officers: ACCOUNTS.officersFund,
  education: ACCOUNTS.educationFund,
  social: ACCOUNTS.socialFund,
} as const satisfies Partial<Record<Fund, number>>;

/** A year's surplus as it is shared; rupiah. The funds sum to the surplus, the shares to the members' two funds. */
export type SurplusSplit = {
  surplus: number;
  funds: Readonly<Record<Fund, number>>;
  /** Of members who get something, by number. */
  shares: readonly MemberShare[];
  /** Of the members' funds: nobody has a basis for it, so it stays in the general reserve. */
  unshared: number;
};

/** Undefined: the year ended at zero or with a loss, and there is nothing to split. Pure. */
export function splitSurplus(
  surplus: number,
  ppm: ShuSplit,
  members: readonly MemberBasis[],
): SurplusSplit | undefined {
  const names = Object.keys(ppm) as Fund[];
  const split = splitFunds(
    surplus,
    names.map((fund) => ({ fund, ppm: ppm[fund] })),
  );
  if (split.kind === "nothing-to-split") return undefined;
  const funds = Object.fromEntries(split.parts.map(({ fund, amount }) => [fund, amount])) as Record<Fund, number>;
  const among = splitAmongMembers({ capital: funds.memberSavings, usage: funds.memberLoans }, members);
  const shares = among.shares.filter(({ total }) => total > 0);
  return { surplus, funds, shares, unshared: among.unsplit.capital + among.unsplit.usage };
}

/** What the annual meeting decided, in one entry. `from`: where the surplus stands. Pure. */
export function splitLines(
  { surplus, funds, shares, unshared }: SurplusSplit,
  from: number,
  idOf: (no: number) => number,
): Line[] {
  const own = Object.entries(ACCOUNT) as [keyof typeof ACCOUNT, number][];
  return [
    debit(from, surplus),
    ...own.map(([fund, account]) => credit(account, funds[fund] + (fund === "generalReserve" ? unshared : 0))),
    ...shares.map(({ no, total }) => credit(ACCOUNTS.shuPayable, total, { member: idOf(no) })),
  ].filter((line) => line.debit + line.credit > 0);
}
