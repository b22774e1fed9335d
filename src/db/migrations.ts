import { readFileSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";

/** How a database stands to the migrations of this Rukun. */
export type MigrationState = {
  applied: number;
  /** Known here and not yet applied: the next start applies them. */
  pending: number;
  /** It has one that is not known here: a newer Rukun has written it. */
  newer: boolean;
};

type Journal = { entries: readonly { when: number }[] };

/** Compares drizzle's own table with the journal of the folder; changes nothing. */
export function migrationState(sqlite: Sqlite.Database, folder: string): MigrationState {
  const journal = JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")) as Journal;
  const known = new Set(journal.entries.map(({ when }) => when));
  const there = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  const applied =
    there === undefined
      ? []
      : (sqlite.prepare("SELECT created_at FROM __drizzle_migrations").pluck().all() as (number | string)[]).map(
          Number,
        );
  const newest = applied.length === 0 ? 0 : Math.max(...applied);
  return {
    applied: applied.length,
    pending: [...known].filter((when) => when > newest).length,
    newer: applied.some((when) => !known.has(when)),
  };
}

export const newerHome = (home: string): RukunError =>
  new RukunError("home.newer", `a newer Rukun has written ${home}: upgrade this one first`);
