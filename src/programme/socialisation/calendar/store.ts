import type Sqlite from "better-sqlite3";
import type { Planned } from "./plan.ts";

export type Task = Planned & { id: string; programme: string; ownerId: string | null };

/** The tasks of the calendars that have begun. */
export class CalendarStore {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** False: it had begun already, and nothing changes. */
  begin(programme: string, monday: string, by: string | null, at: number): boolean {
    return this.sql.begin.run(programme, monday, by, at).changes === 1;
  }

  /** Monday of the first week; undefined: not begun. */
  begunOn(programme: string): string | undefined {
    return this.sql.begunOn.get(programme) as string | undefined;
  }

  /** False: she has it already. */
  add(task: Task): boolean {
    return this.sql.add.run(task).changes === 1;
  }

  /** What somebody has not done yet, the soonest first: the order of the numbers that she writes. */
  openOf(ownerId: string): Task[] {
    return this.sql.openOf.all(ownerId) as Task[];
  }

  /** What was due before a day and is not done, of everybody. */
  overdue(programme: string, before: string): Task[] {
    return this.sql.overdue.all(programme, before) as Task[];
  }

  done(id: string, at: number): void {
    this.sql.done.run(at, id);
  }

  /** Her tasks are nobody's. */
  letGo(ownerId: string): void {
    this.sql.letGo.run(ownerId);
  }
}

const TASK = "SELECT id, programme, task, what, role, owner_id AS ownerId, week, due FROM calendar_task";

function prepare(sqlite: Sqlite.Database) {
  return {
    begin: sqlite.prepare(
      "INSERT INTO calendar_start (programme, monday, by_person, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    begunOn: sqlite.prepare("SELECT monday FROM calendar_start WHERE programme = ?").pluck(),
    add: sqlite.prepare(
      `INSERT INTO calendar_task (id, programme, task, what, role, owner_id, week, due)
       VALUES (:id, :programme, :task, :what, :role, :ownerId, :week, :due) ON CONFLICT DO NOTHING`,
    ),
    openOf: sqlite.prepare(`${TASK} WHERE owner_id = ? AND done_at IS NULL ORDER BY due, programme, task`),
    overdue: sqlite.prepare(`${TASK} WHERE programme = ? AND due < ? AND done_at IS NULL ORDER BY due, task, owner_id`),
    done: sqlite.prepare("UPDATE calendar_task SET done_at = ? WHERE id = ?"),
    letGo: sqlite.prepare("DELETE FROM calendar_task WHERE owner_id = ? AND done_at IS NULL"),
  };
}
