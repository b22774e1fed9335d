import type Sqlite from "better-sqlite3";
import type { Json } from "../flow/session.ts";

/** Something to be done once, not before `dueAt` and not after `expiresAt` (ms UTC). */
export type NewDuty = {
  /** What it is, e.g. `weekly-report.invite:<person>:<week>`: planned twice, it stands once. */
  key: string;
  kind: string;
  personId: string | null;
  data: Record<string, Json>;
  dueAt: number;
  expiresAt: number;
};

export type Duty = NewDuty & { id: number };

/** A duty that threw: when, and how often before that time. */
export type FailedDuty = Pick<Duty, "id" | "key" | "kind" | "data" | "expiresAt"> & { doneAt: number; tries: number };

type Row = Omit<Duty, "data"> & { data: string };

/** The rows of what is to be done; planning, doing and dropping. Only inside a transaction. */
export class Duties {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** When the earliest of what was planned since the last look is due: what is due at once need not wait a minute. */
  soonest = Number.POSITIVE_INFINITY;

  /** False when it was planned before, done or not. */
  plan(duty: NewDuty): boolean {
    const { key, kind, personId, data, dueAt, expiresAt } = duty;
    this.soonest = Math.min(this.soonest, dueAt);
    return this.sql.plan.run(key, kind, personId, JSON.stringify(data), dueAt, expiresAt).changes === 1;
  }

  /** What is due, oldest first. */
  due(now: number, limit: number): Duty[] {
    this.soonest = Number.POSITIVE_INFINITY;
    return (this.sql.due.all(now, limit) as Row[]).map((row) => ({
      ...row,
      data: JSON.parse(row.data) as Record<string, Json>,
    }));
  }

  nextAt(): number | null {
    return this.sql.next.get() as number | null;
  }

  finish(id: number, state: "done" | "dropped" | "failed", now: number, reason: string | null = null): void {
    this.sql.finish.run(state, now, reason, id);
  }

  postpone(id: number, dueAt: number): void {
    this.sql.postpone.run(dueAt, id);
  }

  /** What a row waits for is there: it is due at `at` where it would be later. Unknown and ended keys change nothing. */
  hasten(key: string, at: number): void {
    if (this.sql.hasten.run({ key, at }).changes > 0) this.soonest = Math.min(this.soonest, at);
  }

  /** What of these kinds threw and was not given up, oldest first; of one key where it is named. */
  threw(kinds: readonly string[], key?: string): FailedDuty[] {
    const rows =
      key === undefined ? this.sql.threw.all(JSON.stringify(kinds)) : this.sql.threwOne.all(JSON.stringify(kinds), key);
    return (rows as (Omit<FailedDuty, "data"> & { data: string })[]).map(({ data, ...row }) => {
      return { ...row, data: JSON.parse(data) as Record<string, Json> };
    });
  }

  /** It is due once more; `tries` is how often it has thrown. */
  retry(id: number, dueAt: number, tries: number): void {
    this.soonest = Math.min(this.soonest, dueAt);
    this.sql.retry.run(dueAt, tries, id);
  }

  giveUp(id: number): void {
    this.sql.giveUp.run(id);
  }

  /** What of a kind was given up is due once more, with all its tries. */
  takeUp(kind: string, dueAt: number): void {
    if (this.sql.takeUp.run(dueAt, kind).changes > 0) this.soonest = Math.min(this.soonest, dueAt);
  }

  /** Takes back what is planned for a person, e.g. when she is erased. */
  dropFor(personId: string, now: number): void {
    this.sql.dropFor.run(now, personId);
  }

  /** Rows that ended long ago; planning never looks that far back. */
  purge(before: number): number {
    return this.sql.purge.run(before).changes;
  }
}

/** The tries stand beside what the duty is about: a column of its own would be empty for all others. */
const FAILED = `SELECT id, key, kind, data, expires_at AS expiresAt, done_at AS doneAt, coalesce(json_extract(data, '$.tries'), 0) AS tries
  FROM duty WHERE state = 'failed' AND reason = 'threw' AND kind IN (SELECT value FROM json_each(?))`;

function prepare(sqlite: Sqlite.Database) {
  return {
    plan: sqlite.prepare(
      `INSERT OR IGNORE INTO duty (key, kind, person_id, data, due_at, expires_at, state)
       VALUES (?, ?, ?, ?, ?, ?, 'due')`,
    ),
    due: sqlite.prepare(
      `SELECT id, key, kind, person_id AS personId, data, due_at AS dueAt, expires_at AS expiresAt FROM duty
       WHERE state = 'due' AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
    ),
    next: sqlite.prepare("SELECT min(due_at) FROM duty WHERE state = 'due'").pluck(),
    finish: sqlite.prepare("UPDATE duty SET state = ?, done_at = ?, reason = ? WHERE id = ?"),
    postpone: sqlite.prepare("UPDATE duty SET due_at = ? WHERE id = ?"),
    threw: sqlite.prepare(`${FAILED} ORDER BY done_at, id`),
    threwOne: sqlite.prepare(`${FAILED} AND key = ?`),
    retry: sqlite.prepare(
      `UPDATE duty SET state = 'due', due_at = ?, done_at = NULL, reason = NULL, data = json_set(data, '$.tries', ?)
       WHERE id = ? AND state = 'failed'`,
    ),
    giveUp: sqlite.prepare("UPDATE duty SET reason = 'given up' WHERE id = ? AND state = 'failed'"),
    takeUp: sqlite.prepare(
      `UPDATE duty SET state = 'due', due_at = ?, done_at = NULL, reason = NULL, data = json_remove(data, '$.tries')
       WHERE kind = ? AND state = 'failed' AND reason = 'given up'`,
    ),
    hasten: sqlite.prepare("UPDATE duty SET due_at = :at WHERE key = :key AND state = 'due' AND due_at > :at"),
    dropFor: sqlite.prepare(
      "UPDATE duty SET state = 'dropped', done_at = ?, reason = 'person' WHERE person_id = ? AND state = 'due'",
    ),
    purge: sqlite.prepare("DELETE FROM duty WHERE done_at < ?"),
  };
}
