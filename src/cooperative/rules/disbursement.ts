import { mulPpm, type Rounding, whole } from "./rounding.ts";

/** What a unit keeps back when it pays a loan out: ppm of the loan, and an amount. All are settings, 0 by default. */
export type FeeRule = {
  /** Provisi, ppm of the loan. */
  originationPpm: number;
  /** Administrasi, rupiah. */
  administration: number;
  /** Dana perlindungan pinjaman, ppm of the loan. */
  protectionPpm: number;
  /** Simpanan kapitalisasi, ppm of the loan: her own savings, no income of the unit. */
  capitalisationPpm: number;
  rounding: Rounding;
};

/** What is kept back; rupiah. */
export type Fees = { origination: number; administration: number; protection: number; capitalisation: number };

/** `nothing-left`: the fees reach the loan, and it cannot be paid out so. */
export type Disbursement = {
  kind: "payable" | "nothing-left";
  fees: Fees;
  /** All that is kept back. */
  withheld: number;
  /** What is kept back and does not stay hers: all but kapitalisasi. */
  cost: number;
  /** What she is handed; the loan less all that is kept back, 0 where nothing is left. */
  net: number;
};

/** Splits the principal of a loan into what is kept back and what is handed out. */
export function disburse(principal: number, rule: FeeRule): Disbursement {
  const { mode, unit } = rule.rounding;
  const share = (ppm: number) => mulPpm(principal, whole("fee", ppm, 0), mode, unit);
  const fees = {
    origination: share(rule.originationPpm),
    administration: whole("administration", rule.administration, 0),
    protection: share(rule.protectionPpm),
    capitalisation: share(rule.capitalisationPpm),
  };
  const cost = fees.origination + fees.administration + fees.protection;
  const withheld = cost + fees.capitalisation;
  const kind = withheld < whole("principal", principal, 1) ? "payable" : "nothing-left";
  return { kind, fees, withheld, cost, net: Math.max(0, principal - withheld) };
}
