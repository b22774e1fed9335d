import type { AccountName, SavingsKind } from "../accounts.ts";
import type { Calendar } from "../rules/due-dates.ts";
import type { Method } from "../rules/terms.ts";

/** A member as she was written: by the number in her book, by name, or by both, which then must agree. */
export type MemberRef = { no?: number; name?: string };
/** Whose loan it is: P0001, or the member who has it. */
export type Target = { loan?: number; member?: MemberRef };
export type KindAmount = { kind: SavingsKind; amount: number };

/** Savings of which no kind is said. */
export const UNNAMED_KIND = "voluntary" satisfies SavingsKind;

export const EXPENSES = ["operations", "incentives", "meetings", "training", "tax"] as const satisfies AccountName[];
/** What a year's surplus fills, and may be spent of in cash. */
export const FUNDS = ["educationFund", "socialFund", "officersFund"] as const satisfies readonly AccountName[];
export const INCOMES = [
  "otherIncome",
  "bankInterest",
  "administration",
  "grants",
] as const satisfies readonly AccountName[];

/** What became of a difference between the box and the book. */
export const OUTCOMES = ["paid-back", "loss", "income", "member"] as const;

/** Who pays for another of her group; without an amount an equal part. */
export type Payer = { member: MemberRef; amount?: number };

/** Statements that may be asked for in a chat, by their names in `statements/catalogue.ts`. */
export const PAPERS = [
  "cash-in",
  "cash-out",
  "cash-book",
  "cash-differences",
  "journal",
  "ledger",
  "trial-balance",
  "balance-sheet",
  "income",
  "surplus-split",
  "members",
  "member-book",
  "loans",
  "loan-card",
  "arrears",
  "collectibility",
  "pearls",
  "checks",
  "annual-book",
  /** What does not stand on the first page of the list. */
  "others",
] as const;
export const PAPER_FORMATS = ["pdf", "xlsx", "csv", "txt"] as const;

/** A statement, and of what it is. */
export type Paper = {
  statement: (typeof PAPERS)[number];
  account?: number;
  /** A unit as it was written; of all units where `all`. */
  unit?: string;
  all?: true;
  /** From this day until `date`. */
  from?: string;
};

/** What a member pays at a meeting: savings, or her instalment. */
export type MeetingKind = SavingsKind | "instalment";
/** What is written behind a member's number at a meeting. `expected`: exactly what stood in the list. */
export type MeetingLine = { items: { kind: MeetingKind; amount: number }[] } | { absent: true } | { expected: true };

/** Everything that a command may say. Money in whole rupiah, rates in ppm a period, days `YYYY-MM-DD`. */
export type Fields = {
  kind: SavingsKind;
  member: MemberRef;
  target: Target;
  amount: number;
  /** Further kinds of savings in the same deposit. */
  more: KindAmount[];
  date: string;
  /** A kind of loan of the unit, by its own name: it says method, rate and limits. */
  product: string;
  method: Method;
  periods: number;
  every: Calendar["every"];
  ratePpm: number;
  /** Number of an entry in the unit's journal. */
  entry: number;
  /** Number of something that waits for approval. */
  pending: number;
  /** Number of a sanggahan or of a deposit that is missed. */
  dispute: number;
  reason: string;
  /** A year whose books are closed, shared or handed over. */
  year: number;
  /** Number of a cash count that differed. */
  difference: number;
  outcome: (typeof OUTCOMES)[number];
  payers: Payer[];
  /** From the fund of the groups. */
  fund: boolean;
  /** Digits, as they were sent to her. */
  code: string;
  yes: boolean;
  /** YYYY-MM */
  month: string;
  /** The last so many months. */
  months: number;
  /** What bears it: an expense of the year, or a fund. */
  category: (typeof EXPENSES | typeof FUNDS)[number];
  source: (typeof INCOMES)[number];
  note: string;
  /** A unit as it was written. */
  unit: string;
  name: string;
  alias: string;
  /** A telephone number as WhatsApp has it: 6281234567890. */
  phone: string;
  purpose: string;
  paper: Paper;
  /** How she wants to have a document. */
  format: (typeof PAPER_FORMATS)[number];
  /** Cash on the table: denomination and pieces, largest first. */
  notes: [denomination: number, pieces: number][];
  line: MeetingLine;
};
export type Field = keyof Fields;

