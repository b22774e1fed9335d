import { CASH_ACCOUNTS } from "../accounts.ts";
import type { BookingTime, Draft } from "../journal/entry.ts";
import { JournalError, type JournalRefusal } from "../journal/errors.ts";
import type { Posted } from "../journal/journal.ts";
import { type Booking, type Done, done, type Refusal, type Result } from "./operation.ts";

/** What posting needs of the journal. */
export type Poster = { post(draft: Draft, now: BookingTime): Posted };

/** Posts one entry for a booking; what the journal refuses for a reason that a person can mend is a refusal. */
export function book(
  journal: Poster,
  booking: Booking,
  {
    kind,
    lines,
    memo,
    part,
  }: Pick<Draft, "kind" | "lines" | "memo"> & { /** Where one booking makes several entries. */ part?: string },
): Result<Done> {
  const { unit, maker, checker, valueOn, late } = booking;
  const source = part === undefined ? booking.source : `${booking.source}/${part}`;
  const draft: Draft = { unit, kind, valueOn, maker, source, lines };
  if (checker !== undefined) draft.checker = checker;
  if (memo !== undefined) draft.memo = memo;
  if (late === true) draft.late = late;
  return refusable(() => {
    const { entry, duplicate } = journal.post(draft, booking);
    return done([entry], duplicate);
  });
}

/** Runs what may be refused by the journal. Defects of ours are thrown on. */
export function refusable(work: () => Result<Done>): Result<Done> {
  try {
    return work();
  } catch (error) {
    const refusal = error instanceof JournalError ? asRefusal(error.data) : undefined;
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

/** Undefined: nobody who writes to us can mend it. */
function asRefusal(data: JournalRefusal): Refusal | undefined {
  switch (data.code) {
    case "journal.future":
      return { code: "future", data: { date: data.valueOn } };
    case "journal.locked":
      return { code: "locked", data: { date: data.valueOn, until: data.lockedUntil } };
    case "journal.negative": {
      const { account, balance, wanted } = data;
      if (CASH_ACCOUNTS.has(account)) return { code: "cash-short", data: { account, balance, wanted } };
      return { code: "not-enough", data: { account, balance, wanted } };
    }
    case "journal.reversed":
      return { code: "reversed-already", data: {} };
    case "journal.reversal":
      return { code: "is-reversal", data: {} };
    default:
      return undefined;
  }
}

/** Several entries of one booking, all or none: the first refusal takes back nothing by itself, so it comes first. */
export function all(results: readonly (() => Result<Done>)[]): Result<Done> {
  const entries: Done["entries"][number][] = [];
  let duplicate = false;
  for (const next of results) {
    const result = next();
    if (!result.ok) return result;
    entries.push(...result.entries);
    duplicate ||= result.duplicate;
  }
  return done(entries, duplicate);
}
