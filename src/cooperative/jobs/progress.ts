import type Sqlite from "better-sqlite3";
import { Setting } from "../../schedule/setting.ts";
import { monthsOf } from "./months.ts";

/** What is done for each unit and month, in this order, on the first of the next month. */
export const JOBS = ["savings-interest", "provision"] as const;
export type Job = (typeof JOBS)[number];

/** Once a unit, month and job, however often it is planned: what a job posts has the same name as its source. */
export const jobKey = (job: Job, month: string, unit: number): string => `job:${job}:${month}:${unit}`;

/** The first month of each unit that is not planned yet, `YYYY-MM`. */
export type NextMonths = Record<string, string>;

const SETTING = "cooperative.jobs";

/** It waits for its day, or threw and is tried again. */
const NOT_DONE: ReadonlySet<unknown> = new Set(["due", "failed"]);

/** How far the monthly jobs of the units have come. Planned months are remembered: their rows are swept one day. */
export class JobProgress {
  private readonly state: Sqlite.Statement;
  private readonly months: Setting<NextMonths>;

  constructor(sqlite: Sqlite.Database) {
    this.state = sqlite.prepare("SELECT state FROM duty WHERE key = ?").pluck();
    this.months = new Setting(sqlite, SETTING);
  }

  next(): NextMonths {
    return this.months.get() ?? {};
  }

  /** Nothing is written in the many ticks in which nothing was planned. */
  keep(next: NextMonths): void {
    this.months.set(next);
  }

  /** Months of a year that are not done for a unit: planned and waiting, failed, or not planned yet. */
  undone(unit: number, year: number): string[] {
    const next = this.next()[unit];
    return monthsOf(year).filter((month) => {
      const waiting = JOBS.some((job) => NOT_DONE.has(this.state.get(jobKey(job, month, unit))));
      return waiting || (next !== undefined && next <= month);
    });
  }
}