/** What each command must say, in the order in which it is asked for, and what it may say. */
export const COMMANDS = {
  deposit: { needs: ["member", "amount"], may: ["kind", "more", "date"] },
  withdraw: { needs: ["member", "amount"], may: ["kind", "date"] },
  instalment: { needs: ["target", "amount"], may: ["date"] },
  disburse: { needs: ["member", "amount", "periods", "every"], may: ["product", "method", "ratePpm", "date"] },
  /** A loan that was agreed: its terms are known. */
  "disburse-loan": { needs: ["target"], may: ["date"] },
  settle: { needs: ["target"], may: ["amount", "date"] },
  /** The head office names the unit of whom it asks about. */
  balance: { needs: [], may: ["target", "unit"] },
  history: { needs: [], may: ["target", "month", "months", "unit"] },
  simulate: { needs: ["amount", "periods", "every"], may: ["product", "method", "ratePpm"] },
  apply: { needs: ["amount", "periods", "every"], may: ["member", "product", "method", "ratePpm", "purpose"] },
  /** Without an entry: the last one of who writes. */
  reverse: { needs: [], may: ["entry"] },
  "cash-count": { needs: ["amount"], may: ["notes"] },
  "open-meeting": { needs: [], may: ["unit", "date"] },
  "close-meeting": { needs: ["amount"], may: [] },
  /** It did not take place, or was opened by a slip. */
  "drop-meeting": { needs: [], may: [] },
  dispute: { needs: ["entry"], may: ["reason"] },
  "report-deposit": { needs: ["amount", "date"], may: ["kind", "note"] },
  /** What a disputed entry was; ends the dispute when somebody says so who did not write it. */
  explain: { needs: ["dispute", "reason"], may: ["unit"] },
  /** The supervisor asks the treasurer about a deposit that a member misses. */
  "pass-on": { needs: ["dispute"], may: ["unit"] },
  confirm: { needs: ["code", "yes"], may: [] },
  /** Somebody stood by when a member without a phone said yes. */
  witness: { needs: ["pending"], may: [] },
  witnesses: { needs: [], may: [] },
  /** The head office may name a unit here and below. */
  approvals: { needs: [], may: ["unit"] },
  approve: { needs: ["pending"], may: ["unit"] },
  reject: { needs: ["pending", "reason"], may: ["unit"] },
  "lock-month": { needs: [], may: ["month"] },
  /** Up to the end of a day; without one it is yesterday. */
  "lock-day": { needs: [], may: ["date"] },
  disputes: { needs: [], may: ["unit"] },
  arrears: { needs: [], may: ["unit"] },
  cash: { needs: [], may: ["unit"] },
  "member-book": { needs: [], may: ["member", "unit"] },
  "next-instalment": { needs: [], may: ["target", "unit"] },
  expense: { needs: ["category", "amount"], may: ["note", "date"] },
  income: { needs: ["source", "amount"], may: ["note", "date"] },
  /** What the group, or its fund, pays of a late member's instalments. */
  cover: { needs: ["target"], may: ["amount", "payers", "fund", "date"] },
  "pay-from-savings": { needs: ["target", "amount"], may: ["date"] },
  "write-off": { needs: ["target"], may: ["date"] },
  recover: { needs: ["target", "amount"], may: ["date"] },
  "death-benefit": { needs: ["target", "amount"], may: ["date"] },
  /** A loan of the same product that pays off the one that runs. */
  "top-up": { needs: ["amount", "periods", "every"], may: ["member", "purpose"] },
  "to-bank": { needs: ["amount"], may: ["date"] },
  "from-bank": { needs: ["amount"], may: ["date"] },
  "pay-tax": { needs: ["amount"], may: ["date"] },
  differences: { needs: [], may: [] },
  "settle-difference": { needs: ["difference"], may: ["outcome", "member"] },
  "close-year": { needs: [], may: ["year"] },
  "split-surplus": { needs: [], may: ["year", "date"] },
  "surplus-to-savings": { needs: [], may: ["year"] },
  /** The loss of a year, from what was put by. */
  "cover-loss": { needs: [], may: ["year", "date"] },
  /** A month's jasa of all members anew, once the one that was booked is taken back. */
  "savings-interest": { needs: [], may: ["month"] },
  "pay-surplus": { needs: ["member"], may: ["date"] },
  /** The head office names the unit. */
  "send-transfer": { needs: ["amount"], may: ["unit", "date"] },
  /** By the number of the sender's entry, or by unit and amount. */
  "receive-transfer": { needs: [], may: ["entry", "unit", "amount", "date"] },
  /** The sender has it again: nobody received it. */
  "take-back-transfer": { needs: [], may: ["entry"] },
  transfers: { needs: [], may: [] },
  "new-member": { needs: ["name"], may: ["alias"] },
  leave: { needs: ["member"], may: ["date"] },
  "change-number": { needs: ["member", "phone"], may: [] },
  "number-changes": { needs: [], may: [] },
  /** The old number says no to its change. */
  "not-me": { needs: [], may: [] },
  /** Without a statement: which there are. */
  documents: { needs: [], may: ["paper", "format", "target", "year", "month", "date"] },
  "document-list": { needs: [], may: [] },
  slip: { needs: ["entry"], may: ["format", "unit"] },
  help: { needs: [], may: [] },
  "meeting-line": { needs: ["member", "line"], may: [] },
  "remove-line": { needs: ["member"], may: [] },
  "show-meeting": { needs: [], may: [] },
} as const satisfies Record<string, { needs: readonly Field[]; may: readonly Field[] }>;

export type Action = keyof typeof COMMANDS;
type Needed<A extends Action> = (typeof COMMANDS)[A]["needs"][number];
type Optional<A extends Action> = (typeof COMMANDS)[A]["may"][number];

/** One command, e.g. `CommandOf<"deposit">` is `{ action: "deposit"; member; amount; kind?; more?; date? }`. */
export type CommandOf<A extends Action> = A extends Action
  ? { action: A } & Pick<Fields, Needed<A>> & Partial<Pick<Fields, Optional<A>>>
  : never;
export type Command = CommandOf<Action>;

/** A command that is not whole yet: what was understood so far. */
export type Draft = { action: Action } & Partial<Fields>;

/** Commands that only look: a question mark behind them changes nothing. */
export const LOOKS: ReadonlySet<Action> = new Set([
  "balance",
  "history",
  "simulate",
  "approvals",
  "disputes",
  "arrears",
  "cash",
  "witnesses",
  "number-changes",
  "differences",
  "transfers",
  "member-book",
  "next-instalment",
  "documents",
  "document-list",
  "slip",
  "help",
  "show-meeting",
]);

/** Whether a bare name in it is a unit's; of a member's the unit is marked ("saldo 003 unit Melati"). */
export const namesUnit = (action: Action): boolean =>
  takes(action, "unit") && !takes(action, "member") && !takes(action, "target");

/** Whether a command says such a thing at all. */
export function takes(action: Action, field: Field): boolean {
  const { needs, may }: { needs: readonly Field[]; may: readonly Field[] } = COMMANDS[action];
  return needs.includes(field) || may.includes(field);
}
