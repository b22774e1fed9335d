import { apply } from "../../cooperative/loans/application.ts";
import type { LoanRow } from "../../cooperative/loans/store.ts";
import { addDays } from "../../zones.ts";
import { dateOf, type Step } from "./calendar.ts";
import type { DemoLoan } from "./data.ts";
import { agreeTo, type Now, post, type Scene } from "./scene.ts";

/** Between her asking and the money: time for the committee. */
const DECIDED_DAYS = 3;
/** Who pays by the week does so for so many weeks at most; the demo's own limit. */
const MOST_WEEKS = 60;

/** One loan from its application to where it stands today. Monthly instalments are brought to the meetings. */
export function loanSteps(scene: Scene, told: DemoLoan): Step[] {
  const { calendar, meetsOn } = scene;
  const paidOut = dateOf(calendar, told, meetsOn);
  let loan: LoanRow | undefined;
  const ofLoan = () => {
    if (loan === undefined) throw new Error("a loan of the demo was paid out before it was asked for");
    return { member: loan.member, loan: loan.id };
  };
  const asked: Step = {
    on: told.agreed ? paidOut : addDays(paidOut, -DECIDED_DAYS),
    time: "19:00",
    run: (now) => {
      loan = ask(scene, told, now);
    },
  };
  if (told.agreed) return [asked];
  const steps: Step[] = [
    asked,
    { on: paidOut, time: "14:00", run: (now) => void post(scene, { op: "disburse", ...ofLoan() }, now) },
  ];
  if (told.settled !== undefined) {
    const on = dateOf(calendar, { month: told.settled }, meetsOn);
    steps.push({ on, time: "15:00", run: (now) => void post(scene, { op: "settle", ...ofLoan() }, now) });
  }
  return [...steps, ...weekly(scene, told, paidOut, ofLoan)];
}

/** She asks herself where she has a phone, else the treasurer for her; then everybody says yes. */
function ask(scene: Scene, { member: no, product: name, amount, periods, purpose }: DemoLoan, now: Now): LoanRow {
  const { books, unit, officers } = scene;
  const member = scene.memberId(no);
  const product = books.setting(unit).products.find((one) => one.name === name);
  if (product === undefined) throw new Error(`the demo's loan ${name} is not in cooperative.yaml`);
  const applied = apply(books.loans, { unit, member, product, principal: amount, periods, purpose }, now);
  if (!applied.ok) throw new Error(`the demo's loan of ${now.today} was refused: ${applied.refusal.code}`);
  const { loan } = applied;
  const person = books.personOf(member);
  const maker = person !== null && scene.hasPhone(person) ? person : officers.treasurer;
  const source = `demo:${unit}:loan:${loan.no}`;
  const booking = { unit, maker, ...now, valueOn: now.today, source };
  const taken = books.desk.take({ op: "agree-loan", member, loan: loan.id }, booking);
  if (taken.kind !== "waiting")
    throw new Error(`the demo's loan of ${now.today} was ${taken.kind} without the committee`);
  agreeTo(scene, taken.pending, now);
  return loan;
}

function weekly(scene: Scene, told: DemoLoan, paidOut: string, ofLoan: () => { member: number; loan: number }): Step[] {
  const { books, unit } = scene;
  if (books.setting(unit).products.find((one) => one.name === told.product)?.every !== "week") return [];
  const weeks = Array.from({ length: Math.min(told.periods, MOST_WEEKS) }, (_, n) => addDays(paidOut, 7 * (n + 1)));
  return weeks.map((on) => ({ on, time: "08:00", run: (now) => pay(scene, ofLoan(), now) }));
}

function pay(scene: Scene, { member, loan: id }: { member: number; loan: number }, now: Now): void {
  const { loans, book } = scene.books.loans;
  const loan = loans.byId(id);
  const due = loan === undefined ? undefined : book.view(loan, now.today)?.state.due.total;
  if (due !== undefined && due > 0) post(scene, { op: "instalment", member, loan: id, amount: due }, now);
}
