import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";
import type { Mode } from "../events/index.ts";

/** What a list says of somebody and she confirms or corrects. */
export const TOLD_FIELDS = ["name", "born", "sex", "village"] as const;
export type ToldField = (typeof TOLD_FIELDS)[number];
export type Told = Partial<Record<ToldField, string>>;

/** Who told it, how and when (ms UTC). */
export type Telling = {
  programme: string;
  mode: Exclude<Mode, "system">;
  by: string | null;
  source: string;
  at: number;
};

/** Somebody who came from a list. */
export type ImportedPerson = { personId: string; programme: string; source: string; askedAt: number | null };

/**
 * People from an office's list, and what was told of them field by field: by the list, and later by herself. Each word
 * stands beside the earlier ones; all of them go when she is erased.
 */
export class Imported {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(personId: string, told: Told, telling: Telling): void {
    const { programme, source, at } = telling;
    this.sql.add.run({ personId, programme, source, at });
    this.tell(personId, told, telling);
  }

  /** Writes down a word about her, beside what was told before. */
  tell(personId: string, told: Told, telling: Telling): void {
    for (const field of TOLD_FIELDS)
      if (told[field] !== undefined) this.sql.tell.run({ personId, field, value: told[field], ...telling });
  }

  /** Somebody whose word is still waited for. Read for everything that is written: one look by key. */
  waiting(personId: string): ImportedPerson | undefined {
    return this.sql.waiting.get(personId) as ImportedPerson | undefined;
  }

  /** She was asked; she is not asked by itself again. */
  asked(personId: string, at: number): void {
    this.sql.asked.run(at, personId);
  }

  answered(personId: string, at: number): void {
    this.sql.answered.run(at, personId);
  }

  /** The newest word on each field. */
  newest(personId: string): Told {
    return Object.fromEntries(this.words(personId).map(({ field, value }) => [field, value]));
  }

  /** Every word, oldest first. */
  words(personId: string): { field: ToldField; value: string; mode: Telling["mode"]; at: number }[] {
    return this.sql.words.all({ personId }) as { field: ToldField; value: string; mode: Telling["mode"]; at: number }[];
  }

  forget(personId: string): void {
    this.sql.forgetWords.run({ personId });
    this.sql.forget.run({ personId });
  }
}

const HERS = ofPerson();

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO imported_person (person_id, programme, source, at) VALUES (:personId, :programme, :source, :at)
       ON CONFLICT DO NOTHING`,
    ),
    tell: sqlite.prepare(
      `INSERT INTO told_field (person_id, programme, field, value, mode, by_person, source, at)
       VALUES (:personId, :programme, :field, :value, :mode, :by, :source, :at) ON CONFLICT DO NOTHING`,
    ),
    waiting: sqlite.prepare(
      `SELECT person_id AS personId, programme, source, asked_at AS askedAt FROM imported_person
       WHERE person_id = ? AND answered_at IS NULL`,
    ),
    asked: sqlite.prepare("UPDATE imported_person SET asked_at = ? WHERE person_id = ? AND asked_at IS NULL"),
    answered: sqlite.prepare("UPDATE imported_person SET answered_at = ? WHERE person_id = ?"),
    words: sqlite.prepare(`SELECT field, value, mode, at FROM told_field WHERE ${HERS} ORDER BY id`),
    forgetWords: sqlite.prepare(`DELETE FROM told_field WHERE ${HERS}`),
    forget: sqlite.prepare(`DELETE FROM imported_person WHERE ${HERS}`),
  };
}
