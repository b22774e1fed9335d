import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { formatDate, formatMoney } from "../../flow/understand/index.ts";
import { addDays, dateIn, type Hours, withinHours, type Zone } from "../../zones.ts";
import { ACCOUNTS } from "../accounts.ts";
import { dueDate } from "../rules/index.ts";
import { arrears, collectibility } from "./lists.ts";
import type { LoanParts } from "./parts.ts";
import { cashFor } from "./payment.ts";
import { AGEING, REMIND, type ReminderKind } from "./reminders.ts";
import { loanNo } from "./store.ts";

export type RemindingParts = Pick<LoanParts, "loans" | "book" | "journal" | "settings" | "personOf"> & {
  unit(id: number): { name: string; zone: Zone };
  /** How she is addressed: `Ibu Sari`. */
  called(person: string): string;
  /** Does anybody else read on her phone? Then no loan is named. */
  sharesPhone(person: string): boolean;
  supervisors(unit: number): readonly string[];
  hours: Hours;
};

type Result = ReturnType<DutyHandler["run"]>;
/** What is said, and to whom; or why nothing is. */
type Said = { key: string; data: Record<string, string | number> } | { dropped: string };

/** The duties that `reminders.ts` plans; each looks at the loan again before it speaks. */
export const reminderDuties = (parts: RemindingParts): Record<string, DutyHandler> => ({
  [REMIND]: { run: (data, context) => remind(parts, data, context) },
  [AGEING]: { run: (data, context) => tellAgeing(parts, data, context) },
});

function remind(parts: RemindingParts, data: Record<string, unknown>, context: DutyContext): Result {
  const { personId, now } = context;
  const loan = parts.loans.byId(Number(data["loan"]));
  if (loan === undefined || personId === null || parts.personOf(loan.member) !== personId) return { dropped: "gone" };
  const { zone } = parts.unit(loan.unit);
  const openAt = withinHours(zone, now, parts.hours);
  if (openAt > now) return { again: openAt };
  const said = reminderOf(parts, {
    loan: loan.id,
    n: Number(data["n"]),
    dueOn: String(data["dueOn"]),
    kind: data["kind"] as ReminderKind,
    today: dateIn(zone, now),
  });
  if ("dropped" in said) return said;
  const called = parts.called(personId);
  const own = parts.sharesPhone(personId) ? { key: "coop-loans:remind.private", data: {} } : said;
  const told = context.tell(personId, own.key, { ...own.data, called }, { as: "initiated" });
  return told ? "done" : { dropped: "unreachable" };
}

type Reminder = { loan: number; n: number; dueOn: string; kind: ReminderKind; today: string };

/** What there is to say of an instalment today, as the books stand now. */
export function reminderOf(
  { loans, book, journal }: Pick<RemindingParts, "loans" | "book" | "journal">,
  { loan: id, n, dueOn, kind, today }: Reminder,
): Said {
  const loan = loans.byId(id);
  if (loan === undefined || loan.state !== "active") return { dropped: "over" };
  if (loan.remindAfter !== null && today < loan.remindAfter) return { dropped: "asked to wait" };
  // What comes is told as it will be on its day; what is late, as it is today.
  const view = book.view(loan, kind === "after" ? today : dueOn);
  const instalment = view?.state.unpaid.find((one) => one.n === n);
  if (view === undefined || instalment === undefined) return { dropped: "paid" };
  const { terms } = loan;
  // The next instalment's own reminders have taken over.
  if (kind === "after" && n < terms.periods && dueDate(view.terms, n + 1) <= today) return { dropped: "later one" };
  const held = journal.balance(loan.unit, ACCOUNTS.heldForMembers, loan.member);
  const wanted = kind === "after" ? view.state.due.total : instalment.total;
  const amount = cashFor(view, view.state, wanted, held);
  if (wanted - held < terms.rounding.cash.unit || amount === 0) return { dropped: "nothing to pay" };
  const data = { n, loan: loanNo(loan.no), date: formatDate(dueOn), amount: formatMoney(amount) };
  return { key: `coop-loans:remind.${kind}`, data };
}

/** How the loans of a unit stood at the end of last month: from the ledger to the supervisor, past the treasurer. */
function tellAgeing(parts: RemindingParts, data: Record<string, unknown>, context: DutyContext): Result {
  const { personId, now } = context;
  const unit = Number(data["unit"]);
  const { name, zone } = parts.unit(unit);
  if (personId === null || !parts.supervisors(unit).includes(personId)) return { dropped: "not in this role" };
  const openAt = withinHours(zone, now, parts.hours);
  if (openAt > now) return { again: openAt };
  const asOf = addDays(`${String(data["month"])}-01`, -1);
  const { ageing } = collectibility(parts, unit, asOf);
  if (ageing.loans === 0) return { dropped: "no loans" };
  const classes = Object.fromEntries(
    ageing.classes.map((one) => [one.class, `${one.loans} (${formatMoney(one.balance)})`]),
  );
  const told = context.tell(personId, "coop-loans:ageing", {
    ...classes,
    unit: name,
    date: formatDate(asOf),
    late: arrears(parts, unit, asOf).length,
    provision: formatMoney(ageing.provision),
  });
  return told ? "done" : { dropped: "unreachable" };
}
