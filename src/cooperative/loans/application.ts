import { ACCOUNTS } from "../accounts.ts";
import { type Refusal, type Result, refused } from "../operations/operation.ts";
import type { LoanProduct, Settings } from "../settings.ts";
import { isOld } from "./agreements.ts";
import { toSettle } from "./book.ts";
import { type Offer, offerOf } from "./offer.ts";
import type { LoanParts } from "./parts.ts";
import { type LoanRow, loanNo } from "./store.ts";
import { feesOf, termsOf, type Wish } from "./terms.ts";

type ApplicationParts = Pick<
  LoanParts,
  "loans" | "book" | "groups" | "journal" | "agreements" | "settings" | "isMember"
>;

/** What a member asks for, and for what. */
export type Application = Wish & {
  unit: number;
  member: number;
  product: LoanProduct;
  purpose?: string;
  /** Whose members stand for each other. */
  group?: number;
  /** The loan of hers that the new one pays off. */
  topUp?: number;
};

/** Savings by which loans are measured: pokok, wajib, sukarela. */
const MEASURED = [ACCOUNTS.principalSavings, ACCOUNTS.mandatorySavings, ACCOUNTS.voluntary] as const;

/**
 * What a loan would be like, for anybody: nothing is written. Refusals: `loan-periods`, `loan-above-max`,
 * `fees-above-loan`.
 */
export function simulate(settings: Settings, product: LoanProduct, wish: Wish, on: string): Result<{ offer: Offer }> {
  const refusal = outsideProduct(product, wish);
  if (refusal !== undefined) return { ok: false, refusal };
  const terms = termsOf(settings, product, wish);
  const offer = offerOf(terms, on, settings);
  return offer === undefined ? refused("fees-above-loan", { fees: feesOf(terms).withheld }) : { ok: true, offer };
}

/** The most that a member may borrow by a product, and which rule says so; undefined: no limit. Rupiah. */
export function mostFor(
  { journal }: Pick<LoanParts, "journal">,
  { unit, member }: { unit: number; member: number },
  { maxAmount, maxTimesSavings }: LoanProduct,
): { amount: number; by: "product" | "savings" } | undefined {
  const savings = MEASURED.reduce((sum, account) => sum + journal.balance(unit, account, member), 0);
  const bySavings = savings * maxTimesSavings;
  if (maxTimesSavings > 0 && (maxAmount === 0 || bySavings < maxAmount)) return { amount: bySavings, by: "savings" };
  return maxAmount === 0 ? undefined : { amount: maxAmount, by: "product" };
}

/**
 * Writes down an application: state `applied`, terms as the settings stand on `today`. Nothing moves before the
 * committee and she herself said yes (operation `agree-loan`).
 * Refusals: those of `simulate`, and `not-a-member`, `loan-above-savings`, `loan-running`, `loan-applied-already`,
 * `loan-agreed-already`, `no-such-loan` for a top-up, `not-in-group`, `top-up-too-small`.
 */
export function apply(
  parts: ApplicationParts,
  application: Application,
  now: { at: number; today: string },
): Result<{ loan: LoanRow; offer: Offer }> {
  const { unit, member, product, purpose, group, topUp } = application;
  const { principal, periods, anchorDay } = application;
  const wish: Wish = { principal, periods, ...(anchorDay === undefined ? {} : { anchorDay }) };
  const simulated = simulate(parts.settings(unit), product, wish, now.today);
  if (!simulated.ok) return simulated;
  const { offer } = simulated;
  letGoOfOld(parts, application, now.at);
  const refusal = refusalOf(parts, application, offer, now.today);
  if (refusal !== undefined) return { ok: false, refusal };
  const loan = parts.loans.add({
    unit,
    member,
    terms: offer.terms,
    appliedAt: now.at,
    ...(purpose === undefined ? {} : { purpose }),
    ...(group === undefined ? {} : { groupId: group }),
    ...(topUp === undefined ? {} : { toppedUp: topUp }),
  });
  return { ok: true, loan, offer };
}

/** She, or the treasurer for her, does not want it any more; not once it was paid out. */
export function withdraw({ loans }: Pick<LoanParts, "loans">, loan: LoanRow): Result<{ loan: LoanRow }> {
  if (loan.state !== "applied" && loan.state !== "approved" && loan.state !== "agreed")
    return refused(`loan-is-${loan.state}`, { loan: loanNo(loan.no) });
  return { ok: true, loan: loans.setState(loan.id, { state: "withdrawn" }) };
}

/** What was agreed so long ago that nobody may pay it out stands in the way of nothing. */
function letGoOfOld({ loans, agreements }: ApplicationParts, { unit, member }: Application, at: number): void {
  for (const loan of loans.ofMember(member)) {
    const agreement = loan.unit === unit && loan.state === "agreed" ? agreements.of(loan) : undefined;
    if (agreement !== undefined && isOld(agreement, at)) loans.setState(loan.id, { state: "withdrawn" });
  }
}

/** A loan of this kind is for another time. Pure. */
export const notForSoLong = ({ name, minPeriods: min, maxPeriods: max }: LoanProduct): Refusal => ({
  code: "loan-periods",
  data: { product: name, min, max },
});

function outsideProduct(product: LoanProduct, { principal, periods }: Wish): Refusal | undefined {
  const { minPeriods: min, maxPeriods: max, maxAmount } = product;
  if (periods < min || periods > max) return notForSoLong(product);
  if (maxAmount > 0 && principal > maxAmount)
    return { code: "loan-above-max", data: { product: product.name, limit: maxAmount } };
  return undefined;
}

function refusalOf(
  parts: ApplicationParts,
  application: Application,
  offer: Offer,
  today: string,
): Refusal | undefined {
  const { unit, member, product, group, principal } = application;
  if (!parts.isMember(member, unit)) return { code: "not-a-member", data: {} };
  const most = mostFor(parts, { unit, member }, product);
  if (most !== undefined && principal > most.amount)
    return { code: "loan-above-savings", data: { limit: most.amount, times: product.maxTimesSavings } };
  if (group !== undefined && parts.groups.byId(group)?.members.includes(member) !== true)
    return { code: "not-in-group", data: {} };
  return beside(parts, application, offer, today);
}

/** One loan of a product at a time; a new one of it pays off the one before (top-up). */
function beside(
  { loans, book, agreements }: ApplicationParts,
  { unit, member, product, topUp }: Application,
  { disbursement }: Offer,
  today: string,
): Refusal | undefined {
  const hers = loans.ofMember(member).filter((loan) => loan.unit === unit);
  const waiting = hers.find(({ state }) => state === "applied" || state === "agreed");
  if (waiting !== undefined) {
    const agreement = waiting.state === "agreed" ? agreements.of(waiting) : undefined;
    const loan = loanNo(waiting.no);
    if (agreement === undefined) return { code: "loan-applied-already", data: { loan } };
    return { code: "loan-agreed-already", data: { loan, no: agreement.no } };
  }
  const running = hers.filter(({ state }) => state === "active");
  if (topUp === undefined) {
    const same = running.find(({ terms }) => terms.product === product.name);
    return same === undefined ? undefined : { code: "loan-running", data: { loan: loanNo(same.no) } };
  }
  const earlier = running.find(({ id }) => id === topUp);
  const view = earlier === undefined ? undefined : book.view(earlier, today);
  if (view === undefined) return { code: "no-such-loan", data: {} };
  const owed = toSettle(view).total;
  if (disbursement.net <= owed) return { code: "top-up-too-small", data: { net: disbursement.net, owed } };
  return undefined;
}
