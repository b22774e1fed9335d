import type Sqlite from "better-sqlite3";
import type { Journal } from "../journal/journal.ts";

/**
 * Does several things or none: what refuses, or throws, takes back all that it did before, and the journal forgets it.
 * Inside or outside of a transaction.
 */
export function wholly<R extends { ok: boolean }>(
  { sqlite, journal }: { sqlite: Sqlite.Database; journal: Pick<Journal, "forget"> },
  work: () => R,
): R {
  sqlite.exec("SAVEPOINT wholly");
  let kept = false;
  try {
    const result = work();
    kept = result.ok;
    return result;
  } finally {
    sqlite.exec(kept ? "RELEASE wholly" : "ROLLBACK TO wholly; RELEASE wholly");
    if (!kept) journal.forget();
  }
}
