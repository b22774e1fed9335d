import type Sqlite from "better-sqlite3";

export type Application = {
  id: string;
  programme: string;
  personId: string;
  state: "open" | "accepted" | "not-yet" | "withdrawn";
  answers: Record<string, "yes" | "no">;
  at: number;
  reason: string | null;
};

type Row = Omit<Application, "answers"> & { answers: string };

/** Those who want to take part, and what humans decided. */
export class Applications {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add({ answers, ...rest }: Pick<Application, "id" | "programme" | "personId" | "answers" | "at">): void {
    this.sql.add.run({ ...rest, answers: JSON.stringify(answers) });
  }

  addDocument(application: string, mediaId: string): void {
    this.sql.addDocument.run(application, mediaId);
  }

  documents(application: string): string[] {
    return this.sql.documents.all(application) as string[];
  }

  byId(id: string): Application | undefined {
    return read(this.sql.byId.get(id));
  }

  /** The one that waits. */
  openOf(programme: string, personId: string): Application | undefined {
    return read(this.sql.openOf.get(programme, personId));
  }

  /** All that wait, the oldest first. */
  waiting(limit: number): Application[] {
    return this.sql.waiting.all(limit).flatMap((row) => read(row) ?? []);
  }

  decide(id: string, given: { state: "accepted" | "not-yet"; by: string; at: number; reason: string }): void {
    this.sql.decide.run({ id, ...given });
  }

  of(personId: string): Application[] {
    return this.sql.of.all(personId).flatMap((row) => read(row) ?? []);
  }

  /** What she said and what she was told goes; that somebody applied stays. */
  letGo(personId: string): void {
    this.sql.letGoDocuments.run(personId);
    this.sql.letGo.run(personId);
  }
}

function read(row: unknown): Application | undefined {
  if (row === undefined) return undefined;
  const { answers, ...rest } = row as Row;
  return { ...rest, answers: JSON.parse(answers) as Application["answers"] };
}

const ONE = "SELECT id, programme, person_id AS personId, state, answers, at, reason FROM application";

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO application (id, programme, person_id, state, answers, at)
       VALUES (:id, :programme, :personId, 'open', :answers, :at)`,
    ),
    addDocument: sqlite.prepare(
      "INSERT INTO application_document (application_id, media_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
    ),
    documents: sqlite.prepare("SELECT media_id FROM application_document WHERE application_id = ?").pluck(),
    byId: sqlite.prepare(`${ONE} WHERE id = ?`),
    openOf: sqlite.prepare(`${ONE} WHERE programme = ? AND person_id = ? AND state = 'open'`),
    waiting: sqlite.prepare(`${ONE} WHERE state = 'open' ORDER BY at, id LIMIT ?`),
    decide: sqlite.prepare(
      "UPDATE application SET state = :state, decided_by = :by, decided_at = :at, reason = :reason WHERE id = :id",
    ),
    of: sqlite.prepare(`${ONE} WHERE person_id = ? ORDER BY at, id`),
    letGoDocuments: sqlite.prepare(
      "DELETE FROM application_document WHERE application_id IN (SELECT id FROM application WHERE person_id = ?)",
    ),
    letGo: sqlite.prepare(
      `UPDATE application SET answers = '{}', reason = NULL, state = iif(state = 'open', 'withdrawn', state)
       WHERE person_id = ?`,
    ),
  };
}
