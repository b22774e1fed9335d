import type { Action } from "../../commands/index.ts";
import type { Ask, State } from "./ask.ts";
import * as loans from "./loans.ts";
import * as money from "./money.ts";
import * as papers from "./papers.ts";
import { review } from "./review.ts";
import { inThat, unit } from "./units.ts";
import { member, whose } from "./who.ts";
import * as words from "./words.ts";

/** One thing of the menu: the command that it comes to, and what is asked for it, one after the other. */
export type Form = {
  action: Action;
  asks: readonly Ask[];
  /** It is read back before it is carried out. Where it is not, nothing is written, or the command itself asks first. */
  review?: true;
};

const { running, agreed } = loans;

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
  "drop-meeting": { action: "drop-meeting", asks: [] },
  "new-loan": {
    action: "apply",
    asks: [member, money.product, money.amount, money.periods, words.purpose],
    review: true,
  },
  apply: { action: "apply", asks: [money.product, money.amount, money.periods, words.purpose], review: true },
  "top-up": {
    action: "top-up",
    asks: [loans.toppedUp, money.amount, money.times, words.purpose],
    review: true,
  },
  "own-top-up": {
    action: "top-up",
    asks: [loans.ownToppedUp, money.amount, money.times, words.purpose],
    review: true,
  },
  "pay-from-savings": { action: "pay-from-savings", asks: [running, money.paidBack], review: true },
  cover: { action: "cover", asks: [running, loans.payers, money.paidBack], review: true },
  "write-off": { action: "write-off", asks: [running], review: true },
  recover: { action: "recover", asks: [loans.writtenOff, money.amount], review: true },
  "death-benefit": { action: "death-benefit", asks: [member, loans.benefitFor, money.benefit], review: true },
  simulate: { action: "simulate", asks: [money.product, money.amount, money.periods] },
  "pay-out": { action: "disburse-loan", asks: [agreed], review: true },
  settle: { action: "settle", asks: [running] },
  expense: { action: "expense", asks: [money.category, money.amount, words.note], review: true },
  income: { action: "income", asks: [money.source, money.amount, words.note], review: true },
  "cash-count": { action: "cash-count", asks: [money.counted], review: true },
  cash: { action: "cash", asks: [] },
  "send-transfer": { action: "send-transfer", asks: [money.amount], review: true },
  "receive-transfer": { action: "receive-transfer", asks: [papers.coming], review: true },
  "take-back-transfer": { action: "take-back-transfer", asks: [papers.going], review: true },
  transfers: { action: "transfers", asks: [] },
  "to-bank": { action: "to-bank", asks: [money.amount], review: true },
  "from-bank": { action: "from-bank", asks: [money.amount], review: true },
  "pay-tax": { action: "pay-tax", asks: [money.amount], review: true },
  differences: { action: "differences", asks: [] },
  "settle-difference": { action: "settle-difference", asks: [papers.difference] },
  "close-year": { action: "close-year", asks: [] },
  "split-surplus": { action: "split-surplus", asks: [] },
  "cover-loss": { action: "cover-loss", asks: [] },
  "savings-interest": { action: "savings-interest", asks: [] },
  "surplus-to-savings": { action: "surplus-to-savings", asks: [], review: true },
  "pay-surplus": { action: "pay-surplus", asks: [member], review: true },
  documents: { action: "documents", asks: [] },
  slip: { action: "slip", asks: [papers.unitSlip] },
  "own-slip": { action: "slip", asks: [papers.ownSlip] },
  "new-member": { action: "new-member", asks: [words.name] },
  leave: { action: "leave", asks: [member] },
  "change-number": { action: "change-number", asks: [member, words.phone], review: true },
  "number-changes": { action: "number-changes", asks: [] },
  "balance-of": { action: "balance", asks: [whose] },
  "history-of": { action: "history", asks: [whose] },
  "book-of": { action: "member-book", asks: [whose] },
  reverse: { action: "reverse", asks: [papers.unitEntry], review: true },
  approvals: { action: "approve", asks: [papers.request, words.vote, words.refusalReason] },
  "approvals-list": { action: "approvals", asks: [] },
  "head-approvals": {
    action: "approve",
    asks: [unit, inThat(papers.request), inThat(words.vote), words.refusalReason],
  },
  "head-explain": { action: "explain", asks: [unit, inThat(papers.dispute), words.reason], review: true },
  "head-pass-on": { action: "pass-on", asks: [unit, inThat(papers.missed)], review: true },
  "head-arrears": { action: "arrears", asks: [unit] },
  "head-cash": { action: "cash", asks: [unit] },
  arrears: { action: "arrears", asks: [] },
  disputes: { action: "disputes", asks: [] },
  explain: { action: "explain", asks: [papers.dispute, words.reason], review: true },
  "pass-on": { action: "pass-on", asks: [papers.missed], review: true },
  witness: { action: "witness", asks: [papers.unwitnessed], review: true },
  witnesses: { action: "witnesses", asks: [] },
  "lock-month": { action: "lock-month", asks: [], review: true },
  "lock-day": { action: "lock-day", asks: [], review: true },
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

/** What is to be done with a meeting depends on whether one is open. */
const MEETING = "meeting";
/** What is done at a meeting while one is open. */
const AT_MEETING: readonly Item[] = ["meeting-line", "show-meeting", "remove-line", "close-meeting", "drop-meeting"];

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
/** Everything that a page of a menu may lead to. */
export const ITEMS: ReadonlySet<string> = new Set([MEETING, ...Object.keys(FORMS)]);

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
