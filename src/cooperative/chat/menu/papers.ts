import type { Dispute } from "../../disputes/disputes.ts";
import { mayKnow } from "../../disputes/rules.ts";
import type { Entry } from "../../journal/entry.ts";
import { disputeLine } from "../commands/disputes.ts";
import { ownMember } from "../commands/members.ts";
import { describe } from "../describe.ts";
import { missingText } from "../notify.ts";
import { receiptLine } from "../receipt.ts";
import type { CoopTurn } from "../turn.ts";
import { type Ask, change, decide, type Option, OTHER, page, short } from "./ask.ts";

/** Receipts of late that are offered; older ones are on paper, and their number is written. */
const LATEST = 4;
/** Lines that are read to find a member's latest receipts. */
const LINES = 24;

type Field = "entry" | "pending" | "dispute" | "difference";
type Numbered = { no: number; line: string };

/** Something with a number: what it is stands in the question, and the number on the button. */
const numbered = (name: string, field: Field, list: (turn: CoopTurn) => Numbered[], rest: "listed" | "older"): Ask => ({
  name,
  open: ({ draft }) => draft[field] === undefined,
  options: (_, turn) => {
    const options = list(turn).map(
      ({ no }): Option => ({ id: String(no), label: turn.say.line("coop-menu:no", { no }) }),
    );
    if (rest === "listed") return page(options, turn);
    return options.length === 0 ? [] : [...options, { id: OTHER, label: turn.say.line("coop-menu:other.no") }];
  },
  choose: (id, state) => change(state, { [field]: Number(id) }),
  ...(rest === "listed"
    ? {}
    : {
        read: (text, state) => {
          const digits = /^\D*(\d{1,9})\D*$/.exec(text)?.[1];
          return digits === undefined ? undefined : change(state, { [field]: Number(digits) });
        },
      }),
  data: (_, turn) => ({
    list: list(turn)
      .map(({ line }) => line)
      .join("\n"),
  }),
});

/** The newest receipts of the unit. */
export const unitEntry = numbered(
  "entry",
  "entry",
  (turn) => newest(turn).map((entry) => listed(entry, turn)),
  "older",
);
/** The newest receipts of whoever asks. */
export const ownEntry = numbered(
  "own-entry",
  "entry",
  (turn) => own(turn).map((entry) => listed(entry, turn)),
  "older",
);

/** A receipt of which she wants the slip. */
export const unitSlip: Ask = { ...unitEntry, name: "slip" };
export const ownSlip: Ask = { ...ownEntry, name: "slip" };

const listed = (entry: Entry, { books, say }: CoopTurn): Numbered => ({
  no: entry.no,
  line: receiptLine(books, entry, say),
});

function newest({ books, standing }: CoopTurn): Entry[] {
  const found: Entry[] = [];
  const head = books.journal.head(standing.unit.id)?.no ?? 0;
  for (let no = head; no > 0 && no > head - LINES && found.length < LATEST; no--) {
    const entry = books.journal.byNo(standing.unit.id, no);
    if (entry === undefined || entry.reverses !== null) continue;
    if (books.journal.reversalOf(entry.id) === undefined) found.push(entry);
  }
  return found;
}

function own(turn: CoopTurn): Entry[] {
  const { journal } = turn.books;
  const member = ownMember(turn);
  const lines = member === undefined ? [] : journal.memberLines(member.id, { limit: LINES });
  const ids = [...new Set(lines.map(({ entry }) => entry.id))].slice(0, LATEST);
  return ids.flatMap((id) => journal.entry(id) ?? []);
}

/** What waits for officers. */
export const request = numbered(
  "pending",
  "pending",
  ({ books, standing, say }) =>
    books.pendings.open(standing.unit.id).map((pending) => {
      const waits = missingText(books.desk.missing(pending), pending, say);
      return {
        no: pending.no,
        line: say.line("pending.line", { no: pending.no, what: describe(books, pending, say), for: waits }),
      };
    }),
  "listed",
);

/** What waits for somebody who stood by. */
export const unwitnessed = numbered(
  "witness",
  "pending",
  ({ books, standing, say }) =>
    books.pendings
      .open(standing.unit.id)
      .filter(({ needsConfirm, confirmer, witness }) => needsConfirm && confirmer === null && witness === null)
      .map((pending) => ({
        no: pending.no,
        line: say.line("summary.other", { heard: String(pending.no), answer: describe(books, pending, say) }),
      })),
  "listed",
);

const disputes = (name: string, which: (dispute: Dispute) => boolean): Ask =>
  numbered(
    name,
    "dispute",
    (turn) =>
      turn.books.disputes
        .open(turn.standing.unit.id)
        .filter((dispute) => mayKnow(dispute, turn.standing.roles) && which(dispute))
        .map((dispute) => ({ no: dispute.no, line: disputeLine(dispute, turn) })),
    "listed",
  );

export const dispute = disputes("dispute", () => true);
export const missed = disputes("missed", ({ kind }) => kind === "missing");

/** A cash count that differed. What became of it is asked by the command itself. */
export const difference = numbered(
  "difference",
  "difference",
  ({ books, standing, say }) =>
    books.counts.unresolved(standing.unit.id).map(({ id, on, counted, book }) => {
      const data = { no: id, date: on, difference: Math.abs(counted - book) };
      return { no: id, line: say.line(`coop-year:difference.${counted < book ? "short" : "over"}`, data) };
    }),
  "listed",
);

/** Money on its way: to this unit, or from it. */
const transfer = (name: string, side: "toUnit" | "fromUnit"): Ask => ({
  name,
  open: ({ decided }) => decided["transfer"] === undefined,
  options: (_, { books, standing, say }) =>
    books.transfers
      .inTransit(standing.unit.id)
      .filter((one) => one[side] === standing.unit.id)
      .map(({ id, amount, fromUnit, toUnit }) => {
        const other = books.unit(side === "toUnit" ? fromUnit : toUnit);
        return { id: String(id), label: short(`${say.money(amount)} ${other.name}`) };
      }),
  choose: (id, state) => ({ state: decide(state, "transfer", id) }),
});

export const coming = transfer("coming", "toUnit");
export const going = transfer("going", "fromUnit");
