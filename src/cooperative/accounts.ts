/**
 * The chart of accounts. The number is the account's code without its dash: 1101 is 1-101. Names are on screen, and
 * stand in the locale as `accounts:1101`. Source: the chart that the units' books follow, docs/COOPERATIVE.md.
 */
export const ACCOUNTS = {
  cash: 1101,
  cashInTransit: 1102,
  bank: 1103,
  atHeadOffice: 1104,
  loans: 1201,
  interestReceivable: 1202,
  /** What the head office has lent to units. */
  unitsReceivable: 1203,
  /** Reduces `loans`. */
  lossAllowance: 1209,
  cashShort: 1210,
  equipment: 1301,
  /** Reduces `equipment`. */
  accumulatedDepreciation: 1309,
  voluntary: 2101,
  term: 2102,
  holiday: 2103,
  education: 2104,
  solidarityFund: 2201,
  educationFund: 2202,
  socialFund: 2203,
  officersFund: 2204,
  loanProtectionFund: 2205,
  jointLiabilityFund: 2206,
  shuPayable: 2301,
  taxPayable: 2302,
  owedToHeadOffice: 2303,
  /** What a member paid beyond what she owes. */
  heldForMembers: 2304,
  cashOver: 2305,
  /** What units have placed with the head office. */
  placedByUnits: 2306,
  principalSavings: 3101,
  mandatorySavings: 3102,
  capitalisation: 3103,
  generalReserve: 3201,
  riskReserve: 3202,
  grants: 3203,
  earlierSurplus: 3301,
  surplus: 3302,
  /** Must end at 0. */
  opening: 3999,
  loanInterest: 4101,
  provision: 4102,
  administration: 4103,
  penalty: 4104,
  bankInterest: 4105,
  otherIncome: 4109,
  savingsInterest: 5101,
  debtInterest: 5102,
  operations: 5201,
  incentives: 5202,
  meetings: 5203,
  training: 5204,
  depreciation: 5205,
  loanLosses: 5206,
  cashDifferences: 5207,
  tax: 5301,
} as const;

export type AccountName = keyof typeof ACCOUNTS;
export type Account = (typeof ACCOUNTS)[AccountName];

/** In the order of the chart. */
export const CHART: readonly Account[] = Object.values(ACCOUNTS);

const NUMBERS: ReadonlySet<number> = new Set(CHART);

/** Whether a number is in the chart. */
export const isAccount = (account: number): account is Account => NUMBERS.has(account);

/** `1-101`, as it stands on paper. */
export const accountCode = (account: number): string =>
  `${Math.trunc(account / 1000)}-${String(account % 1000).padStart(3, "0")}`;

/** Assets that reduce another asset grow on the credit side. */
const CONTRA: ReadonlySet<number> = new Set([ACCOUNTS.lossAllowance, ACCOUNTS.accumulatedDepreciation]);

/** The side on which an account grows: balances are kept in this direction. */
export function growsBy(account: number): "debit" | "credit" {
  const kind = Math.trunc(account / 1000);
  const debit = kind === 1 || kind === 5;
  return debit !== CONTRA.has(account) ? "debit" : "credit";
}

/** Accounts of which each line names a loan as well. */
export const LOAN_ACCOUNTS: ReadonlySet<number> = new Set([ACCOUNTS.loans, ACCOUNTS.interestReceivable]);

/** All that a member owns, in the order of the chart. Dana duka belongs to all. */
export const OWN_ACCOUNTS: readonly Account[] = [
  ACCOUNTS.voluntary,
  ACCOUNTS.term,
  ACCOUNTS.holiday,
  ACCOUNTS.education,
  ACCOUNTS.shuPayable,
  ACCOUNTS.heldForMembers,
  ACCOUNTS.principalSavings,
  ACCOUNTS.mandatorySavings,
  ACCOUNTS.capitalisation,
];

/** Accounts whose sub-ledger is kept by member: each line of them names one, and together they are the control account. */
export const MEMBER_ACCOUNTS: ReadonlySet<number> = new Set([...LOAN_ACCOUNTS, ...OWN_ACCOUNTS]);

/** Cash and money with others: never below zero. */
export const CASH_ACCOUNTS: ReadonlySet<number> = new Set([
  ACCOUNTS.cash,
  ACCOUNTS.cashInTransit,
  ACCOUNTS.bank,
  ACCOUNTS.atHeadOffice,
]);

/** Funds that a year's surplus fills and that are spent in cash: what is not in them cannot be spent. */
export const SURPLUS_FUNDS: ReadonlySet<number> = new Set([
  ACCOUNTS.educationFund,
  ACCOUNTS.socialFund,
  ACCOUNTS.officersFund,
]);

/** Whether a balance of this account must never fall below zero, at any time. */
export const staysPositive = (account: number): boolean =>
  MEMBER_ACCOUNTS.has(account) || CASH_ACCOUNTS.has(account) || SURPLUS_FUNDS.has(account);

/** The kinds of savings, and where they are booked. */
export const SAVINGS = {
  principal: ACCOUNTS.principalSavings,
  mandatory: ACCOUNTS.mandatorySavings,
  voluntary: ACCOUNTS.voluntary,
  term: ACCOUNTS.term,
  holiday: ACCOUNTS.holiday,
  education: ACCOUNTS.education,
  solidarity: ACCOUNTS.solidarityFund,
  capitalisation: ACCOUNTS.capitalisation,
} as const;
export type SavingsKind = keyof typeof SAVINGS;
