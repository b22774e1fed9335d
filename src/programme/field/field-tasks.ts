import type Sqlite from "better-sqlite3";

/** Why somebody should be looked after, the gravest first. */
export const TASK_KINDS = ["receipt", "silent", "unanswered", "absent", "paused", "falling", "revisit"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export type FieldTask = {
  /** What it is about: opened twice, it stands once. */
  key: string;
  programme: string;
  helperId: string;
  personId: string | null;
  kind: TaskKind;
  /** Ms UTC. */
  openedAt: number;
  /** YYYY-MM-DD. */
  dueOn: string;
};

/** What Rukun asks the staff to do. */
export class FieldTasks {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** The same worry about the same person stands once as long as it is open. */
  open(task: FieldTask): void {
    this.sql.add.run(task);
  }

  /** What is due by a day and not done, the gravest first and then the oldest. */
  openOf(helperId: string, today: string): FieldTask[] {
    const found = this.sql.of.all(helperId, today) as FieldTask[];
    return found.sort((a, b) => TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind) || a.openedAt - b.openedAt);
  }

  /** False: it was not hers, or done before. */
  done(key: string, helperId: string, at: number): boolean {
    return this.sql.done.run(at, key, helperId).changes === 1;
  }

  /** She was visited: what was to be done about her is done. */
  visited(helperId: string, personId: string, at: number): void {
    this.sql.visited.run(at, helperId, personId, at);
  }
}

const COLUMNS = `key, programme, helper_id AS helperId, person_id AS personId, kind, opened_at AS openedAt, due_on AS dueOn`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO field_task (key, programme, helper_id, person_id, kind, opened_at, due_on)
       SELECT :key, :programme, :helperId, :personId, :kind, :openedAt, :dueOn WHERE NOT EXISTS
         (SELECT 1 FROM field_task WHERE helper_id = :helperId AND person_id = :personId AND kind = :kind
           AND kind NOT IN ('receipt', 'revisit') AND done_at IS NULL)
       ON CONFLICT DO NOTHING`,
    ),
    of: sqlite.prepare(`SELECT ${COLUMNS} FROM field_task WHERE helper_id = ? AND due_on <= ? AND done_at IS NULL`),
    done: sqlite.prepare("UPDATE field_task SET done_at = ? WHERE key = ? AND helper_id = ? AND done_at IS NULL"),
    visited: sqlite.prepare(
      `UPDATE field_task SET done_at = ? WHERE helper_id = ? AND person_id = ? AND done_at IS NULL
         AND opened_at <= ? AND kind <> 'receipt'`,
    ),
  };
}
