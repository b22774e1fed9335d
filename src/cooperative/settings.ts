import type { SavingsKind } from "./accounts.ts";
import type { Every } from "./rules/due-dates.ts";
import type { PenaltyRule } from "./rules/penalty.ts";
import type { Rounding } from "./rules/rounding.ts";
import type { Method } from "./rules/terms.ts";
import { ppmOf } from "./settings/percent.ts";
import { type WEEKDAYS, type Written, writtenSchema } from "./settings/written.ts";

/**
 * Everything that a unit decides for itself. Amounts are whole rupiah, rates ppm. No default names an amount that a
 * member pays: it is 0, none, until the unit says so in `cooperative.yaml`.
 */
export type Settings = {
  savings: Readonly<Record<SavingsKind, SavingsRule>>;
  /** Pokok and wajib as equity (where the unit may refuse to pay them back), or as what it owes to members. */
  ownSavings: "equity" | "liability";
  joiningFee: number;
  leavingFee: number;
  withdrawal: {
    /** Above this the member answers YA with a code first. */
    codeAbove: number;
    /** Above this another officer must agree. */
    approvalAbove: number;
  };
  approvals: {
    /** Others of the committee who must agree to a loan; at least 2. */
    committeeVotes: number;
    /** A write-off above this waits for another officer; 0: every one. */
    writeOffAbove: number;
    /** What waits for others lapses after so many days. */
    lapseDays: number;
  };
  /** Days in which a SANGGAH is to be answered. */
  disputeDays: number;
  /** Between the notice to a member's old number and the change; at least 24. */
  numberChangeHours: number;
  products: readonly LoanProduct[];
  /** Effective yearly rate above which a member is warned before she agrees, ppm. */
  effectiveRateWarningPpm: number;
  rounding: { interest: Rounding; principal: Rounding; instalment: Rounding; cash: Rounding };
  /** Undefined: no denda. */
  penalty: PenaltyRule | undefined;
  savingsTax: {
    /** PPh on jasa of savings: none up to this a month, else the rate on all of it. */
    freeUpTo: number;
    ratePpm: number;
  };
  collectibility: {
    /** Ages of the oldest unpaid instalment, in months, from which a loan is kurang lancar, diragukan, macet. */
    months: readonly [number, number, number];
    /** Allowance for losses on lancar, kurang lancar, diragukan, macet, ppm of the whole balance. */
    allowancePpm: readonly [number, number, number, number];
  };
  /** Shares of a year's surplus, ppm; together exactly 1,000,000. */
  shu: ShuSplit;
  /** When the unit meets: a day of the month, or of the week; none while nobody said so. */
  meeting: MeetingDays;
  reminders: {
    /** Days before an instalment falls due; on the day itself there always is one. */
    before: readonly number[];
    /** Days after it, while it is unpaid. */
    after: readonly number[];
  };
};

/** `on` of a month is 1 to 31; in a shorter month it is the last day. */
export type MeetingDays =
  | { every: "month"; on: number }
  | { every: "week"; on: (typeof WEEKDAYS)[number] }
  | { every: "none" };

/** One kind of savings. What has no meaning for a kind is 0 or empty. */
export type SavingsRule = {
  /** May be paid in. What lies in it stays when it is turned off. */
  on: boolean;
  /** The regular amount: principal once, mandatory and solidarity a month. 0: as she likes. */
  amount: number;
  /** Jasa a month on the lowest balance. */
  ratePpm: number;
  /** Months of the year (1 to 12) in which it may be taken out; empty: always. */
  paidOutIn: readonly number[];
  /** Terms of simpanan berjangka, each with its jasa a month. */
  offers: readonly { months: number; ratePpm: number }[];
  /** What dana duka pays when a member dies. */
  benefit: number;
};

export type LoanProduct = {
  /** As it is typed: `biasa`, `darurat`. */
  name: string;
  /** What it is called beside it: `kilat`, `modal usaha`. */
  aliases: readonly string[];
  method: Method;
  /** Jasa a period. */
  ratePpm: number;
  every: Every;
  minPeriods: number;
  maxPeriods: number;
  /** Rupiah; 0: no such limit. */
  maxAmount: number;
  /** So many times her pokok, wajib and sukarela; 0: no such limit. Where both limits stand, the lower one holds. */
  maxTimesSavings: number;
  /** Jasa of periods that have not begun, when a flat loan is paid off early. */
  flatInterestAhead: "waived" | "owed";
  fees: {
    provisionPpm: number;
    /** Rupiah. */
    administration: number;
    protectionPpm: number;
    /** Her own savings (3-103), not income. */
    capitalisationPpm: number;
  };
};

