import type { Target } from "../../commands/index.ts";
import { type LoanRow, loanNo } from "../../loans/store.ts";
import { fill } from "../fill.ts";
import type { CoopTurn } from "../turn.ts";
import { isLoan, loanMeant } from "../which-loan.ts";
import { type Ask, type Change, change, type Option, OTHER, page, type State, short, unclear } from "./ask.ts";
import { memberOf } from "./who.ts";

/** A loan that is running, or one that was agreed to and waits to be paid out. */
const loan = (name: string, state: "active" | "agreed"): Ask => ({
  name,
  open: ({ draft }) => draft.target === undefined,
  options: (_, turn) => {
    const { loans } = turn.books.loans;
    const unit = turn.standing.unit.id;
    const there = state === "active" ? loans.active(unit) : loans.open(unit).filter((one) => one.state === "agreed");
    return page(
      there.map((one) => loanOption(one, turn)),
      turn,
    );
  },
  choose: (id, form, turn) => lend(targetOf(id), state, form, turn),
  read: (text, form, turn) => {
    const filled = fill(form.draft, "target", { way: "ask", text }, turn.lexicon, turn.today);
    const { target } = "draft" in filled ? filled.draft : "command" in filled ? (filled.command as State["draft"]) : {};
    return target === undefined ? undefined : lend(target, state, form, turn);
  },
});

/** A loan that is running. */
export const running = loan("running", "active");
/** The loan that a new one pays off: whose it is, and how often it is paid. */
export const toppedUp: Ask = {
  ...running,
  name: "topped-up",
  open: ({ draft }) => draft.every === undefined,
  choose: (id, form, turn) => topped(running.choose?.(id, form, turn), turn),
  read: (text, form, turn) => topped(running.read?.(text, form, turn), turn),
};
/** Her own that a new one pays off. */
export const ownToppedUp: Ask = {
  name: "own-topped-up",
  alone: true,
  open: ({ draft }) => draft.every === undefined,
  options: (_, turn) => ownLoans(turn).map((one) => loanOption(one, turn)),
  choose: (id, form, turn) => {
    const own = ownLoans(turn).find(({ no }) => loanNo(no) === id);
    return own === undefined
      ? { end: turn.say.line("coop-menu:nothing.own-topped-up") }
      : change(form, { every: own.terms.every });
  },
};
export const agreed = loan("agreed", "agreed");

/** With the member in place of the loan, as the command takes it. */
function topped(chosen: Change | undefined, turn: CoopTurn): Change | undefined {
  if (chosen === undefined || !("state" in chosen)) return chosen;
  const old = loanOf(chosen.state, turn);
  const no = old === undefined ? undefined : turn.books.members.member(old.member)?.no;
  return old === undefined || no === undefined
    ? chosen
    : change(chosen.state, { member: { no }, every: old.terms.every });
}

function ownLoans({ books, standing }: CoopTurn): LoanRow[] {
  const own = standing.member;
  return own === undefined ? [] : books.loans.loans.ofMember(own.id).filter(({ state }) => state === "active");
}

/** A loan that was written off, or whose it is. */
export const writtenOff: Ask = {
  name: "written-off",
  open: ({ draft }) => draft.target === undefined,
  read: (text, form, { lexicon, today }) => {
    const filled = fill(form.draft, "target", { way: "ask", text }, lexicon, today);
    const { target } = "draft" in filled ? filled.draft : "command" in filled ? (filled.command as State["draft"]) : {};
    return target === undefined ? undefined : change(form, { target });
  },
};

/** What a death benefit is for: her family in cash, or one of her loans. */
export const benefitFor: Ask = {
  name: "benefit-for",
  alone: true,
  open: ({ draft }) => draft.target === undefined,
  options: (form, turn) => {
    const member = memberOf(form, turn);
    const hers =
      member === undefined ? [] : turn.books.loans.loans.ofMember(member.id).filter(({ state }) => state === "active");
    return [
      { id: "cash", label: turn.say.line("coop-menu:in-cash") },
      ...hers.map((one) => ({ id: loanNo(one.no), label: loanNo(one.no) })),
    ];
  },
  choose: (id, form) => change(form, { target: id === "cash" ? { member: form.draft.member ?? {} } : targetOf(id) }),
};

/** Who pays for another of her group: the fund, or members by their numbers, in equal parts. */
export const payers: Ask = {
  name: "payers",
  open: ({ draft }) => draft.payers === undefined && draft.fund === undefined,
  options: (_, { say }) => [
    { id: "fund", label: say.line("coop-menu:payers.fund") },
    { id: OTHER, label: say.line("coop-menu:payers.members") },
  ],
  choose: (_, form) => change(form, { fund: true }),
  read: (text, form) => {
    const numbers = text.match(/\d{1,4}/g) ?? [];
    return numbers.length === 0
      ? undefined
      : change(form, { payers: numbers.map((no) => ({ member: { no: Number(no) } })) });
  },
};

function loanOption({ no, member: of }: LoanRow, { books }: CoopTurn): Option {
  const name = books.members.member(of)?.name ?? "";
  return { id: loanNo(no), label: short(`${loanNo(no)} ${name}`), aliases: [name] };
}

/** The id of an option: `P0001`, or a member's number where it was asked which of several she is. */
function targetOf(id: string): Target {
  return id.startsWith("P") ? { loan: Number(id.slice(1)) } : { member: { no: Number(id) } };
}

function lend(target: Target, state: "active" | "agreed", form: State, turn: CoopTurn): Change {
  const found = loanMeant(target, turn, form.draft, state);
  return isLoan(found) ? change(form, { target: { loan: found.loan.no } }) : unclear(found);
}

/** The loan of the draft, where it was chosen. */
export function loanOf({ draft }: State, { books, standing }: CoopTurn): LoanRow | undefined {
  const no = draft.target?.loan;
  return no === undefined ? undefined : books.loans.loans.byNo(standing.unit.id, no);
}
