import type Sqlite from "better-sqlite3";
import type { Json } from "../../flow/session.ts";
import type { Report, WeekResult } from "./report.ts";
import type { Week } from "./week.ts";

export type ReportKind = "beneficiary" | "facilitator";

export type NewReport = Omit<Report, "answers"> & {
  kind: ReportKind;
  answers: Record<string, Json>;
  /** Who answered in her place, by answer. */
  helpedBy: Record<string, string>;
  /** Id of the report that this one corrects. */
  replaces: string | null;
  /** Ms UTC. */
  at: number;
};

type Row = Omit<Report, "answers"> & { answers: string };
type HistoryRow = WeekResult & { personId: string };

/** Weekly reports: only ever added to. Of a week's reports the newest counts. */
export class ReportStore {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(report: NewReport): void {
    const helped = Object.keys(report.helpedBy).length === 0 ? null : JSON.stringify(report.helpedBy);
    this.sql.add.run({ ...report, helpedBy: helped, answers: JSON.stringify(report.answers) });
  }

  /** The report of a week that counts, or undefined. */
  current(personId: string, week: Week, kind: ReportKind): Report | undefined {
    const row = this.sql.current.get(personId, week, kind) as Row | undefined;
    return row === undefined ? undefined : { ...row, answers: JSON.parse(row.answers) as Record<string, Json> };
  }

  has(personId: string, week: Week, kind: ReportKind): boolean {
    return this.sql.has.get(personId, week, kind) !== undefined;
  }

  /** A member's weeks from one on, oldest first; each once, as its newest report has it. */
  history(personId: string, from: Week): WeekResult[] {
    return newestOfEachWeek(this.sql.history.all(personId, from) as HistoryRow[]).get(personId) ?? [];
  }

  /** The same of everybody whom somebody looks after, by person; who has no report is not in it. */
  historiesOf(carerId: string, care: "facilitator" | "kader", from: Week): Map<string, WeekResult[]> {
    return newestOfEachWeek(this.sql.histories.all(carerId, care, from) as HistoryRow[]);
  }

  /** When she last sent a member's report, ms UTC, or null. */
  lastAt(personId: string): number | null {
    return this.sql.lastAt.get(personId) as number | null;
  }

  /** The newest week that she reported, or null. */
  lastWeek(personId: string): Week | null {
    return this.sql.lastWeek.get(personId) as Week | null;
  }
}

/** Rows in the order in which they were stored: a later one of the same week replaces the earlier. */
function newestOfEachWeek(rows: readonly HistoryRow[]): Map<string, WeekResult[]> {
  const people = new Map<string, Map<Week, WeekResult>>();
  for (const { personId, week, profit } of rows) {
    const weeks = people.get(personId) ?? new Map<Week, WeekResult>();
    people.set(personId, weeks.set(week, { week, profit }));
  }
  return new Map([...people].map(([id, weeks]) => [id, [...weeks.values()]]));
}

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, helped_by, profit, answers, replaces, at)
       VALUES (@id, @personId, @week, @kind, @mode, @byPerson, @helpedBy, @profit, @answers, @replaces, @at)`,
    ),
    current: sqlite.prepare(
      `SELECT id, person_id AS personId, week, mode, by_person AS byPerson, profit, answers FROM weekly_report
       WHERE person_id = ? AND week = ? AND kind = ? ORDER BY at DESC, rowid DESC LIMIT 1`,
    ),
    has: sqlite.prepare("SELECT 1 FROM weekly_report WHERE person_id = ? AND week = ? AND kind = ? LIMIT 1"),
    history: sqlite.prepare(
      `SELECT person_id AS personId, week, profit FROM weekly_report
       WHERE person_id = ? AND week >= ? AND kind = 'beneficiary' ORDER BY week, at, rowid`,
    ),
    histories: sqlite.prepare(
      `SELECT r.person_id AS personId, week, profit FROM care JOIN weekly_report r ON r.person_id = care.person_id
       WHERE care.carer_id = ? AND care.kind = ? AND week >= ? AND r.kind = 'beneficiary'
       ORDER BY r.person_id, week, at, r.rowid`,
    ),
    lastAt: sqlite.prepare("SELECT max(at) FROM weekly_report WHERE person_id = ? AND kind = 'beneficiary'").pluck(),
    lastWeek: sqlite
      .prepare("SELECT max(week) FROM weekly_report WHERE person_id = ? AND kind = 'beneficiary'")
      .pluck(),
  };
}
