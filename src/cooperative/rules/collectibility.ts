import { type ArrearsLoan, lateBeyond } from "./arrears.ts";
import { mulPpm, PPM, whole } from "./rounding.ts";

/** Lancar, kurang lancar, diragukan, macet. */
export const COLLECTIBILITY = ["current", "substandard", "doubtful", "loss"] as const;
export type Collectibility = (typeof COLLECTIBILITY)[number];

/** Months that the oldest unpaid instalment may be late before a loan falls into a class; a setting of the unit. */
export type Thresholds = { substandard: number; doubtful: number; loss: number };
export const DEFAULT_THRESHOLDS: Thresholds = { substandard: 3, doubtful: 6, loss: 12 };

/** The class of a loan by the age of its oldest unpaid instalment: more than 3 months is `substandard`, and so on. */
export function collectibilityOf(
  oldestDueOn: string | undefined,
  asOf: string,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): Collectibility {
  if (lateBeyond(oldestDueOn, thresholds.loss, asOf)) return "loss";
  if (lateBeyond(oldestDueOn, thresholds.doubtful, asOf)) return "doubtful";
  return lateBeyond(oldestDueOn, thresholds.substandard, asOf) ? "substandard" : "current";
}

/** Loans of a class, what is owed of them altogether, and what is to be set aside for them (penyisihan); rupiah. */
export type ClassTotal = { class: Collectibility; loans: number; balance: number; provision: number };

export type Ageing = { classes: readonly ClassTotal[]; loans: number; balance: number; provision: number };

/**
 * The ageing list of a unit: each loan stands in its class with its whole balance, and each class is provided for by its
 * ppm, a half rupiah up. Loans that are paid off are left out.
 */
export function ageing(
  loans: readonly ArrearsLoan[],
  asOf: string,
  { thresholds = DEFAULT_THRESHOLDS, ppm }: { thresholds?: Thresholds; ppm: Record<Collectibility, number> },
): Ageing {
  const owed = loans.filter(({ balance }) => whole("balance", balance, 0) > 0);
  const classes = COLLECTIBILITY.map((name): ClassTotal => {
    const members = owed.filter(({ oldestDueOn }) => collectibilityOf(oldestDueOn, asOf, thresholds) === name);
    const balance = members.reduce((sum, loan) => sum + loan.balance, 0);
    const provision = mulPpm(balance, whole("ppm", ppm[name], 0, PPM), "nearest");
    return { class: name, loans: members.length, balance, provision };
  });
  const sum = (of: (total: ClassTotal) => number) => classes.reduce((total, each) => total + of(each), 0);
  return { classes, loans: sum((c) => c.loans), balance: sum((c) => c.balance), provision: sum((c) => c.provision) };
}
