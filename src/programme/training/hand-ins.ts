import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";

export const GRADES = ["good", "nearly", "again"] as const;
export type Grade = (typeof GRADES)[number];
export const WAYS = ["photo", "voice", "file", "text"] as const;
export type Way = (typeof WAYS)[number];

export type Task = { id: string; session: string; what: string; by: string; at: number };
export type HandIn = {
  id: string;
  task: string;
  personId: string;
  way: Way;
  mediaId: string | null;
  words: string | null;
  at: number;
  grade: Grade | null;
};

/** Tasks, and what was handed in for them. Only inside a transaction. */
export class HandIns {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  give(task: Task): void {
    this.sql.give.run(task);
  }

  task(id: string): Task | undefined {
    return this.sql.task.get(id) as Task | undefined;
  }

  /** Of sessions at which somebody has a seat, newest first. */
  tasksOf(personId: string, since: number): Task[] {
    return this.sql.tasksOf.all({ personId, since }) as Task[];
  }

  /** How many people of a session handed in something. */
  count(session: string): number {
    return this.sql.count.get(session) as number;
  }

  add(handIn: Omit<HandIn, "grade">): void {
    this.sql.add.run(handIn);
  }

  byId(id: string): HandIn | undefined {
    return this.sql.byId.get(id) as HandIn | undefined;
  }

  /** What waits for a word of whoever gave the task, oldest first; who is gone is left out. */
  waiting(by: string, limit: number): HandIn[] {
    return this.sql.waiting.all(by, limit) as HandIn[];
  }

  grade(id: string, given: { grade: Grade; note: string | null; by: string; at: number }): void {
    this.sql.grade.run({ id, ...given });
  }

  ofPerson(personId: string): HandIn[] {
    return this.sql.ofPerson.all({ personId }) as HandIn[];
  }

  /** Her words, files and what was said of them are gone; that something was handed in stays. */
  forget(personId: string): void {
    this.sql.forget.run({ personId });
    this.sql.forgetWords.run({ personId });
  }
}

const TASK = `SELECT t.id, t.session_id AS session, t.what, t.by_person AS "by", t.at FROM training_task t`;
const HAND_IN = `SELECT h.id, h.task_id AS task, coalesce(p.merged_into, h.person_id) AS personId, h.way,
  h.media_id AS mediaId, h.words, h.at, h.grade FROM training_hand_in h JOIN person p ON p.id = h.person_id`;
const HERS = ofPerson();

function prepare(sqlite: Sqlite.Database) {
  return {
    give: sqlite.prepare(
      "INSERT INTO training_task (id, session_id, what, by_person, at) VALUES (:id, :session, :what, :by, :at)",
    ),
    task: sqlite.prepare(`${TASK} WHERE t.id = ?`),
    tasksOf: sqlite.prepare(
      `${TASK} WHERE t.at >= :since AND t.session_id IN (SELECT session_id FROM training_seat WHERE ${HERS})
       ORDER BY t.at DESC, t.id`,
    ),
    count: sqlite
      .prepare(
        `SELECT count(DISTINCT h.person_id) FROM training_task t JOIN training_hand_in h ON h.task_id = t.id
         WHERE t.session_id = ?`,
      )
      .pluck(),
    add: sqlite.prepare(
      `INSERT INTO training_hand_in (id, task_id, person_id, way, media_id, words, at)
       VALUES (:id, :task, :personId, :way, :mediaId, :words, :at)`,
    ),
    byId: sqlite.prepare(`${HAND_IN} WHERE h.id = ?`),
    waiting: sqlite.prepare(
      `${HAND_IN} JOIN training_task t ON t.id = h.task_id
       WHERE t.by_person = ? AND h.grade IS NULL AND p.status <> 'erased' ORDER BY h.at, h.id LIMIT ?`,
    ),
    grade: sqlite.prepare(
      "UPDATE training_hand_in SET grade = :grade, note = :note, graded_by = :by, graded_at = :at WHERE id = :id",
    ),
    ofPerson: sqlite.prepare(`${HAND_IN} WHERE h.${HERS} ORDER BY h.at`),
    forget: sqlite.prepare(`UPDATE training_hand_in SET words = NULL, media_id = NULL, note = NULL WHERE ${HERS}`),
    forgetWords: sqlite.prepare(`DELETE FROM training_word WHERE ${HERS}`),
  };
}
