import { addMonths } from "../../zones.ts";
import { day } from "./due-dates.ts";
import { whole } from "./rounding.ts";

/** A loan in a list of arrears: what is owed of it, and the due date of its oldest unpaid instalment, if one is unpaid. */
export type ArrearsLoan = { balance: number; oldestDueOn?: string };

/**
 * Whether an instalment has been unpaid for more than some months ("melampaui"): on the day itself it has not. A loan
 * that is unpaid since 31 January is more than a month late on 1 March.
 */
export function lateBeyond(oldestDueOn: string | undefined, months: number, asOf: string): boolean {
  return oldestDueOn !== undefined && addMonths(oldestDueOn, months) < day("asOf", asOf);
}

/** Balances of loans that are late; rupiah. */
export type Delinquency = {
  /** More than a month and up to twelve. */
  upTo12Months: number;
  over12Months: number;
  total: number;
};

/** Delinquency as PEARLS counts it: the whole balance of every loan that is more than a month late. */
export function delinquency(loans: readonly ArrearsLoan[], asOf: string): Delinquency {
  const sumBeyond = (months: number) =>
    loans
      .filter(({ oldestDueOn }) => lateBeyond(oldestDueOn, months, asOf))
      .reduce((sum, { balance }) => sum + whole("balance", balance, 0), 0);
  const [total, over12Months] = [sumBeyond(1), sumBeyond(12)];
  return { upTo12Months: total - over12Months, over12Months, total };
}
