import { mulPpm, whole } from "./rounding.ts";

/**
 * Denda, a setting of the unit and off by default. None is charged while an instalment is within its grace days.
 * `percent-a-day`: of what is overdue (jasa and pokok; never of denda), for each day, either all days since the due date
 * once the grace is over, or the days after the grace alone. `fixed`: an amount once for each late instalment.
 */
export type PenaltyRule =
  | { kind: "percent-a-day"; ppmPerDay: number; graceDays: number; countFrom: "due-date" | "after-grace" }
  | { kind: "fixed"; amount: number; graceDays: number };

/**
 * How late one instalment has been so far. Rupiah-days are kept, not amounts of denda, so that an instalment that is
 * paid in three parts is rounded once.
 */
export type Lateness = { rupiahDays: number; rupiahDaysAfterGrace: number; beyondGrace: boolean };

export const IN_TIME: Lateness = { rupiahDays: 0, rupiahDaysAfterGrace: 0, beyondGrace: false };

/** `unpaid` rupiah of an instalment stayed overdue from one number of days after its due date to a later one. */
export function overdue(
  lateness: Lateness,
  { unpaid, fromDay, toDay }: { unpaid: number; fromDay: number; toDay: number },
  { graceDays }: PenaltyRule,
): Lateness {
  if (unpaid === 0 || toDay <= fromDay) return lateness;
  const after = Math.max(0, toDay - graceDays) - Math.max(0, fromDay - graceDays);
  return {
    rupiahDays: whole("rupiahDays", lateness.rupiahDays + unpaid * (toDay - fromDay), 0),
    rupiahDaysAfterGrace: lateness.rupiahDaysAfterGrace + unpaid * after,
    beyondGrace: lateness.beyondGrace || toDay > graceDays,
  };
}

/** The denda of one instalment, in whole rupiah, a half up. */
export function penaltyOf(lateness: Lateness, rule: PenaltyRule): number {
  if (!lateness.beyondGrace) return 0;
  if (rule.kind === "fixed") return whole("amount", rule.amount, 0);
  const days = rule.countFrom === "due-date" ? lateness.rupiahDays : lateness.rupiahDaysAfterGrace;
  return mulPpm(days, rule.ppmPerDay, "nearest");
}

/** The denda of one amount that has been overdue, unchanged, for some days: Rp 575,000, 12 days, 0.1% is Rp 6,900. */
export function penaltyFor(unpaid: number, daysLate: number, rule: PenaltyRule): number {
  return penaltyOf(overdue(IN_TIME, { unpaid, fromDay: 0, toDay: daysLate }, rule), rule);
}
