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
  lock: join(home, "lock"),
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

/**
 * Holds a home for this process: one writer a home. The lock is SQLite's own, so it ends with the process however
 * that ends. Throws `home.taken` when another process has it. The returned function lets go.
 */
export function lockHome(home: string): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = new Sqlite(homePaths(home).lock, { timeout: 0 });
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new RukunError("home.taken", `another Rukun is running on ${home}: stop it, or set RUKUN_HOME`, { cause });
  }
  return () => {
    if (!lock.open) return;
    lock.exec("ROLLBACK");
    lock.close();
  };
}
