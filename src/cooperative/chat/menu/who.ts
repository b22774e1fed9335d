import { LIMITS } from "../../../limits.ts";
import type { Target } from "../../commands/index.ts";
import { type LoanRow, loanNo } from "../../loans/store.ts";
import { type Member, memberNo } from "../../members.ts";
import { fill } from "../fill.ts";
import type { CoopTurn } from "../turn.ts";
import { isLoan, loanMeant } from "../which-loan.ts";
import { isReply, memberMeant } from "../whom.ts";
import { type Ask, type Change, change, type Option, page, type State, short, unclear } from "./ask.ts";

/** The member whom it is about: of a small unit from the list, else by number or name. */
export const member: Ask = {
  name: "member",
  open: ({ draft }) => draft.member === undefined,
  options: (_, turn) => memberOptions(turn),
  choose: (id, state) => change(state, { member: { no: Number(id) } }),
  read: (text, state, turn) => readMember(text, state, turn, (no) => ({ member: { no } })),
};

/** The member whose book is looked at. */
export const whose: Ask = {
  ...member,
  open: ({ draft }) => draft.target === undefined,
  choose: (id, state) => change(state, whoseBook(Number(id))),
  read: (text, state, turn) => readMember(text, state, turn, whoseBook),
};

const whoseBook = (no: number) => ({ member: { no }, target: { member: { no } } });

function memberOptions({ books, standing }: CoopTurn): Option[] {
  const members = books.members.roster(standing.unit.id).filter(({ active }) => active);
  if (members.length > LIMITS.listOptions) return [];
  return members.map(({ no, name, aliases }) => ({
    id: String(no),
    label: short(`${memberNo(no)} ${name}`),
    aliases: [name, ...aliases],
  }));
}

function readMember(
  text: string,
  state: State,
  turn: CoopTurn,
  fields: (no: number) => Partial<State["draft"]>,
): Change | undefined {
  const word = text.trim();
  if (word === "") return undefined;
  const found = memberMeant(/^\d+$/.test(word) ? { no: Number(word) } : { name: word }, turn, state.draft);
  return isReply(found) ? unclear(found) : change(state, fields(found.no));
}

/** The member of the draft, where she was chosen. */
export function memberOf({ draft }: State, { books, standing }: CoopTurn): Member | undefined {
  const no = draft.member?.no;
  return no === undefined ? undefined : books.members.byNo(standing.unit.id, no);
}

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

export const running = loan("running", "active");
export const agreed = loan("agreed", "agreed");

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
