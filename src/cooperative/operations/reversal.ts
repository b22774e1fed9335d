import type { Entry, EntryKind } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type Need,
  NOBODY,
  type OperationOf,
  type Result,
  refused,
} from "./operation.ts";
import { refusable } from "./posting.ts";

export type ReversalParts = {
  journal: Journal;
  /** The date of an instant in the unit's zone. */
  dateOf(unit: number, at: number): string;
  /** Of a member who is one no more. */
  nameOfLeft(member: number): string | undefined;
  /** The number of an entry that rests on this one, and must be taken back before it. */
  restsOn(entry: Entry): number | undefined;
  /** What else hangs on entries: loans that a payment closed, deposits that it tied up. */
  afterReversal: readonly ((entry: Entry) => void)[];
};

/** Entries that belong to something larger, which must be undone as a whole or not at all. */
export const NEVER_REVERSED: ReadonlySet<EntryKind> = new Set([
  "transfer",
  "year-close",
  "shu",
  "loss",
  "leaving",
  "cash-difference",
]);

/** Mirrors an entry, once; the member is told. After its day, and where others had agreed to it, somebody must agree. */
export function reversing(parts: ReversalParts): Handler<"reverse"> {
  const entryOf = (operation: OperationOf<"reverse">) => parts.journal.entry(operation.entry);
  return {
    member: (operation) => memberOf(entryOf(operation)),
    amount: (operation) => amountOf(entryOf(operation)),
    needs: (operation, booking) => needs(parts, entryOf(operation), booking),
    perform: (operation, booking) => reverse(parts, operation, booking),
  };
}

function needs({ dateOf }: ReversalParts, entry: Entry | undefined, booking: Booking): Need {
  if (entry === undefined) return NOBODY;
  // Who writes today's lines did not write the opening: it was imported for the unit, and is older than its day.
  const sameDay = dateOf(entry.unit, entry.bookedAt) === booking.today && entry.kind !== "opening";
  return sameDay && entry.checker === null ? NOBODY : { votes: 1, confirm: false, why: "correction" };
}

function reverse(parts: ReversalParts, operation: OperationOf<"reverse">, booking: Booking): Result<Done> {
  const { journal, nameOfLeft, restsOn, afterReversal } = parts;
  const entry = journal.entry(operation.entry);
  if (entry === undefined || entry.unit !== booking.unit) return refused("no-such-entry");
  if (NEVER_REVERSED.has(entry.kind)) return refused("not-reversible", { no: entry.no });
  // She was paid all that she had then: nobody is there to have more, or to owe it.
  const name = entry.lines.map(({ member = 0 }) => nameOfLeft(member)).find((one) => one !== undefined);
  if (name !== undefined) return refused("reversal-left", { no: entry.no, name });
  const first = restsOn(entry);
  if (first !== undefined) return refused("reversal-rests", { no: entry.no, first });
  const { maker, checker, source, valueOn } = booking;
  const by = { maker, source, valueOn, memo: operation.reason, ...(checker === undefined ? {} : { checker }) };
  return refusable(() => {
    const posted = journal.reverse(entry.id, by, booking);
    if (!posted.duplicate) for (const after of afterReversal) after(entry);
    return done([posted.entry], posted.duplicate);
  });
}

/** The one member whose entry it is; undefined where there is none, or several. */
export function memberOf(entry: Entry | undefined): number | undefined {
  const members = new Set(entry?.lines.flatMap(({ member }) => member ?? []));
  return members.size === 1 ? [...members][0] : undefined;
}

/** Rupiah of one side. */
export const amountOf = (entry: Entry | undefined): number | undefined =>
  entry?.lines.reduce((sum, { debit }) => sum + debit, 0);
