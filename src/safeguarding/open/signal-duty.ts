import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { DutyHandler, Reach } from "../../conversation/module.ts";
import { addDays, dateIn, instantOf, mondayOf } from "../../zones.ts";
import { LIMITS } from "../limits.ts";
import type { Parts } from "./parts.ts";
import { type AttendanceWeek, alike, attendanceFalls, mayWarn } from "./signals.ts";
import { languageOf } from "./work.ts";

/** Once a day the signs of trouble are looked for, and told without a word of what was said. */
export function signalDuties(parts: Parts): Record<string, DutyHandler> {
  return { "keluhan.signals": { run: (_, context) => look(parts, context) } };
}

/** The row of today's look; safe to call at each tick. */
export function planSignals({ duties, calendar, hours }: Parts, now: number): void {
  const today = dateIn(calendar.zone, now);
  const dueAt = instantOf(calendar.zone, today, hours.from);
  const key = `keluhan.signals:${today}`;
  duties.plan({ key, kind: "keluhan.signals", personId: null, data: {}, dueAt, expiresAt: dueAt + DAY });
}

type Telling = Pick<Reach, "tell"> & { now: number };

function look(parts: Parts, context: Telling): "done" {
  const today = dateIn(parts.calendar.zone, context.now);
  const warnings = new Warnings(parts.db.sqlite, today);
  alikeComplaints(parts, warnings, today, context);
  fallingAttendance(parts, warnings, today, context);
  confidentialCounts(parts, warnings, today, context);
  return "done";
}

/** Three open complaints of a unit about the same: to the coordinators. */
function alikeComplaints(parts: Parts, warnings: Warnings, today: string, context: Telling): void {
  const { zone } = parts.calendar;
  const told = parts.store
    .since(context.now - (LIMITS.alikeDays + 1) * DAY)
    .map(({ unitId, category, openedAt }) => ({ about: `${unitId}:${category}`, on: dateIn(zone, openedAt) }));
  for (const { about, count } of alike(told, today, LIMITS.alikeOpen)) {
    if (!warnings.give("alike", about)) continue;
    const at = about.lastIndexOf(":");
    tellCoordinators(parts, context, "keluhan:signal.alike", (lang) => ({
      count,
      unit: parts.directory.unitName(about.slice(0, at)) ?? "-",
      category: parts.texts.text(lang, `keluhan:category.${about.slice(at + 1)}`),
    }));
  }
}

/** Fewer come than in the weeks before: to the coordinators. */
function fallingAttendance(parts: Parts, warnings: Warnings, today: string, context: Telling): void {
  for (const [unitId, weeks] of attendanceOf(parts.db.sqlite, mondayOf(today))) {
    if (!attendanceFalls(weeks) || !warnings.give("attendance", unitId)) continue;
    tellCoordinators(parts, context, "keluhan:signal.attendance", () => ({
      unit: parts.directory.unitName(unitId) ?? "-",
    }));
  }
}

/**
 * Confidential reports alike: to a protection officer, of what she can read herself, and only from five on, so that
 * neither a single one nor one that she was struck out of can be guessed from it.
 */
function confidentialCounts({ db }: Parts, warnings: Warnings, today: string, context: Telling): void {
  const counts = db.sqlite.prepare(
    `SELECT officer.id, person_id AS personId, category, count(*) AS count FROM safe_case
       JOIN safe_wrap ON case_id = safe_case.id AND no = 1 JOIN officer ON officer.id = recipient
     WHERE revoked_at IS NULL AND received_on BETWEEN ? AND ? GROUP BY officer.id, category HAVING count(*) >= ?`,
  );
  const from = addDays(today, 1 - LIMITS.alikeDays);
  for (const { id, personId, category, count } of counts.all(from, today, LIMITS.smallestCount) as Counted[])
    if (warnings.give("confidential", `${id}:${category}`))
      context.tell(personId, "keluhan:signal.confidential", { count, category }, { as: "initiated" });
}

type Counted = { id: string; personId: string; category: number; count: number };

function tellCoordinators(
  parts: Parts,
  context: Telling,
  key: string,
  data: (lang: string) => Record<string, string | number>,
): void {
  for (const { id } of parts.directory.withRole("coordinator"))
    context.tell(id, key, data(languageOf(parts, id)), { as: "initiated" });
}

/**
 * Who could have come and who did, by unit and week, from the weekly reports of members ("ikut kegiatan?"); the newest
 * report of a week counts. Weeks that are over, oldest first.
 */
function attendanceOf(sqlite: Sqlite.Database, monday: string): Map<string, AttendanceWeek[]> {
  const rows = sqlite.prepare(
    `SELECT unit_id AS unitId, week, count(*) AS expected, sum(activity <> 'absent') AS came FROM (
       SELECT unit_id, week, json_extract(answers, '$.activity') AS activity FROM weekly_report AS r
         JOIN person ON person.id = person_id
       WHERE kind = 'beneficiary' AND week >= ? AND week < ? AND unit_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM weekly_report WHERE replaces = r.id))
     WHERE activity IN ('useful', 'fair', 'poor', 'absent') GROUP BY unit_id, week ORDER BY unit_id, week`,
  );
  const from = addDays(monday, -7 * (LIMITS.attendanceWeeks + 1));
  const found = new Map<string, AttendanceWeek[]>();
  for (const { unitId, ...week } of rows.all(from, monday) as (AttendanceWeek & { unitId: string })[])
    found.set(unitId, [...(found.get(unitId) ?? []), week]);
  return found;
}

/** What was told before, so that it is told once in a while. */
class Warnings {
  private readonly sqlite: Sqlite.Database;
  private readonly today: string;

  constructor(sqlite: Sqlite.Database, today: string) {
    this.sqlite = sqlite;
    this.today = today;
  }

  /** True when it is to be told now; it counts as told then. */
  give(kind: "alike" | "attendance" | "confidential", about: string): boolean {
    const last = this.sqlite
      .prepare("SELECT max(on_date) FROM early_warning WHERE kind = ? AND about = ?")
      .pluck()
      .get(kind, about) as string | null;
    if (!mayWarn(last ?? undefined, this.today)) return false;
    this.sqlite
      .prepare("INSERT INTO early_warning (kind, about, on_date) VALUES (?, ?, ?)")
      .run(kind, about, this.today);
    return true;
  }
}
