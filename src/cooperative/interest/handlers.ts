import type Sqlite from "better-sqlite3";
import { LIMITS } from "../../limits.ts";
import { ACCOUNTS } from "../accounts.ts";
import { lastDayOf } from "../jobs/months.ts";
import { credit, debit, type Entry, type Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { SYSTEM } from "../operations/desk.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type Handlers,
  NOBODY,
  type Result,
  refused,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { Settings } from "../settings.ts";
import { interestOf, type MembersInterest } from "./interest.ts";

export type InterestParts = {
  sqlite: Sqlite.Database;
  journal: Journal;
  settings(unit: number): Settings;
  isMember(member: number, unit: number): boolean;
};

/** What a month's jasa comes from: whoever asks for it, and however often, there is one entry a unit and month. */
export const interestSource = (unit: number, month: string): string => `job:savings-interest:${month}:${unit}`;

/** The jasa of a month that stands in the books, if any; else the source under which it may be booked. */
export function standingInterest(
  journal: Pick<Journal, "bySource" | "reversalOf">,
  unit: number,
  month: string,
): { entry: Entry } | { source: string } | undefined {
  for (let round = 1; round <= LIMITS.interestRounds; round++) {
    // What was taken back has used its source: the next one has the round behind it.
    const source = round === 1 ? interestSource(unit, month) : `${interestSource(unit, month)}/${round}`;
    const entry = journal.bySource(source);
    if (entry === undefined) return { source };
    if (journal.reversalOf(entry.id) === undefined) return { entry };
  }
  return undefined;
}

/** Jasa simpanan: one entry a unit and month with a line a member, dated the last day of the month. */
export const interestHandlers = (parts: InterestParts): Handlers => ({ "savings-interest": paying(parts) });

function paying(parts: InterestParts): Handler<"savings-interest"> {
  return {
    member: () => undefined,
    amount: ({ month }, { unit }) => sum(interestFor(parts, unit, month), "gross"),
    // The calendar needs nobody; a person has savings of her own among those that grow.
    needs: (_, { maker }) => (maker === SYSTEM ? NOBODY : { votes: 1, confirm: false, why: "savings-interest" }),
    perform: ({ month }, booking) => pay(parts, month, booking),
  };
}

function pay(parts: InterestParts, month: string, booking: Booking): Result<Done> {
  const { unit } = booking;
  const standing = standingInterest(parts.journal, unit, month);
  if (standing === undefined) return refused("interest-rounds", { month: month.split("-").reverse().join("/") });
  if ("entry" in standing) return done([standing.entry], true);
  const { source } = standing;
  if (booking.today <= lastDayOf(month)) return refused("month-not-over", { date: lastDayOf(month) });
  const lines = interestLines(interestFor(parts, unit, month));
  // A month without jasa is done with nothing; whoever asks for it hears so.
  if (lines.length === 0) return booking.maker === SYSTEM ? done([]) : refused("interest-nothing");
  return book(
    parts.journal,
    { ...booking, source, valueOn: lastDayOf(month) },
    { kind: "savings-interest", memo: month, lines },
  );
}

const interestFor = ({ sqlite, settings, isMember }: InterestParts, unit: number, month: string): MembersInterest[] =>
  interestOf(sqlite, unit, month, { settings: settings(unit), isMember: (member) => isMember(member, unit) });

/** All of it is the unit's expense; each member has hers in sukarela, less the tax that the unit hands on. Pure. */
export function interestLines(interest: readonly MembersInterest[]): Line[] {
  if (interest.length === 0) return [];
  return [
    debit(ACCOUNTS.savingsInterest, sum(interest, "gross")),
    ...interest.flatMap(({ member, tax, net }) => [
      ...(net > 0 ? [credit(ACCOUNTS.voluntary, net, { member })] : []),
      ...(tax > 0 ? [credit(ACCOUNTS.taxPayable, tax, { member })] : []),
    ]),
  ];
}

const sum = (interest: readonly MembersInterest[], of: "gross" | "tax" | "net"): number =>
  interest.reduce((all, one) => all + one[of], 0);
