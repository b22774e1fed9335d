import { LIMITS } from "../../limits.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Calendar, day } from "./due-dates.ts";
import type { PenaltyRule } from "./penalty.ts";
import { PPM, type Rounding, whole } from "./rounding.ts";

/**
 * How jasa is reckoned. `declining` (menurun): on the balance that is really owed. `flat`: on the loan as it was
 * disbursed. `annuity` (anuitas): as declining, with instalments of one size.
 */
export type Method = "declining" | "flat" | "annuity";

/** What a schedule is made of. */
export type ScheduleTerms = Calendar & {
  /** Rupiah. */
  principal: number;
  /** Jasa a period, ppm: 1.5% a month is 15,000. */
  ratePpm: number;
  periods: number;
  method: Method;
  rounding: { interest: Rounding; principal: Rounding; instalment: Rounding };
};

/** What a loan was agreed on, with the settings of the unit as they stood then. */
export type LoanTerms = ScheduleTerms & {
  /** Denda; none when left out. */
  penalty?: PenaltyRule;
  /**
   * Jasa of periods that have not begun when a flat loan is paid off early. `waived` (the default): it is never owed.
   * `owed`: all jasa of the schedule is. Without meaning for the other methods.
   */
  flatInterestAhead?: "waived" | "owed";
  /**
   * What cash is rounded to, rupiah; 1 when left out. What is left of an instalment below it was asked of nobody: it is
   * owed, and paid with the next one, and it is not late.
   */
  coin?: number;
};

/** RangeError where terms are none that a unit may agree on: callers check what people write before they come here. */
export function checkTerms(terms: ScheduleTerms): void {
  whole("principal", terms.principal, 1, LIMITS.moneyRupiah);
  whole("ratePpm", terms.ratePpm, 0, PPM);
  whole("periods", terms.periods, 1, COOP_LIMITS.periods);
  if (terms.anchorDay !== undefined) whole("anchorDay", terms.anchorDay, 1, 31);
  day("disbursedOn", terms.disbursedOn);
}
