import type { Officers } from "../officers.ts";
import type { CoopUnit } from "../units.ts";
import type { LoanParts } from "./parts.ts";
import type { LoanRow } from "./store.ts";

type Offices = { officers: Pick<Officers, "of"> };
type Agreed = Offices & { loans: Pick<LoanParts, "agreements">; personOf(member: number): string | null };

/**
 * Who may hand out the money of a loan: the unit's treasurers, but not the borrower, nor who agreed to it or stood by
 * (`barred`). Where that leaves none of them, the chair and supervisors are left in their place. Person ids.
 */
export function payersOf({ officers }: Offices, unit: CoopUnit, barred: readonly (string | null)[]): string[] {
  const free = (role: "treasurer" | "chair" | "supervisor") =>
    officers
      .of(unit, role)
      .map(({ id }) => id)
      .filter((id) => !barred.includes(id));
  const treasurers = free("treasurer");
  return treasurers.length > 0 ? treasurers : [...new Set([...free("chair"), ...free("supervisor")])];
}

/**
 * Can so many of these voters say yes to a loan and leave somebody who may hand out its money? `barred`: who may not, as
 * of `payersOf`; each voter who is needed is one more.
 */
export function somebodyPaysOut(
  offices: Offices,
  unit: CoopUnit,
  { voters, needed, barred }: { voters: readonly string[]; needed: number; barred: readonly (string | null)[] },
): boolean {
  const treasurers = payersOf(offices, unit, barred);
  const all = [...treasurers, ...payersOf(offices, unit, [...barred, ...treasurers])];
  return all.some((payer) => voters.filter((voter) => voter !== payer).length >= needed);
}

/** Those of a loan on which the committee has decided, by what people did. */
export function payersOfAgreed(books: Agreed, unit: CoopUnit, loan: LoanRow): string[] {
  const agreement = books.loans.agreements.of(loan);
  return payersOf(books, unit, [books.personOf(loan.member), agreement?.witness ?? null, ...(agreement?.voters ?? [])]);
}
