import { LIMITS } from "../../limits.ts";
import type { CashCounts } from "../cash/counts.ts";
import type { Pendings } from "../controls/pendings.ts";
import { lastDayOf, monthsOf, yearEnd } from "../jobs/months.ts";
import type { Journal } from "../journal/journal.ts";
import type { Meetings } from "../meeting/meetings.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type OperationName,
  type Refusal,
  type Result,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { YearCloses } from "./closes.ts";
import { closingLines, isResult, surplusOf } from "./closing-lines.ts";

export type ClosingParts = {
  journal: Journal;
  counts: CashCounts;
  pendings: Pendings;
  meetings: Meetings;
  closes: YearCloses;
  /** Months of a year whose jasa and provision are not booked yet, `YYYY-MM`. */
  undone(unit: number, year: number): readonly string[];
  /** The first day of a unit's books, YYYY-MM-DD. */
  openedOn(unit: number): string;
};

/** What waits and will change nothing in a closed year: its own asking, and what moves no money. */
const BESIDE: ReadonlySet<OperationName> = new Set(["year-close", "agree-loan", "number-change"]);

/** What a year close is entered as, once: a unit's year has one. */
const sourceOf = (unit: number, year: number): string => `year-close:${year}:${unit}`;

/**
 * Tutup buku tahun: on 31 December every account of income and expenses is emptied into 3-302, and the year is locked.
 * Two others agree. All of the year must be in the books before: months locked, jobs done, differences settled.
 */
export function closingYear(parts: ClosingParts): Handler<"year-close"> {
  return {
    member: () => undefined,
    amount: ({ year }, { unit }) => Math.abs(openSurplus(parts, unit, year)),
    needs: () => ({ votes: 2, confirm: false, why: "year-close" }),
    perform: ({ year }, booking) => close(parts, year, booking),
  };
}

function close(parts: ClosingParts, year: number, booking: Booking): Result<Done> {
  const { journal, closes } = parts;
  const { unit, maker, checker, at } = booking;
  const refusal = closeRefusal(parts, year, booking);
  if (refusal !== undefined) return { ok: false, refusal };
  const balances = atYearEnd(parts, unit, year);
  const lines = closingLines(balances);
  const source = sourceOf(unit, year);
  const dated = { ...booking, source, valueOn: yearEnd(year), late: true };
  const result = book(journal, dated, { kind: "year-close", memo: String(year), lines });
  const [entry] = result.ok ? result.entries : [];
  if (!result.ok || entry === undefined) return result;
  closes.close({ unit, year, entryId: entry.id, surplus: surplusOf(balances) });
  journal.lock(unit, "year", yearEnd(year), checker ?? maker, at);
  return done([entry]);
}

/** Why the year cannot be closed yet, the first reason of all. `no`: what it is about. */
export function closeRefusal(parts: ClosingParts, year: number, { unit, today }: Booking): Refusal | undefined {
  const { journal, closes, counts, pendings, meetings } = parts;
  const end = yearEnd(year);
  if (today <= end) return { code: "year-not-over", data: { year, date: end } };
  if (closes.of(unit, year) !== undefined) return { code: "year-closed", data: { year } };
  const before = atYearEnd(parts, unit, year - 1);
  if (before.some(({ account, closing }) => isResult(account) && closing !== 0))
    return { code: "year-before", data: { year: year - 1 } };
  if (!atYearEnd(parts, unit, year).some(({ account, closing }) => isResult(account) && closing !== 0))
    return { code: "year-empty", data: { year } };
  const undone = parts.undone(unit, year);
  if (undone.length > 0) return { code: "year-jobs", data: { month: asWritten(undone[0] ?? "") } };
  const open = firstOpen(year, parts.openedOn(unit), journal.lockedUntil(unit) ?? "");
  if (open !== undefined) return { code: "year-month-open", data: { month: asWritten(open) } };
  const meeting = meetings.open(unit);
  if (meeting !== undefined && meeting.heldOn <= end) return { code: "year-meeting", data: { date: meeting.heldOn } };
  const differences = counts.unresolved(unit).filter(({ on }) => on <= end);
  if (differences.length > 0)
    return { code: "year-differences", data: { no: listed(differences.map(({ id }) => id)) } };
  const waiting = pendings.open(unit).filter(({ operation, valueOn }) => valueOn <= end && !BESIDE.has(operation.op));
  if (waiting.length > 0) return { code: "year-pendings", data: { no: listed(waiting.map(({ no }) => no)) } };
  return undefined;
}

/** December is locked by the close itself; those before it by the chair, from the one in which the unit began. */
const firstOpen = (year: number, openedOn: string, lockedUntil: string): string | undefined =>
  monthsOf(year)
    .slice(0, -1)
    .find((month) => lastDayOf(month) >= openedOn && lastDayOf(month) > lockedUntil);

/** What a year that is not closed comes to at its end, by what is in the books now; rupiah, below 0 for a loss. */
export const openSurplus = (parts: Pick<ClosingParts, "journal">, unit: number, year: number): number =>
  surplusOf(atYearEnd(parts, unit, year));

const atYearEnd = ({ journal }: Pick<ClosingParts, "journal">, unit: number, year: number) =>
  journal.trialBalance(unit, { to: yearEnd(year) });

/** `11/2026` */
const asWritten = (month: string): string => month.split("-").reverse().join("/");

const listed = (numbers: readonly number[]): string => numbers.slice(0, LIMITS.listOptions).join(", ");
