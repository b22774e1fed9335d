import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { RukunError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import * as schema from "./schema/index.ts";

/** The bare handle, for prepared statements on the path of a message, and drizzle over it for everything else. */
export type Db = { sqlite: Sqlite.Database; orm: BetterSQLite3Database<typeof schema> };

/**
 * Opens the database of a home and brings it to the current schema.
 * Errors: `db.locked` when another process is writing for long, `db.damaged` when the file is no database.
 */
export function openDb(file: string, migrationsFolder: string): Db {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const sqlite = connect(file);
  const orm = drizzle(sqlite, { schema });
  migrate(orm, { migrationsFolder });
  return { sqlite, orm };
}

/** A connection with the pragmas that the promises rest on. */
export function connect(file: string, options: Sqlite.Options = {}): Sqlite.Database {
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, options);
    setUp(sqlite, options);
  } catch (cause) {
    throw new RukunError("db.damaged", `cannot open the database ${file}: ${message(cause)}`, { cause });
  }
  const synchronous = sqlite.pragma("synchronous", { simple: true });
  if (synchronous !== 2) throw new RukunError("db.unsafe", `synchronous is ${String(synchronous)}, not FULL`);
  return sqlite;
}

/** The pragmas of every connection; `connect` for what is not open yet. */
export function setUp(sqlite: Sqlite.Database, { readonly = false }: Sqlite.Options = {}): void {
  sqlite.pragma("busy_timeout = 5000");
  // Of a new file. Each message changes some rows on pages of their own, and a page is written whole: with 2 KB a
  // burst on a filled file costs 1.2 times what it costs on a small one, with SQLite's 4 KB 1.4 times.
  sqlite.pragma("page_size = 2048");
  if (!readonly) sqlite.pragma("journal_mode = WAL");
  // 32 MB; `Runtime` checkpoints each minute, outside of the path of a message, so this is rarely reached.
  sqlite.pragma("wal_autocheckpoint = 16000");
  // 4 MB. Where a commit divided a page of an index, SQLite looks through all that it keeps, for it used the number of its
  // lock page meanwhile, which lies beyond the end: with the 16 MB of this build a sixth of what a burst costs on a large
  // file, and more of a single posting. What is not kept is read from mapped memory.
  sqlite.pragma("cache_size = -4000");
  // Reads of a large file come from the system's own memory without a call for each page.
  sqlite.pragma(`mmap_size = ${LIMITS.mappedBytes}`);
  // This build of SQLite sets NORMAL for WAL, with which the last commits can be lost when the power goes.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  // Savepoints would otherwise open a temporary file outside the data folder, with page images in it.
  sqlite.pragma("temp_store = MEMORY");
  sqlite.pragma("secure_delete = ON");
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Ours is the only writer inside; no other process may write for the length of one batch. */
export function inTransaction<T>(sqlite: Sqlite.Database, work: () => T): T {
  const run = runners.get(sqlite) ?? sqlite.transaction((given: () => unknown) => given());
  runners.set(sqlite, run);
  return run.immediate(work) as T;
}

/** To make one for each transaction would take longer than a short one takes. */
const runners = new WeakMap<Sqlite.Database, Sqlite.Transaction<(work: () => unknown) => unknown>>();
