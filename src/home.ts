import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { RukunError } from "./errors.ts";

/** Where things lie in a home. */
export const homePaths = (home: string) => ({
  database: join(home, "rukun.db"),
  media: join(home, "media"),
  files: join(home, "files"),
  backups: join(home, "backups"),
  /** Keys that must not lie beside what they open: neither in the database nor in a backup. */
  keys: join(home, "keys"),
  lock: join(home, "lock"),
  /** Content that was found right; see `start/checked.ts`. May be deleted at any time. */
  checked: join(home, "checked.json"),
});

/** The folder of the package: flows, locales, programmes and migrations lie there, for sources and builds alike. */
export function packageRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new RukunError("home.package", "package.json was not found above the code");
    folder = parent;
  }
  return folder;
}

/** Long enough for somebody who only looks (`rukun doctor`) to be out of the way again. */
const LOCK_WAIT_MS = 500;

/**
 * Holds a home for this process: one writer a home. The lock is SQLite's own, so it ends with the process however
 * that ends. Throws `home.taken` when another process has it, `home.unusable` when the folder cannot be written. The
 * returned function lets go.
 */
export function lockHome(home: string): () => void {
  const lock = openLock(home);
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw unusable(home, cause);
    throw new RukunError("home.taken", `another Rukun is running on ${home}: stop it, or set RUKUN_HOME`, { cause });
  }
  return () => {
    if (!lock.open) return;
    lock.exec("ROLLBACK");
    lock.close();
  };
}

/** Is a process holding this home now? Only looks: makes nothing and keeps nobody out. */
export function isHomeTaken(home: string): boolean {
  const { lock } = homePaths(home);
  if (!existsSync(lock)) return false;
  const looking = new Sqlite(lock, { timeout: 0, readonly: true });
  try {
    looking.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw unusable(home, error);
  } finally {
    looking.close();
  }
}

function openLock(home: string): Sqlite.Database {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return new Sqlite(homePaths(home).lock, { timeout: LOCK_WAIT_MS });
  } catch (cause) {
    throw unusable(home, cause);
  }
}

function unusable(home: string, cause: unknown): RukunError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const what = `the folder ${home} cannot be used (${why}): Rukun must be able to write there, or set RUKUN_HOME`;
  return new RukunError("home.unusable", what, { cause });
}

const isBusy = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
