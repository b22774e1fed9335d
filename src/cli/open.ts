import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrationState, newerHome } from "../db/migrations.ts";
import { connect, type Db, openDb } from "../db/open.ts";
import { RukunError } from "../errors.ts";
import { homePaths, isHomeTaken, packageRoot } from "../home.ts";

/**
 * Opens the database of a home for a command, also beside a running Rukun: SQLite keeps the two apart. It never makes
 * a home, which would most likely be one in the wrong place, and changes no schema below a running process.
 * Errors: `home.none`, `home.newer`, `home.upgrade`.
 */
export function openHome(home: string): Db {
  const { database } = homePaths(home);
  if (!existsSync(database)) throw noHome(home);
  const migrations = join(packageRoot(), "drizzle");
  const looking = connect(database);
  const { pending, newer } = migrationState(looking, migrations);
  looking.close();
  if (newer) throw newerHome(home);
  if (pending > 0 && isHomeTaken(home))
    throw new RukunError("home.upgrade", `an older Rukun is running on ${home}: stop it and start this one first`);
  return openDb(database, migrations);
}

export const noHome = (home: string): RukunError =>
  new RukunError("home.none", `there is no database in ${home}: start Rukun once (npm start), or give --home`);

/** Runs work on the database of a home and closes it, however the work ends. */
export function withHome<T>(home: string, work: (db: Db) => T): T {
  const db = openHome(home);
  try {
    return work(db);
  } finally {
    db.sqlite.close();
  }
}
