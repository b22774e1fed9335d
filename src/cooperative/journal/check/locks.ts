import type Sqlite from "better-sqlite3";
import type { EntryHead } from "../entry.ts";
import type { Wrong } from "./breach.ts";

/** How a unit's books were closed: by the instant of each lock, ms UTC, up to which date they were closed then. */
type Closed = { at: number; until: string }[];

/**
 * Entries against the locks of their books: nothing was written under a date that was closed when it was booked, but the
 * close of a year, which belongs to its last day; and only what is dated in closed books stands under another day.
 */
export class Locks {
  private readonly byUnit = new Map<number, Closed>();
  private readonly yearCloses: ReadonlySet<number>;

  constructor(sqlite: Sqlite.Database) {
    const locks = sqlite.prepare("SELECT unit, until, at FROM period_lock ORDER BY at, id").raw();
    for (const [unit, until, at] of locks.iterate() as IterableIterator<[number, string, number]>) {
      const closed = this.byUnit.get(unit) ?? [];
      const before = closed.at(-1)?.until ?? "";
      closed.push({ at, until: until > before ? until : before });
      this.byUnit.set(unit, closed);
    }
    this.yearCloses = new Set(sqlite.prepare("SELECT entry_id FROM year_close").pluck().all() as number[]);
  }

  wrongWith({ id, unit, kind, valueOn, booksOn, bookedAt }: EntryHead): Wrong | undefined {
    const closed = this.byUnit.get(unit);
    if (valueOn < booksOn && (closed === undefined || valueOn > until(closed, bookedAt + 1)))
      return { code: "locked", what: `it is of ${valueOn} and stands under ${booksOn}, and no lock says why` };
    if (closed === undefined) return undefined;
    // A lock of the same millisecond may have come before it or behind it.
    const closedUntil = until(closed, bookedAt);
    if (booksOn > closedUntil || (kind === "year-close" && this.yearCloses.has(id))) return undefined;
    return {
      code: "locked",
      what: `it stands under ${booksOn}, and the books were closed up to ${closedUntil} before`,
    };
  }
}

/** Up to which date the books were closed just before an instant; "" for not at all. */
function until(closed: Closed, before: number): string {
  let [from, to] = [0, closed.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((closed[middle]?.at ?? 0) < before) from = middle + 1;
    else to = middle;
  }
  return closed[from - 1]?.until ?? "";
}
