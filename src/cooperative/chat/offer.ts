import { percentText } from "../../documents/index.ts";
import { COOP_LIMITS } from "../limits.ts";
import { toSettle } from "../loans/book.ts";
import type { Offer } from "../loans/offer.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import { toldPpm } from "../rules/index.ts";
import type { Say } from "./say.ts";
import type { CoopTurn } from "./turn.ts";

/** What a new loan pays of the one before it, were it paid out today; undefined: it pays off none. */
export function paidOff({ books, today }: Pick<CoopTurn, "books" | "today">, id: number | null): PaidOff | undefined {
  const earlier = id === null ? undefined : books.loans.loans.byId(id);
  const view = earlier?.state === "active" ? books.loans.book.view(earlier, today) : undefined;
  return view === undefined ? undefined : { loan: view.loan, owed: toSettle(view).total };
}

type PaidOff = { loan: LoanRow; owed: number };

/**
 * What a loan is and costs, before anybody says yes: cash in hand, every instalment, and what it costs a year. `earlier`
 * is the loan that it pays off, without which the cash would sound like more than what she takes home.
 */
export function offerText(
  { terms, schedule, disbursement, yearlyPpm, capPpm, aboveCap }: Offer,
  say: Say,
  earlier?: PaidOff,
): string {
  const { principal, periods, every, method, ratePpm } = terms;
  const { fees, net, withheld } = disbursement;
  const kept = Object.entries(fees).filter(([, amount]) => amount > 0);
  const rows = schedule.rows.slice(0, COOP_LIMITS.offerRows);
  return [
    say.line("offer.head", {
      amount: principal,
      method: say.line(`method.${method}`),
      rate: percent(ratePpm),
      every: say.line(`every.${every}`),
      periods,
    }),
    ...(withheld > 0
      ? [
          ...kept.map(([fee, amount]) => say.line("offer.fee", { what: say.line(`fee.${fee}`), amount })),
          say.line("offer.net", { net }),
        ]
      : [say.line("offer.no-fee", { net })]),
    ...(earlier === undefined
      ? []
      : [
          say.line("offer.pays-off", {
            loan: loanNo(earlier.loan.no),
            amount: earlier.owed,
            total: net - earlier.owed,
          }),
        ]),
    ...rows.map(({ n, dueOn, principal: part, interest, total }) =>
      say.line("offer.row", {
        n,
        date: dueOn,
        amount: total,
        principal: say.money(part),
        interest: say.money(interest),
      }),
    ),
    ...(schedule.rows.length > COOP_LIMITS.offerRows
      ? [say.line("offer.more", { count: schedule.rows.length - COOP_LIMITS.offerRows })]
      : []),
    say.line("offer.total", { amount: schedule.totals.interest, total: schedule.totals.total }),
    say.line(aboveCap ? "offer.dear" : "offer.yearly", { rate: percent(toldPpm(yearlyPpm)), cap: percent(capPpm) }),
  ].join("\n");
}

/** `1,5%`: a rate as it was agreed on, to its last digit. */
export const percent = percentText;
