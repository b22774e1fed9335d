import type Sqlite from "better-sqlite3";
import type { EntryHead } from "../entry.ts";
import type { Breaches } from "./breach.ts";

type Count = { unit: number; on: string; counted: number; book: number; at: number; entry: number | null };
/** The counts of a unit that made no entry, oldest first; how far they were looked at, and what is in the box now. */
type Box = { even: Count[]; next: number; cash: number; fits: boolean };

/**
 * Cash counts against what the books said was in the box at that moment. One with a difference made an entry, so its place
 * in the journal is known; one without stands between two entries by the clock.
 */
export class CashBoxes {
  private readonly boxes = new Map<number, Box>();
  private readonly byEntry = new Map<number, Count>();
  private readonly wrong: { unit: number; what: string }[] = [];

  constructor(sqlite: Sqlite.Database) {
    for (const count of sqlite.prepare(COUNTS).iterate() as IterableIterator<Count>) {
      const box = this.boxes.get(count.unit) ?? { even: [], next: 0, cash: 0, fits: false };
      if (count.entry === null) box.even.push(count);
      else this.byEntry.set(count.entry, count);
      this.boxes.set(count.unit, box);
    }
  }

  /** Whether a unit ever counted. */
  has(unit: number): boolean {
    return this.boxes.has(unit);
  }

  /** An entry was read, and this is in the box after it. */
  take({ id, unit, no, bookedAt }: Pick<EntryHead, "id" | "unit" | "no" | "bookedAt">, cash: number): void {
    const box = this.boxes.get(unit);
    if (box === undefined) return;
    this.lookUntil(box, bookedAt);
    const own = this.byEntry.get(id);
    if (own !== undefined) {
      this.byEntry.delete(id);
      if (own.book !== box.cash || own.counted !== cash)
        this.isWrong(own, `and by the books it was ${cash} and ${box.cash} (no ${no})`);
    }
    box.cash = cash;
    // Of several entries of one millisecond it may have been counted behind each.
    const count = box.even[box.next];
    if (count?.at === bookedAt) box.fits ||= count.counted === cash;
  }

  /** All entries were read: what was counted since, and counts whose entry never came. `only`: of one unit. */
  finish(only: number | undefined, breaches: Breaches): void {
    for (const box of this.boxes.values()) this.lookUntil(box, Number.POSITIVE_INFINITY);
    for (const count of this.byEntry.values()) this.isWrong(count, "and its entry is none of its unit");
    for (const { unit, what } of this.wrong)
      if (only === undefined || unit === only) breaches.add({ code: "record", unit, what });
  }

  /** Looks at each count that was made before an instant, by what is in the box just before it. */
  private lookUntil(box: Box, at: number): void {
    for (let count = box.even[box.next]; count !== undefined && count.at <= at; count = box.even[box.next]) {
      box.fits ||= count.counted === box.cash;
      if (count.at === at && !box.fits) return;
      if (count.book !== count.counted || !box.fits) this.isWrong(count, `and by the books it was ${box.cash}`);
      box.next += 1;
      box.fits = false;
    }
  }

  private isWrong({ unit, on, counted, book }: Count, what: string): void {
    this.wrong.push({ unit, what: `the cash count of ${on} is kept as ${counted} against ${book}, ${what}` });
  }
}

const COUNTS = `SELECT unit, "on", counted, book, at, entry_id AS entry FROM cash_count ORDER BY at, id`;
