import type Sqlite from "better-sqlite3";

/**
 * Does several things or none: what refuses, or throws, takes back all that it did before. Inside or outside of a
 * transaction.
 */
export function wholly<R extends { ok: boolean }>(sqlite: Sqlite.Database, work: () => R): R {
  sqlite.exec("SAVEPOINT wholly");
  let kept = false;
  try {
    const result = work();
    kept = result.ok;
    return result;
  } finally {
    sqlite.exec(kept ? "RELEASE wholly" : "ROLLBACK TO wholly; RELEASE wholly");
  }
}
