import type Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";
import { ACCOUNTS } from "./accounts.ts";
import { type OpeningBalance, type OpeningPlan, offeredFor, openingLines, type PlannedMember } from "./import/plan.ts";
import type { Entry } from "./journal/entry.ts";
import type { Journal } from "./journal/journal.ts";
import type { Loans } from "./loans/store.ts";
import type { Members } from "./members.ts";
import type { Booking } from "./operations/operation.ts";
import type { TermDeposits } from "./savings/term-deposits.ts";
import type { Settings } from "./settings.ts";

export type OpeningParts = {
  sqlite: Sqlite.Database;
  journal: Journal;
  members: Members;
  loans: Loans;
  termDeposits: TermDeposits;
};

/** Where an opening goes, and by whom. */
export type OpeningBooking = Omit<Booking, "source" | "valueOn"> & {
  settings: Settings;
  /** SHA-256 of the files, hex: the same files post nothing twice. */
  sha256: string;
};

/** What was written. */
export type Opened = { members: number; entries: number; loans: number };

/** Enough of the files' hash for a source; the unit stands beside it. */
const HASH_DIGITS = 32;
const sourceOf = ({ sha256, unit }: OpeningBooking, part: string | number): string =>
  `import:${sha256.slice(0, HASH_DIGITS)}:${unit}:${part}`;

/** Whether these files were imported into this unit before. */
export function isOpened(
  { journal }: Pick<OpeningParts, "journal">,
  plan: OpeningPlan,
  booking: OpeningBooking,
): boolean {
  const parts = ["unit", ...plan.members.map(({ row }) => row)];
  return parts.some((part) => journal.bySource(sourceOf(booking, part)) !== undefined);
}

/**
 * Writes the opening of a unit: members, their loans and term deposits, one entry for each and one for the unit's own
 * balances, all against 3-999. To be called in a transaction, so that it is all or nothing. `personOf` gives the person
 * behind a member, where there is one. Errors: `import.problems`, `import.again`, and the journal's.
 */
export function postOpening(
  parts: OpeningParts,
  plan: OpeningPlan,
  booking: OpeningBooking,
  personOf: (member: PlannedMember) => string | undefined,
): Opened {
  if (!parts.sqlite.inTransaction) throw new Error("an opening is written in a transaction");
  if (isOpened(parts, plan, booking)) throw new RukunError("import.again", "these files were imported before");
  if (plan.problems.length > 0 || plan.difference !== 0)
    throw new RukunError("import.problems", `there are ${plan.problems.length} problems`);
  const opened = { members: 0, entries: 0, loans: 0 };
  for (const member of plan.members) {
    const { entries, loans } = openMember(parts, plan, member, booking, personOf(member));
    opened.members += 1;
    opened.entries += entries;
    opened.loans += loans;
  }
  const balances = plan.unit.map(({ account, amount }) => ({ account, amount }));
  if (post(parts.journal, plan, balances, "unit", booking) !== undefined) opened.entries += 1;
  return opened;
}

function openMember(
  parts: OpeningParts,
  plan: OpeningPlan,
  { no, name, aliases, joinedOn = plan.on, savings, loans, running, terms, row }: PlannedMember,
  booking: OpeningBooking,
  personId: string | undefined,
): { entries: number; loans: number } {
  const { unit, at, settings } = booking;
  const person = personId === undefined ? {} : { personId };
  const { id: member } = parts.members.add({ unit, no, name, aliases, joinedOn, ...person }, at);
  const owed = running.map(({ terms: agreed, from }, n): OpeningBalance => {
    const { id } = parts.loans.addRunning({ unit, member, terms: agreed, appliedAt: at }, from);
    return { account: ACCOUNTS.loans, amount: loans[n]?.outstanding ?? 0, member, loan: id };
  });
  const own = [...savings].map(([account, amount]) => ({ account, amount, member }));
  const entry = post(parts.journal, plan, [...owed, ...own], row, booking);
  if (entry !== undefined)
    for (const { amount, months, openedOn, ratePpm = offeredFor(months, settings) ?? 0 } of terms) {
      const item = { kind: "term", amount, months } as const;
      const when = { ...booking, valueOn: openedOn, source: "" };
      parts.termDeposits.opened([entry], member, [item], when, [{ months, ratePpm }]);
    }
  return { entries: entry === undefined ? 0 : 1, loans: owed.length };
}

function post(
  journal: Journal,
  { on }: OpeningPlan,
  balances: readonly OpeningBalance[],
  part: string | number,
  booking: OpeningBooking,
): Entry | undefined {
  const lines = openingLines(balances);
  if (lines.length === 0) return undefined;
  const { unit, maker } = booking;
  const draft = { unit, kind: "opening", valueOn: on, maker, source: sourceOf(booking, part), lines } as const;
  return journal.post(draft, booking).entry;
}
