export { type Allocation, allocate, paymentOf } from "./allocation.ts";
export { type ArrearsLoan, type Delinquency, delinquency, lateBeyond } from "./arrears.ts";
export { type CashCount, countCash, DENOMINATIONS, type Pieces } from "./cash-count.ts";
export {
  type Ageing,
  ageing,
  type ClassTotal,
  COLLECTIBILITY,
  type Collectibility,
  collectibilityOf,
  DEFAULT_THRESHOLDS,
  type Thresholds,
} from "./collectibility.ts";
export { type Disbursement, disburse, type FeeRule, type Fees } from "./disbursement.ts";
export { type Calendar, dueDate, type Every } from "./due-dates.ts";
export { effectiveYearlyPpm, isAboveCap, toldPpm, YEARLY_CAP_PPM } from "./effective-rate.ts";
export { largestRemainder } from "./largest-remainder.ts";
export type { Instalment, LoanPayment } from "./loan-replay.ts";
export { type LoanState, loanState } from "./loan-state.ts";
export { type PearlsFigure, type PearlsInput, pearls } from "./pearls.ts";
export type { Goal, PearlsBalance, PearlsRatio, PearlsSymbol } from "./pearls-formulas.ts";
export { type PenaltyRule, penaltyFor } from "./penalty.ts";
export {
  DOWN,
  mulPpm,
  NEAREST,
  PPM,
  type Ratio,
  ROUNDING_UNITS,
  type Rounding,
  type RoundingMode,
  type RoundingUnit,
  roundTo,
} from "./rounding.ts";
export {
  FINAL_TAX,
  lowestBalance,
  type Movement,
  type SavingsAccount,
  type SavingsInterest,
  savingsInterest,
  type TaxRule,
} from "./savings-interest.ts";
export { type Schedule, type ScheduleRow, schedule } from "./schedule.ts";
export { type Settlement, settlement } from "./settlement.ts";
export {
  type Fund,
  type FundSplit,
  type MemberBasis,
  type MemberShare,
  splitAmongMembers,
  splitFunds,
} from "./shu.ts";
export type { LoanTerms, Method, ScheduleTerms } from "./terms.ts";
