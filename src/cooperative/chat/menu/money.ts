import { readNumber } from "../../../flow/understand/index.ts";
import { ACCOUNTS, SAVINGS, type SavingsKind } from "../../accounts.ts";
import { EXPENSES, FUNDS, INCOMES, readAmount } from "../../commands/index.ts";
import { COOP_LIMITS } from "../../limits.ts";
import { expected } from "../../loans/lists.ts";
import type { LoanProduct } from "../../settings.ts";
import type { CoopTurn } from "../turn.ts";
import { type Ask, capital, change, decide, type Option, OTHER, type State, short } from "./ask.ts";
import { loanOf } from "./loans.ts";
import { memberOf } from "./who.ts";

/** Kinds in the order in which they are paid in most. */
const KINDS = [
  "mandatory",
  "voluntary",
  "principal",
  "term",
  "holiday",
  "education",
  "solidarity",
] as const satisfies readonly SavingsKind[];
/** What may be taken out, with what there is of it. */
const WITHDRAWABLE = ["voluntary", "term", "holiday", "education"] as const satisfies readonly SavingsKind[];

/** What she saves in: the kinds that the unit takes. */
export const kind: Ask = {
  name: "kind",
  alone: true,
  open: ({ draft }) => draft.kind === undefined,
  options: (state, turn) => {
    const { savings } = settings(turn);
    const paid = memberBalance("principal", state, turn);
    const taken = KINDS.filter((one) => savings[one].on);
    return taken
      .filter((one) => one !== "principal" || savings.principal.amount === 0 || paid < savings.principal.amount)
      .map((one) => kindOption(one, turn));
  },
  choose: (id, state) => change(state, { kind: id as SavingsKind }),
};

/** What she takes out: the kinds in which she has something. */
export const kept: Ask = {
  name: "kept",
  alone: true,
  open: ({ draft }) => draft.kind === undefined,
  options: (state, turn) =>
    WITHDRAWABLE.filter((one) => memberBalance(one, state, turn) > 0).map((one) => kindOption(one, turn)),
  choose: (id, state) => change(state, { kind: id as SavingsKind }),
  data: (state, turn) => ({ name: memberOf(state, turn)?.name ?? "" }),
};

const settings = ({ books, standing }: CoopTurn) => books.setting(standing.unit.id);
const kindOption = (one: SavingsKind, { say }: CoopTurn): Option => ({ id: one, label: capital(say.kind(one)) });

function memberBalance(one: SavingsKind, state: State, turn: CoopTurn): number {
  const hers = memberOf(state, turn);
  return hers === undefined ? 0 : turn.books.journal.balance(hers.unit, SAVINGS[one], hers.id);
}

/** An amount: what is usual stands first, everything else is written. */
const money = (name: string, usual: (state: State, turn: CoopTurn) => number): Ask => ({
  name,
  typed: "amount",
  open: ({ draft }) => draft.amount === undefined,
  options: (state, turn) => {
    const amount = usual(state, turn);
    if (amount <= 0) return [];
    const other = { id: OTHER, label: turn.say.line("coop-menu:other.amount") };
    return [{ id: String(amount), label: turn.say.money(amount) }, other];
  },
  choose: (id, state) => change(state, { amount: Number(id) }),
  read: (text, state) => {
    const reading = readAmount(text);
    return reading.kind === "value" ? change(state, { amount: reading.rupiah }) : undefined;
  },
});

/** The regular amount of the kind; of pokok what is left of it. */
export const deposited = money("deposited", (state, turn) => {
  const one = state.draft.kind;
  if (one === undefined) return 0;
  const { amount } = settings(turn).savings[one];
  return one === "principal" ? amount - memberBalance(one, state, turn) : amount;
});
export const withdrawn = money("withdrawn", (state, turn) =>
  state.draft.kind === undefined ? 0 : memberBalance(state.draft.kind, state, turn),
);
/** What is due of the loan now, or next. */
export const paidBack = money("paid-back", (state, turn) => {
  const loan = loanOf(state, turn);
  const all = expected(turn.books.loans, turn.standing.unit.id, turn.today, "9999-12-31");
  return all.find((one) => one.loan.loan.id === loan?.id)?.amount ?? 0;
});
/** What dana duka pays. */
export const benefit = money("benefit", (_, turn) => settings(turn).savings.solidarity.benefit);
export const amount = money("amount", () => 0);
export const counted = money("counted", () => 0);
export const onTable = money("on-table", () => 0);

/** Which of the unit's loans. */
export const product: Ask = {
  name: "product",
  alone: true,
  open: ({ decided }) => decided["product"] === undefined,
  options: (_, turn) => settings(turn).products.map(({ name }) => ({ id: name, label: short(capital(name)) })),
  choose: (id, state, turn) => {
    const { every } = productNamed(id, turn) ?? {};
    return { state: { ...decide(state, "product", id), draft: { ...state.draft, ...(every && { every }) } } };
  },
};

function productNamed(name: string | undefined, turn: CoopTurn): LoanProduct | undefined {
  return settings(turn).products.find((one) => one.name === name);
}

/** How many instalments. */
export const periods: Ask = {
  name: "periods",
  open: ({ draft }) => draft.periods === undefined,
  read: (text, state) => {
    const reading = readNumber(text, { integer: true, min: 1, max: COOP_LIMITS.periodsInMenu });
    return reading.kind === "sure" ? change(state, { periods: reading.value }) : undefined;
  },
  data: ({ decided }, turn) => {
    const { minPeriods, maxPeriods } = productNamed(decided["product"], turn) ?? { minPeriods: 1, maxPeriods: 1 };
    return { min: minPeriods, max: maxPeriods };
  },
};

/** How many instalments of a loan whose product is the one that runs: its limits are the command's to say. */
export const times: Ask = { name: "times", open: periods.open, ...(periods.read && { read: periods.read }) };

export const category: Ask = {
  name: "category",
  open: ({ draft }) => draft.category === undefined,
  options: (_, turn) => [
    ...EXPENSES.map((id) => ({ id, label: turn.say.line(`coop-menu:category.${id}`) })),
    ...fundsHeld(turn),
  ],
  choose: (id, state) => change(state, { category: id as (typeof EXPENSES | typeof FUNDS)[number] }),
};

/** Funds of the SHU in which there is something. */
const fundsHeld = ({ books, standing, say }: CoopTurn): Option[] =>
  FUNDS.flatMap((id) => {
    const account = ACCOUNTS[id];
    if (books.journal.balance(standing.unit.id, account) <= 0) return [];
    return [{ id, label: say.line("coop-menu:category.fund", { account }) }];
  });

export const source: Ask = {
  name: "source",
  open: ({ draft }) => draft.source === undefined,
  options: (_, { say }) => INCOMES.map((id) => ({ id, label: say.line(`coop-menu:source.${id}`) })),
  choose: (id, state) => change(state, { source: id as (typeof INCOMES)[number] }),
};
