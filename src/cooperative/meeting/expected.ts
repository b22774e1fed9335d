import { SAVINGS, type SavingsKind } from "../accounts.ts";
import type { MeetingKind } from "../commands/index.ts";
import type { Journal } from "../journal/journal.ts";
import type { Expected } from "../loans/lists.ts";
import type { Member } from "../members.ts";
import type { Settings } from "../settings.ts";

/** What a member is expected to bring to a meeting; rupiah by what it is for. */
export type ExpectedItems = readonly { kind: MeetingKind; amount: number; loan?: number }[];

/** Savings of which each member brings the same every month. */
const MONTHLY: readonly SavingsKind[] = ["mandatory", "solidarity"];

type ExpectedParts = {
  journal: Pick<Journal, "accountLines">;
  settings: Settings;
  /** What the loans ask for at this meeting. */
  loans: readonly Expected[];
};

/** By member, in the order of the list: what is left of this month's wajib and duka, and what her loans ask for. */
export function expectedItems(
  { journal, settings, loans }: ExpectedParts,
  unit: number,
  members: readonly Member[],
  heldOn: string,
): Map<number, ExpectedItems> {
  const paid = MONTHLY.map((kind) => ({
    kind,
    amount: settings.savings[kind].amount,
    by: paidIn(journal, unit, kind, heldOn),
  }));
  return new Map(
    members.map((member) => {
      const monthly = paid.flatMap(({ kind, amount, by }) => {
        const left = settings.savings[kind].on ? amount - (by.get(member.id) ?? 0) : 0;
        return left > 0 ? [{ kind, amount: left }] : [];
      });
      const instalments = loans
        .filter((one) => one.member === member.id)
        .map(({ amount, loan }) => ({ kind: "instalment" as const, amount, loan: loan.loan.id }));
      return [member.id, [...monthly, ...instalments]];
    }),
  );
}

/** What each member has paid of a kind in the month of a date. */
function paidIn(
  journal: Pick<Journal, "accountLines">,
  unit: number,
  kind: SavingsKind,
  date: string,
): Map<number, number> {
  const month = date.slice(0, 7);
  const paid = new Map<number, number>();
  for (const { member, credit, debit } of journal.accountLines(unit, SAVINGS[kind], {
    from: `${month}-01`,
    to: `${month}-31`,
  })) {
    if (member !== undefined) paid.set(member, (paid.get(member) ?? 0) + credit - debit);
  }
  return paid;
}
