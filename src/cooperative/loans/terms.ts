import { z } from "zod";
import { LIMITS } from "../../limits.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Disbursement, disburse, type LoanTerms, type PenaltyRule, PPM, type Rounding } from "../rules/index.ts";
import type { LoanProduct, Settings } from "../settings.ts";

const ppm = z.number().int().min(0).max(PPM);
const rupiah = z.number().int().min(0).max(LIMITS.moneyRupiah);
const rounding = z.strictObject({
  unit: z.union([z.literal(1), z.literal(50), z.literal(100), z.literal(500), z.literal(1000)]),
  mode: z.enum(["nearest", "up", "down"]),
}) satisfies z.ZodType<Rounding>;
const graceDays = z.number().int().min(0);

/** What is kept in `loan.terms`. */
const termsSchema = z.strictObject({
  /** The name of the product, as it was then. */
  product: z.string(),
  principal: rupiah.min(1),
  method: z.enum(["declining", "flat", "annuity"]),
  ratePpm: ppm,
  every: z.enum(["month", "week"]),
  periods: z.number().int().min(1).max(COOP_LIMITS.periods),
  /** Day of the month on which it falls due; left out: the day of the disbursement. */
  anchorDay: z.number().int().min(1).max(31).exactOptional(),
  rounding: z.strictObject({ interest: rounding, principal: rounding, instalment: rounding, cash: rounding }),
  fees: z.strictObject({
    originationPpm: ppm,
    administration: rupiah,
    protectionPpm: ppm,
    capitalisationPpm: ppm,
  }),
  penalty: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("percent-a-day"),
        ppmPerDay: ppm,
        graceDays,
        countFrom: z.enum(["due-date", "after-grace"]),
      }),
      z.strictObject({ kind: z.literal("fixed"), amount: rupiah, graceDays }),
    ])
    .exactOptional() satisfies z.ZodType<PenaltyRule | undefined>,
  flatInterestAhead: z.enum(["waived", "owed"]),
});

/**
 * What a loan was applied for and agreed on: the settings of the unit as they stood then, so that a later change never
 * alters a loan that is running. Rupiah, ppm a period. It has no date before the loan is paid out.
 */
export type AgreedTerms = z.infer<typeof termsSchema>;

/** Reads `loan.terms`. Throws where it is none: only `writeTerms` writes there. */
export const readTerms = (text: string): AgreedTerms => termsSchema.parse(JSON.parse(text));

/** Checks and writes terms. Throws a ZodError for what no unit may agree on. */
export const writeTerms = (terms: AgreedTerms): string => JSON.stringify(termsSchema.parse(terms));

/** What a member asks for. */
export type Wish = { principal: number; periods: number; anchorDay?: number };

/** The terms of a product for a wish, by the settings of today. Pure. */
export function termsOf({ rounding, penalty }: Settings, product: LoanProduct, wish: Wish): AgreedTerms {
  const { method, ratePpm, every, flatInterestAhead, fees } = product;
  return {
    product: product.name,
    principal: wish.principal,
    method,
    ratePpm,
    every,
    periods: wish.periods,
    ...(wish.anchorDay === undefined || every === "week" ? {} : { anchorDay: wish.anchorDay }),
    rounding,
    fees: {
      originationPpm: fees.provisionPpm,
      administration: fees.administration,
      protectionPpm: fees.protectionPpm,
      capitalisationPpm: fees.capitalisationPpm,
    },
    ...(penalty === undefined ? {} : { penalty }),
    flatInterestAhead,
  };
}

/** Terms as the rules take them, for a loan that is (or would be) paid out on a date. Pure. */
export function loanTermsOf(agreed: AgreedTerms, disbursedOn: string): LoanTerms {
  const { principal, method, ratePpm, every, periods, anchorDay, penalty, flatInterestAhead } = agreed;
  const { interest, principal: principalRounding, instalment, cash } = agreed.rounding;
  return {
    principal,
    method,
    ratePpm,
    every,
    periods,
    disbursedOn,
    rounding: { interest, principal: principalRounding, instalment },
    coin: cash.unit,
    flatInterestAhead,
    ...(anchorDay === undefined ? {} : { anchorDay }),
    ...(penalty === undefined ? {} : { penalty }),
  };
}

/** What is kept back when it is paid out. Fees are rounded as cash is, so that what is handed over can be counted out. */
export const feesOf = ({ principal, fees, rounding: { cash } }: AgreedTerms): Disbursement =>
  disburse(principal, { ...fees, rounding: cash });
