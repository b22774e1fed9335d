import { ACCOUNTS } from "../accounts.ts";
import {
  type Ageing,
  ageing,
  type Collectibility,
  collectibilityOf,
  type Instalment,
  type Thresholds,
} from "../rules/index.ts";
import type { Settings } from "../settings.ts";
import type { LoanView } from "./book.ts";
import type { LoanParts } from "./parts.ts";
import { askedNow, cashFor } from "./payment.ts";

type ListParts = Pick<LoanParts, "loans" | "book" | "journal" | "settings">;

/** Loans that were running at the end of a date, by number. */
export function running({ loans, book }: Pick<LoanParts, "loans" | "book">, unit: number, asOf: string): LoanView[] {
  return loans.runningOn(unit, asOf).flatMap((loan) => book.view(loan, asOf) ?? []);
}

/** Tunggakan: loans with an instalment whose date has passed, the oldest first. */
export function arrears(parts: ListParts, unit: number, asOf: string): LoanView[] {
  const late = running(parts, unit, asOf).filter(({ state }) => state.arrears.total > 0);
  return late.sort((a, b) => b.state.arrears.days - a.state.arrears.days || a.loan.no - b.loan.no);
}

/** A loan in its class; `balance` is the whole principal that is owed. */
export type ClassedLoan = LoanView & { class: Collectibility };

/** Kolektibilitas of a unit at the end of a date: each running loan in its class, and the sums with what they ask for. */
export function collectibility(
  parts: ListParts,
  unit: number,
  asOf: string,
): { loans: readonly ClassedLoan[]; ageing: Ageing } {
  const { thresholds, ppm } = rulesOf(parts.settings(unit));
  const views = running(parts, unit, asOf);
  const loans = views.map((view): ClassedLoan => {
    return { ...view, class: collectibilityOf(view.state.arrears.oldestDueOn, asOf, thresholds) };
  });
  const owed = views.map(
    ({
      state: {
        balance,
        arrears: { oldestDueOn },
      },
    }) => {
      return { balance, ...(oldestDueOn === undefined ? {} : { oldestDueOn }) };
    },
  );
  return { loans, ageing: ageing(owed, asOf, { thresholds, ppm }) };
}

function rulesOf({ collectibility: { months, allowancePpm } }: Settings): {
  thresholds: Thresholds;
  ppm: Record<Collectibility, number>;
} {
  const [substandard, doubtful, loss] = months;
  const [current, substandardPpm, doubtfulPpm, lossPpm] = allowancePpm;
  return {
    thresholds: { substandard, doubtful, loss },
    ppm: { current, substandard: substandardPpm, doubtful: doubtfulPpm, loss: lossPpm },
  };
}

/** Instalments that fall due from one date to another, both within, as far as they are unpaid; by date. */
export function dueSoon(
  parts: ListParts,
  unit: number,
  { from, to }: { from: string; to: string },
): { view: LoanView; instalment: Instalment }[] {
  const due = running(parts, unit, to).flatMap((view) =>
    view.state.unpaid.filter(({ dueOn }) => dueOn >= from).map((instalment) => ({ view, instalment })),
  );
  return due.sort((a, b) => (a.instalment.dueOn < b.instalment.dueOn ? -1 : 1));
}

/** What a member is asked for at a meeting: `amount` in cash, in coins that there are, after her titipan. */
export type Expected = { member: number; loan: LoanView; amount: number };

/**
 * What each member owes on her loans at a meeting on a date: all that is due by then, and the next instalment where
 * nothing is and it falls due by `until` (before the next meeting, say). Titipan counts towards her first loan.
 */
export function expected(parts: ListParts, unit: number, date: string, until: string = date): Expected[] {
  const held = new Map<number, number>();
  return running(parts, unit, date).flatMap((loan): Expected[] => {
    const { member } = loan.loan;
    const { due, next } = loan.state;
    if (due.total === 0 && (next === undefined || next.dueOn > until)) return [];
    const had = held.get(member) ?? parts.journal.balance(unit, ACCOUNTS.heldForMembers, member);
    const asked = askedNow(loan.state);
    held.set(member, had - Math.min(had, asked));
    const amount = cashFor(loan, loan.state, asked, had);
    return amount === 0 ? [] : [{ member, loan, amount }];
  });
}
