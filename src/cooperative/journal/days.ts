import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { DAY } from "../../clock.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Line } from "./entry.ts";
import { rawStatement } from "./rows.ts";

/** Days of units that are kept in memory: those of today, of a large federation. */
const CACHED_DAYS = 500;

/** What one line moved, of one member: account and rupiah. */
type Moved = [account: number, amount: number];
type Day = Map<number, Moved[]> | "too many";

/**
 * When the first entry was booked that has a value date, ms UTC: on the day or later. A day's slack is more than any zone
 * and any clock put right.
 */
export const notBefore = (valueOn: string): number => Date.parse(`${valueOn}T00:00:00Z`) - DAY;

/**
 * What was written with a value date in a unit, by member: whether a deposit was perhaps told twice is asked for each
 * one, and mostly there is nothing like it. What it says of may have been taken back since; of what it does not say there
 * is nothing. `forget()` when a transaction was taken back or another process wrote.
 */
export class Days {
  private readonly days = new LRUCache<string, Day>({ max: CACHED_DAYS });
  private last: { unit: number; valueOn: string; day: Day } | undefined;
  private readonly lines: Sqlite.Statement;

  constructor(sqlite: Sqlite.Database) {
    this.lines = rawStatement(sqlite, LINES);
  }

  /** False: the member has no line with this account, amount and value date. */
  mayHave(unit: number, member: number, account: number, amount: number, valueOn: string): boolean {
    const day = this.day(unit, valueOn);
    if (day === "too many") return true;
    return day.get(member)?.some(([of, moved]) => of === account && moved === amount) === true;
  }

  /** An entry was written. */
  add(unit: number, valueOn: string, lines: readonly Line[]): void {
    const day = this.known(unit, valueOn);
    if (day === undefined || day === "too many") return;
    for (const { member, account, debit, credit } of lines)
      if (member !== undefined) put(day, member, [account, Math.max(debit, credit)]);
  }

  forget(): void {
    this.last = undefined;
    this.days.clear();
  }

  private known(unit: number, valueOn: string): Day | undefined {
    if (this.last?.unit === unit && this.last.valueOn === valueOn) return this.last.day;
    return this.days.get(`${unit} ${valueOn}`);
  }

  private day(unit: number, valueOn: string): Day {
    const day = this.known(unit, valueOn) ?? this.read(unit, valueOn);
    if (day !== this.last?.day) this.last = { unit, valueOn, day };
    return day;
  }

  private read(unit: number, valueOn: string): Day {
    const day = this.linesOf(unit, valueOn) ?? "too many";
    this.days.set(`${unit} ${valueOn}`, day);
    return day;
  }

  /** From the newest line back to the first that was booked before the day; undefined: that is too far. */
  private linesOf(unit: number, valueOn: string): Map<number, Moved[]> | undefined {
    const found = new Map<number, Moved[]>();
    const from = notBefore(valueOn);
    let count = 0;
    for (const row of this.lines.iterate(unit) as IterableIterator<Row>) {
      const [bookedAt, on, member, account, amount] = row;
      if (bookedAt < from) break;
      count += 1;
      if (count > COOP_LIMITS.dayLines) return undefined;
      if (on === valueOn && member !== null) put(found, member, [account, amount]);
    }
    return found;
  }
}

function put(day: Map<number, Moved[]>, member: number, moved: Moved): void {
  const there = day.get(member);
  if (there === undefined) day.set(member, [moved]);
  else there.push(moved);
}

type Row = [bookedAt: number, valueOn: string, member: number | null, account: number, amount: number];

// CROSS JOIN is SQLite's way to say which table is gone through first.
const LINES = `SELECT e.booked_at, e.value_on, l.member, l.account, max(l.debit, l.credit)
  FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.unit = ? ORDER BY e.no DESC`;
