import { moneyInWords } from "../../../flow/understand/index.ts";
import { ACCOUNTS, SURPLUS_FUNDS } from "../../accounts.ts";
import { type Fields, takes } from "../../commands/index.ts";
import { loanNo } from "../../loans/store.ts";
import { dayLock } from "../../locks/day.ts";
import { monthLock } from "../../locks/month.ts";
import { memberNo } from "../../members.ts";
import { disputeLine } from "../commands/disputes.ts";
import { describe } from "../describe.ts";
import { receiptLine } from "../receipt.ts";
import { dateShort } from "../say.ts";
import type { CoopTurn } from "../turn.ts";
import { memberLabel } from "../whom.ts";
import { type Ask, decide, type State } from "./ask.ts";
import { loanOf } from "./loans.ts";
import { thereOf } from "./units.ts";
import { memberOf } from "./who.ts";

/** All that will be written, before it is: nothing by numbers is carried out without this. */
export const review: Ask = {
  name: "review",
  open: ({ decided }) => decided["review"] === undefined,
  options: ({ draft }, { say }) => {
    // What was chosen day by day already says its day.
    const dated = takes(draft.action, "date") && draft.action !== "report-deposit";
    const ids = ["yes", ...(dated ? ["date"] : []), "no"];
    return ids.map((id) => ({ id, label: say.line(`coop-menu:review.${id}`) }));
  },
  choose: (id, state, { say }) => {
    if (id === "no") return { end: say.line("coop-menu:left") };
    return { state: id === "date" ? decide(state, "dating", "yes") : decide(state, "review", "yes") };
  },
  data: (state, turn) => ({ lines: linesOf(state, thereOf(state, turn)).join("\n") }),
};

/** `Uang: Rp 20.000 (dua puluh ribu rupiah)`: a line for each thing that is known. */
function linesOf(state: State, turn: CoopTurn): string[] {
  const { say } = turn;
  const known = Object.entries({
    ...people(state, turn),
    ...what(state, turn),
    ...papers(state, turn),
    ...when(state, turn),
  });
  return [
    say.line(`coop-menu:of.${state.item}`),
    ...known.flatMap(([name, value]) => (value === undefined ? [] : [say.line(`coop-menu:line.${name}`, { value })])),
  ];
}

type Lines = Record<string, string | number | undefined>;

function people(state: State, turn: CoopTurn): Lines {
  const { draft } = state;
  const member = memberOf(state, turn);
  const loan = loanOf(state, turn);
  const borrower = loan === undefined ? undefined : turn.books.members.member(loan.member);
  const principal = loan === undefined || draft.amount !== undefined ? undefined : turn.say.money(loan.terms.principal);
  return {
    member: member === undefined ? undefined : memberLabel(member),
    loan: loan === undefined ? undefined : `${loanNo(loan.no)}, ${borrower === undefined ? "" : memberLabel(borrower)}`,
    principal,
    // A loan that was written off is not looked up: its number or whose it is stands as it was said.
    target: loan === undefined && member === undefined ? targetText(draft.target) : undefined,
    payers:
      draft.fund === true
        ? turn.say.line("coop-menu:payers.fund")
        : draft.payers?.map(({ member: { no } }) => payer(no, turn)).join(", "),
    phone: draft.phone === undefined ? undefined : `+${draft.phone}`,
  };
}

function targetText(target: State["draft"]["target"]): string | undefined {
  if (target?.loan !== undefined) return loanNo(target.loan);
  const { no, name } = target?.member ?? {};
  return name ?? (no === undefined ? undefined : memberNo(no));
}

function payer(no: number | undefined, { books, standing }: CoopTurn): string {
  const found = no === undefined ? undefined : books.members.byNo(standing.unit.id, no);
  return found === undefined ? memberNo(no ?? 0) : memberLabel(found);
}

function what({ draft, decided }: State, { say }: CoopTurn): Lines {
  const { kind, category, source, amount, periods, note, purpose } = draft;
  return {
    kind: kind === undefined ? undefined : say.kind(kind),
    ...(category === undefined ? {} : borneBy(category, say)),
    ...(source === undefined ? {} : { source: say.line(`coop-menu:source.${source}`) }),
    product: decided["product"],
    money: amount === undefined ? undefined : `${say.money(amount)} (${moneyInWords(amount)})`,
    periods,
    note: note ?? purpose,
  };
}

/** "Untuk: Operasional", "Dari: Dana Sosial". */
const borneBy = (category: Fields["category"], say: CoopTurn["say"]): Lines =>
  SURPLUS_FUNDS.has(ACCOUNTS[category])
    ? { source: say.account(ACCOUNTS[category]) }
    : { category: say.line(`coop-menu:category.${category}`) };

function papers({ draft, decided }: State, turn: CoopTurn): Lines {
  const { books, standing, say } = turn;
  const transfer = decided["transfer"] === undefined ? undefined : books.transfers.byId(Number(decided["transfer"]));
  const way =
    transfer === undefined ? "" : `${books.unit(transfer.fromUnit).name} → ${books.unit(transfer.toUnit).name}`;
  const unit = standing.unit.id;
  const entry = draft.entry === undefined ? undefined : books.journal.byNo(unit, draft.entry);
  const pending = draft.pending === undefined ? undefined : books.pendings.byNo(unit, draft.pending);
  const dispute = draft.dispute === undefined ? undefined : books.disputes.byNo(unit, draft.dispute);
  return {
    entry: entry === undefined ? draft.entry : receiptLine(books, entry, say),
    pending: pending === undefined ? undefined : describe(books, pending, say),
    dispute: dispute === undefined ? undefined : disputeLine(dispute, turn),
    transfer: transfer === undefined ? undefined : `${say.money(transfer.amount)}, ${way}`,
    unit: draft.unit,
    reason: draft.reason,
  };
}

/** The day that it is booked under, and up to which day a lock reaches. */
function when({ draft }: State, { books, standing, today }: CoopTurn): Lines {
  if (draft.action === "lock-month" || draft.action === "lock-day") {
    const at = { today, lockedUntil: books.journal.lockedUntil(standing.unit.id) };
    const found = draft.action === "lock-month" ? monthLock(draft.month, at) : dayLock(draft.date, at);
    return { until: found.ok ? dateShort(found.until) : undefined };
  }
  return { date: takes(draft.action, "date") ? dateShort(draft.date ?? today) : undefined };
}
