import type { Action } from "../../commands/index.ts";
import type { Ask, State } from "./ask.ts";
import * as money from "./money.ts";
import * as papers from "./papers.ts";
import { review } from "./review.ts";
import * as who from "./who.ts";
import * as words from "./words.ts";

/** One thing of the menu: the command that it comes to, and what is asked for it, one after the other. */
export type Form = {
  action: Action;
  asks: readonly Ask[];
  /** It is read back before it is carried out. Where it is not, nothing is written, or the command itself asks first. */
  review?: true;
};

const { member, whose, running, agreed } = who;

/** By their names in `flows/cooperative/`: everything that can be written. */
const FORMS = {
  deposit: { action: "deposit", asks: [member, money.kind, money.deposited], review: true },
  withdraw: { action: "withdraw", asks: [member, money.kept, money.withdrawn], review: true },
  instalment: { action: "instalment", asks: [running, money.paidBack], review: true },
  "open-meeting": { action: "open-meeting", asks: [] },
  "meeting-line": { action: "meeting-line", asks: [member, words.brought] },
  "show-meeting": { action: "show-meeting", asks: [] },
  "remove-line": { action: "remove-line", asks: [member] },
  "close-meeting": { action: "close-meeting", asks: [money.onTable], review: true },
  "new-loan": {
    action: "apply",
    asks: [member, money.product, money.amount, money.periods, words.purpose],
    review: true,
  },
  apply: { action: "apply", asks: [money.product, money.amount, money.periods, words.purpose], review: true },
  simulate: { action: "simulate", asks: [money.product, money.amount, money.periods] },
  "pay-out": { action: "disburse-loan", asks: [agreed], review: true },
  settle: { action: "settle", asks: [running] },
  expense: { action: "expense", asks: [money.category, money.amount, words.note], review: true },
  income: { action: "income", asks: [money.source, money.amount, words.note], review: true },
  "cash-count": { action: "cash-count", asks: [money.counted], review: true },
  cash: { action: "cash", asks: [] },
  "send-transfer": { action: "send-transfer", asks: [money.amount], review: true },
  "receive-transfer": { action: "receive-transfer", asks: [papers.transfer], review: true },
  "new-member": { action: "new-member", asks: [words.name] },
  leave: { action: "leave", asks: [member] },
  "change-number": { action: "change-number", asks: [member, words.phone], review: true },
  "number-changes": { action: "number-changes", asks: [] },
  "balance-of": { action: "balance", asks: [whose] },
  "history-of": { action: "history", asks: [whose] },
  "book-of": { action: "member-book", asks: [whose] },
  reverse: { action: "reverse", asks: [papers.unitEntry], review: true },
  approvals: { action: "approve", asks: [papers.request, words.vote, words.refusalReason] },
  arrears: { action: "arrears", asks: [] },
  disputes: { action: "disputes", asks: [] },
  explain: { action: "explain", asks: [papers.dispute, words.reason], review: true },
  "pass-on": { action: "pass-on", asks: [papers.missed], review: true },
  witness: { action: "witness", asks: [papers.unwitnessed], review: true },
  witnesses: { action: "witnesses", asks: [] },
  "lock-month": { action: "lock-month", asks: [], review: true },
  balance: { action: "balance", asks: [] },
  history: { action: "history", asks: [] },
  "next-instalment": { action: "next-instalment", asks: [] },
  "member-book": { action: "member-book", asks: [] },
  dispute: { action: "dispute", asks: [papers.ownEntry, words.reason], review: true },
  "report-deposit": { action: "report-deposit", asks: [money.kind, money.amount, words.date], review: true },
  confirm: { action: "confirm", asks: [words.code, words.agrees] },
  "not-me": { action: "not-me", asks: [], review: true },
  help: { action: "help", asks: [] },
} satisfies Record<string, Form>;

export type Item = keyof typeof FORMS;

/** What is done at a meeting while one is open. */
const AT_MEETING: readonly Item[] = ["meeting-line", "show-meeting", "remove-line", "close-meeting"];

/** The meeting is opened, or written on. */
const meeting: Ask = {
  name: "meeting",
  alone: true,
  open: ({ item }) => item === MEETING,
  options: (_, { books, context, say }) => {
    const items: readonly Item[] =
      books.meetings.openOf(context.person.id) === undefined ? ["open-meeting"] : AT_MEETING;
    return items.map((id) => ({ id, label: say.line(`coop-menu:at-meeting.${id}`) }));
  },
  choose: (id) => ({ state: begun(id) }),
};
const MEETING = "meeting";

export const isItem = (item: string): boolean => item === MEETING || Object.hasOwn(FORMS, item);

/** The beginning of a form. */
export function begun(item: string): State {
  const form = (FORMS as Record<string, Form>)[item];
  return { item, draft: { action: form?.action ?? "open-meeting" }, decided: {} };
}

/** The next question, or undefined: all is known. */
export function openAsk(state: State): Ask | undefined {
  if (meeting.open(state)) return meeting;
  const form = (FORMS as Record<string, Form>)[state.item];
  if (form === undefined) return undefined;
  const asks = [...form.asks, words.otherDate, ...(form.review === true ? [review] : [])];
  return asks.find((ask) => ask.open(state));
}
