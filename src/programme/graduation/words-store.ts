import type Sqlite from "better-sqlite3";
import type { NewId } from "../../ids.ts";
import { ofPerson } from "../../people/merged.ts";

export type WordKind = "note" | "return" | "vote" | "objection" | "answer" | "cause" | "evaluation";
export type Word = { what: WordKind; by: string; words: string; at: number };
/** `of`: the case or the plan; `personId`: whom it is about. */
export type NewWord = Word & { of: string; personId: string };

/** Notes, reasons and objections as they were written, apart from the events: they go when the person is erased. */
export class Words {
  private readonly newId: NewId;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, newId: NewId) {
    this.newId = newId;
    this.sql = prepare(sqlite);
  }

  add(given: NewWord): void {
    this.sql.add.run({ ...given, id: this.newId() });
  }

  /** All of a case or plan, oldest first. */
  of(id: string): Word[] {
    return this.sql.of.all(id) as Word[];
  }

  last(id: string, what: WordKind): string | undefined {
    return this.of(id).findLast((one) => one.what === what)?.words;
  }

  about(personId: string): Word[] {
    return this.sql.about.all({ personId }) as Word[];
  }

  forget(personId: string): void {
    this.sql.forget.run({ personId });
  }
}

const HERS = ofPerson();

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO graduation_word (id, of, person_id, what, by_person, words, at)
       VALUES (:id, :of, :personId, :what, :by, :words, :at)`,
    ),
    of: sqlite.prepare('SELECT what, by_person AS "by", words, at FROM graduation_word WHERE of = ? ORDER BY at, id'),
    about: sqlite.prepare(
      `SELECT what, by_person AS "by", words, at FROM graduation_word WHERE ${HERS} ORDER BY at, id`,
    ),
    forget: sqlite.prepare(`DELETE FROM graduation_word WHERE ${HERS}`),
  };
}
