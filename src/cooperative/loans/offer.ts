import {
  type Disbursement,
  effectiveYearlyPpm,
  isAboveCap,
  type LoanTerms,
  type Schedule,
  schedule,
} from "../rules/index.ts";
import type { LoanProduct, Settings } from "../settings.ts";
import { type AgreedTerms, feesOf, loanTermsOf } from "./terms.ts";

/** What a member sees before she says yes: every instalment, every fee, and what it costs a year. */
export type Offer = {
  terms: AgreedTerms;
  schedule: Schedule;
  disbursement: Disbursement;
  /** On the money that she really owes, fees and jasa together; ppm a year. */
  yearlyPpm: number;
  /** What the unit (and the law) takes for right; ppm a year. Dearer than that: she is warned. */
  capPpm: number;
  aboveCap: boolean;
};

/** What a loan by these terms would be, paid out on a date. Undefined where the fees leave nothing of it. Pure. */
export function offerOf(
  terms: AgreedTerms,
  on: string,
  { effectiveRateWarningPpm: capPpm }: Settings,
): Offer | undefined {
  const disbursement = feesOf(terms);
  if (disbursement.kind === "nothing-left") return undefined;
  const plan = schedule(loanTermsOf(terms, on));
  const yearlyPpm = effectiveYearlyPpm({
    received: terms.principal - disbursement.cost,
    instalments: plan.rows.map(({ total }) => total),
    every: terms.every,
  });
  return { terms, schedule: plan, disbursement, yearlyPpm, capPpm, aboveCap: isAboveCap(yearlyPpm, capPpm) };
}

/** How a product is named in a command: by its name, or by what tells it from the others. */
export type ProductWords = {
  product?: string;
  method?: LoanTerms["method"];
  every?: LoanTerms["every"];
  ratePpm?: number;
};

/**
 * The product of a unit that is meant. `several` and `none` name what there is, so that one question can ask for it.
 * The rate is the unit's: one that it does not have is no product. Pure.
 */
export function productFor(
  { products }: Pick<Settings, "products">,
  { product, method, every, ratePpm }: ProductWords,
): { kind: "one"; product: LoanProduct } | { kind: "none" | "several"; products: readonly LoanProduct[] } {
  const meant = products.filter(
    (one) =>
      (product === undefined || one.name === product.trim().toLowerCase()) &&
      (method === undefined || one.method === method) &&
      (every === undefined || one.every === every) &&
      (ratePpm === undefined || one.ratePpm === ratePpm),
  );
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return { kind: "one", product: only };
  return meant.length === 0 ? { kind: "none", products } : { kind: "several", products: meant };
}
