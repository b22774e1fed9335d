import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { Duties } from "../../schedule/duties.ts";
import { addDays, dateIn, type Hours, instantOf, withinHours, type Zone } from "../../zones.ts";
import { lastDayOf, monthAfter, monthOf } from "./months.ts";
import { JOBS, type Job, type JobProgress, jobKey } from "./progress.ts";

/** Duties of the books: a job of a month that is over, receipts of one, a simpanan berjangka that has matured. */
export const MONTHLY = "coop.monthly";
export const RECEIPTS = "coop.receipts";
export const MATURED = "coop.term-matured";

/** Before the first meeting of the month, after the last of the one before. */
const AT: Readonly<Record<Job, string>> = { "savings-interest": "01:00", provision: "01:10" };

/** When a month's job is due: the month is over in the unit's zone. */
export const dueAtOf = (job: Job, month: string, zone: Zone): number =>
  instantOf(zone, addDays(lastDayOf(month), 1), AT[job]);

export type PlanningUnit = { id: number; zone: Zone; openedOn: string };
export type PlanningParts = {
  sqlite: Sqlite.Database;
  duties: Pick<Duties, "plan">;
  progress: JobProgress;
  units(): readonly PlanningUnit[];
  /** The person behind a member, or null. */
  personOf(member: number): string | null;
  /** When people may be written to first. */
  hours: Hours;
};

/** How far ahead rows are made: more than a week, so that a clock that is moved by a week passes none unseen. */
const AHEAD_MS = 8 * DAY;
/** Rows made in one tick: some milliseconds. Two years of fifty units after a long absence take three ticks. */
export const ROWS = 1_000;
/** The books wait for Rukun, however long it was away. */
const WAITS_MS = 36_525 * DAY;
/** A matured deposit is told within the week, or not by itself. */
const MATURED_DAYS = 7;
const TOLD_AT = "09:00";

/**
 * Makes the rows of what the books need each month. What was planned is remembered by unit, so that months in which
 * Rukun was away are made up for in their order, and none twice: neither when the clock jumps nor when old rows are
 * swept. A unit begins with the month in which it is first seen.
 */
export class MonthlyJobs {
  private readonly parts: PlanningParts;
  private readonly maturing: Sqlite.Statement;

  constructor(parts: PlanningParts) {
    this.parts = parts;
    this.maturing = parts.sqlite.prepare(MATURING);
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(now: number): void {
    this.planMonths(now);
    this.planMatured(now);
  }

  private planMonths(now: number): void {
    const { units, duties, progress } = this.parts;
    const next = progress.next();
    let rows = 0;
    for (const { id: unit, zone, openedOn } of units()) {
      let month = next[unit] ?? later(monthOf(dateIn(zone, now)), monthOf(openedOn));
      for (; rows < ROWS && dueAtOf(JOBS[0], month, zone) <= now + AHEAD_MS; month = monthAfter(month)) {
        for (const job of JOBS) {
          const dueAt = dueAtOf(job, month, zone);
          const key = jobKey(job, month, unit);
          const expiresAt = dueAt + WAITS_MS;
          duties.plan({ key, kind: MONTHLY, personId: null, data: { job, month, unit }, dueAt, expiresAt });
          rows++;
        }
      }
      next[unit] = month;
    }
    progress.keep(next);
  }

  private planMatured(now: number): void {
    const { units, duties, personOf, hours } = this.parts;
    const zones = new Map(units().map(({ id, zone }) => [id, zone]));
    const [from, to] = [now - MATURED_DAYS * DAY, now + AHEAD_MS].map((at) => dateIn("Asia/Jakarta", at));
    const rows = this.maturing.all(from, to) as { id: number; unit: number; member: number; maturesOn: string }[];
    for (const { id, unit, member, maturesOn } of rows) {
      const [zone, personId] = [zones.get(unit), personOf(member)];
      if (zone === undefined || personId === null) continue;
      const dueAt = withinHours(zone, instantOf(zone, maturesOn, TOLD_AT), hours);
      const expiresAt = dueAt + MATURED_DAYS * DAY;
      if (expiresAt <= now) continue;
      duties.plan({ key: `${MATURED}:${id}`, kind: MATURED, personId, data: { unit, deposit: id }, dueAt, expiresAt });
    }
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);

const MATURING = `SELECT id, unit, member, matures_on AS maturesOn FROM term_deposit
  WHERE state = 'open' AND matures_on BETWEEN ? AND ? ORDER BY matures_on, id`;
