import { z } from "zod";
import type { Entry } from "../journal/entry.ts";

/**
 * Everything that changes money or who may move it, as plain data: what a command, a menu, a meeting line, a job or the
 * demo asks for, and what waits in `pending.what` for others to agree. One desk takes them all (`desk.ts`), so that no
 * way around its controls exists.
 */
const member = z.number().int().positive();
const loan = z.number().int().positive();
const amount = z.number().int().positive();
const savings = z.enum([
  "principal",
  "mandatory",
  "voluntary",
  "term",
  "holiday",
  "education",
  "solidarity",
  "capitalisation",
]);
const item = z.strictObject({ kind: savings, amount, months: z.number().int().positive().optional() });

export const operationSchema = z.discriminatedUnion("op", [
  /** A new member pays her fee and her first savings. `person`: the person behind her, if there is one. */
  z.strictObject({
    op: z.literal("join"),
    name: z.string(),
    aliases: z.array(z.string()).default([]),
    person: z.string().optional(),
    fee: amount.or(z.literal(0)),
    items: z.array(item),
  }),
  /** A member leaves: savings against debts, the rest in cash. */
  z.strictObject({ op: z.literal("leave"), member }),
  z.strictObject({ op: z.literal("deposit"), member, items: z.array(item).min(1) }),
  z.strictObject({ op: z.literal("withdraw"), member, kind: savings, amount }),
  /** Pays a loan in cash; the surplus is held for her. */
  z.strictObject({ op: z.literal("instalment"), member, loan, amount }),
  /** All savings and instalments of one member at a meeting, in one entry. */
  z.strictObject({
    op: z.literal("meeting-line"),
    member,
    items: z.array(item),
    instalments: z.array(z.strictObject({ loan, amount })),
  }),
  /** Pays off a loan. Without an amount: what it costs on the value date. */
  z.strictObject({ op: z.literal("settle"), member, loan, amount: amount.optional() }),
  z.strictObject({ op: z.literal("savings-to-loan"), member, loan, amount }),
  /** The group pays for a late member: each payer in cash, or the fund (2-206). */
  z.strictObject({
    op: z.literal("cover"),
    member,
    loan,
    payers: z.array(z.strictObject({ member, amount })),
    fromFund: amount.optional(),
  }),
  /** The committee's and the borrower's own yes to a loan; nothing is posted. */
  z.strictObject({ op: z.literal("agree-loan"), member, loan }),
  /** Pays out a loan to which the committee and the borrower said yes. */
  z.strictObject({ op: z.literal("disburse"), member, loan }),
  z.strictObject({ op: z.literal("write-off"), member, loan }),
  z.strictObject({ op: z.literal("recover"), member, loan, amount }),
  /** Brings the allowance for losses to what the ages of the loans ask for. */
  z.strictObject({ op: z.literal("provision"), month: z.string() }),
  z.strictObject({ op: z.literal("savings-interest"), month: z.string() }),
  z.strictObject({ op: z.literal("death-benefit"), member, amount, loan: loan.optional() }),
  /** `account` is one of 5-2xx, or a fund that a year's surplus filled. */
  z.strictObject({ op: z.literal("expense"), account: z.number().int(), amount, note: z.string() }),
  z.strictObject({ op: z.literal("income"), account: z.number().int(), amount, note: z.string() }),
  z.strictObject({ op: z.literal("bank"), way: z.enum(["to-bank", "from-bank"]), amount }),
  z.strictObject({ op: z.literal("pay-tax"), amount }),
  /** The cash on the table, by notes where they were counted. */
  z.strictObject({
    op: z.literal("cash-count"),
    counted: z.number().int().nonnegative(),
    notes: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  }),
  /** What became of a difference: found, lost, income, or somebody's savings. */
  z.strictObject({
    op: z.literal("cash-difference"),
    count: z.number().int(),
    as: z.enum(["paid-back", "loss", "income", "member"]),
    member: member.optional(),
  }),
  z.strictObject({ op: z.literal("reverse"), entry: z.number().int(), reason: z.string() }),
  z.strictObject({ op: z.literal("transfer"), to: z.number().int(), amount }),
  /** `repay`: what the unit owes to the head office is paid back with it first. Not received: the sender has it again. */
  z.strictObject({
    op: z.literal("transfer-end"),
    transfer: z.number().int(),
    received: z.boolean(),
    repay: z.boolean().optional(),
  }),
  z.strictObject({ op: z.literal("number-change"), change: z.number().int() }),
  z.strictObject({ op: z.literal("year-close"), year: z.number().int() }),
  z.strictObject({ op: z.literal("shu"), year: z.number().int() }),
  /** Meets the loss of a closed year out of the reserves. */
  z.strictObject({ op: z.literal("cover-loss"), year: z.number().int() }),
  /** Puts the shares of a year's surplus into the members' savings. */
  z.strictObject({ op: z.literal("shu-to-savings"), year: z.number().int() }),
  /** Pays out in cash what a member is owed of surpluses; who left since may have it too. */
  z.strictObject({ op: z.literal("pay-shu"), member }),
]);

export type Operation = z.infer<typeof operationSchema>;
export type OperationName = Operation["op"];
export type OperationOf<N extends OperationName> = Extract<Operation, { op: N }>;
export type SavingsItem = z.infer<typeof item>;

/** Who books, when, and what it comes from. */
export type Booking = {
  unit: number;
  /** Person id of who writes it down, or `system`. */
  maker: string;
  /** Who agreed, once others had to. */
  checker?: string;
  /** ms UTC, and the date in the unit's zone. */
  at: number;
  today: string;
  /** When the money moved, YYYY-MM-DD. */
  valueOn: string;
  /** The message line or job: a second time it posts nothing and answers the same. */
  source: string;
  /** A second person agreed to a value date in closed books: it is booked today. */
  late?: boolean;
};

/**
 * Why something was not done; in the locale as `coop-refusals:<code>`, with these values. Nothing was changed. By their
 * names, `amount balance wanted limit owed counted book net` are rupiah, `date until` dates and `inMonths` months by
 * their numbers, with spaces between; what is said formats them. `account` is one of the chart, `kind` one of the savings.
 */
export type Refusal = { code: string; data: Record<string, string | number> };

/** What was posted. */
export type Done = {
  entries: readonly Entry[];
  /** The same source was posted before: these are the entries of that time. */
  duplicate: boolean;
};

export type Result<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal };

export const refused = (code: string, data: Record<string, string | number> = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, data },
});

export const done = (entries: readonly Entry[], duplicate = false): { ok: true } & Done => ({
  ok: true,
  entries,
  duplicate,
});

/** Who beside the maker must agree before something is posted. */
export type Need = {
  /** How many others, none of them the maker or the member whose money it is. */
  votes: number;
  /** The member must answer YA with a code, or somebody must be her witness. */
  confirm: boolean;
  /** Why, for the one who is asked: in the locale as `coop-controls:why.<code>`. */
  why?: string;
};

export const NOBODY: Need = { votes: 0, confirm: false };

/** One kind of operation: what it needs, and how it is posted. */
export type Handler<N extends OperationName> = {
  /** The member whose money it is: never posted by herself alone. */
  member(operation: OperationOf<N>): number | undefined;
  /** Rupiah that moves, for limits and lists; undefined where there is none. */
  amount(operation: OperationOf<N>, booking: Booking): number | undefined;
  needs(operation: OperationOf<N>, booking: Booking): Need;
  /** Checks and posts it in the open transaction. Refuses without having changed anything. */
  perform(operation: OperationOf<N>, booking: Booking): Result<Done>;
};

export type Handlers = { [N in OperationName]?: Handler<N> };