export type ShuSplit = {
  generalReserve: number;
  riskReserve: number;
  /** Jasa modal: to members, by their savings. */
  memberSavings: number;
  /** Jasa usaha: to members, by the jasa that they paid. */
  memberLoans: number;
  officers: number;
  education: number;
  social: number;
};

/** The settings of a unit that decided nothing yet: no loans, no regular amounts. */
export const defaultSettings = (): Settings => settingsOf(writtenSchema.parse({}));

const ppm = (text: string): number => ppmOf(text) ?? 0;

/** What an officer wrote, as rules take it. Pure. */
export function settingsOf(written: Written): Settings {
  const { withdrawal, approvals, rounding, collectibility, meeting, reminders, shu } = written;
  const tax = written["savings-tax"];
  const [current, substandard, doubtful, loss] = collectibility.allowance;
  return {
    savings: savingsOf(written.savings),
    ownSavings: written["own-savings"],
    joiningFee: written["joining-fee"],
    leavingFee: written["leaving-fee"],
    withdrawal: { codeAbove: withdrawal["code-above"], approvalAbove: withdrawal["approval-above"] },
    approvals: {
      committeeVotes: approvals["committee-votes"],
      writeOffAbove: approvals["write-off-above"],
      lapseDays: approvals["lapse-days"],
    },
    disputeDays: written["dispute-days"],
    numberChangeHours: written["number-change-hours"],
    products: written["loan-products"].map(productOf),
    effectiveRateWarningPpm: ppm(written["effective-rate-warning"]),
    rounding,
    penalty: penaltyRuleOf(written.penalty),
    savingsTax: { freeUpTo: tax["free-up-to"], ratePpm: ppm(tax.rate) },
    collectibility: {
      months: collectibility.months,
      allowancePpm: [ppm(current), ppm(substandard), ppm(doubtful), ppm(loss)],
    },
    shu: {
      generalReserve: ppm(shu["general-reserve"]),
      riskReserve: ppm(shu["risk-reserve"]),
      memberSavings: ppm(shu["member-savings"]),
      memberLoans: ppm(shu["member-loans"]),
      officers: ppm(shu.officers),
      education: ppm(shu.education),
      social: ppm(shu.social),
    },
    meeting,
    reminders,
  };
}

type Kind = { on: boolean; amount: number; rate?: string; "paid-out-in"?: readonly number[] };

function savingsOf(written: Written["savings"]): Settings["savings"] {
  const rule = ({ on, amount, rate = "0%", "paid-out-in": paidOutIn = [] }: Kind): SavingsRule => {
    return { on, amount, ratePpm: ppm(rate), paidOutIn, offers: [], benefit: 0 };
  };
  const { term, solidarity, capitalisation } = written;
  return {
    principal: rule(written.principal),
    mandatory: rule(written.mandatory),
    voluntary: rule(written.voluntary),
    term: { ...rule(term), offers: term.offers.map(({ months, rate }) => ({ months, ratePpm: ppm(rate) })) },
    holiday: rule(written.holiday),
    education: rule(written.education),
    solidarity: { ...rule(solidarity), benefit: solidarity.benefit },
    // Comes from loans alone: it is never paid in at a meeting.
    capitalisation: rule({ on: false, amount: 0, rate: capitalisation.rate }),
  };
}

function productOf(written: Written["loan-products"][number]): LoanProduct {
  const { name, aliases, method, rate, every, periods, settlement, fees } = written;
  return {
    name,
    aliases,
    method,
    ratePpm: ppm(rate),
    every,
    minPeriods: periods.min,
    maxPeriods: periods.max,
    maxAmount: written["max-amount"],
    maxTimesSavings: written["max-times-savings"],
    flatInterestAhead: settlement === "all-interest" ? "owed" : "waived",
    fees: {
      provisionPpm: ppm(fees.provision),
      administration: fees.administration,
      protectionPpm: ppm(fees.protection),
      capitalisationPpm: ppm(fees.capitalisation),
    },
  };
}

function penaltyRuleOf(written: Written["penalty"]): PenaltyRule | undefined {
  if (written.kind === "off") return undefined;
  const graceDays = written["grace-days"];
  if (written.kind === "fixed") return { kind: "fixed", amount: written.amount, graceDays };
  return { kind: "percent-a-day", ppmPerDay: ppm(written.rate), graceDays, countFrom: written["count-from"] };
}
