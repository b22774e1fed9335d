import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";
import { homePaths, lockHome, packageRoot } from "../home.ts";
import { type ArchivedFile, type BackupContents, checkBackup, fileNames, syncFile } from "./backup.ts";
import { migrationState } from "./migrations.ts";

/** Where the home as it was lies now; undefined: there was none. */
export type Restored = { contents: BackupContents; aside: string | undefined };

const STAGING = "restoring";

/**
 * Puts a backup in the place of a home. The backup is checked first, the home as it was is kept aside, and whenever
 * the machine stops on the way the home is either the old one or the new one: the one step that changes it is the
 * renaming of the database. Errors: those of `checkBackup`, `home.taken` while Rukun runs, `backup.newer`.
 */
export function restore(file: string, home: string, now: number): Restored {
  const contents = checkBackup(file);
  const letGo = lockHome(home);
  try {
    const staged = stage(file, home, now);
    const aside = keepAside(home, stampOf(now));
    const paths = homePaths(home);
    for (const folder of ["media", "files"] as const) moveInto(join(staged, folder), paths[folder]);
    // The log of the old database must never be read into the new one. What was in it is in the old file by now.
    for (const left of ["-wal", "-shm"]) rmSync(paths.database + left, { force: true });
    syncFile(home);
    renameSync(join(staged, "rukun.db"), paths.database);
    syncFile(home);
    rmSync(staged, { recursive: true, force: true });
    return { contents, aside };
  } finally {
    letGo();
  }
}

/** Unpacks the backup inside the home, on the same disk as where it will lie. */
function stage(file: string, home: string, now: number): string {
  const staged = join(home, STAGING);
  rmSync(staged, { recursive: true, force: true });
  for (const folder of ["media", "files"]) mkdirSync(join(staged, folder), { recursive: true, mode: 0o700 });
  const database = join(staged, "rukun.db");
  copyFileSync(file, database);
  const db = new Sqlite(database);
  try {
    const { newer } = migrationState(db, join(packageRoot(), "drizzle"));
    if (newer) throw new RukunError("backup.newer", "the backup is of a newer Rukun: upgrade this one first");
    for (const { name, data } of db.prepare("SELECT name, sz, data FROM sqlar").iterate() as Iterable<ArchivedFile>) {
      writeFileSync(join(staged, name), data, { mode: 0o600 });
      syncFile(join(staged, name));
    }
    db.exec("DROP TABLE sqlar; DROP TABLE backup_info");
    markUnknown(db, now);
    db.exec("VACUUM");
    if (db.pragma("quick_check", { simple: true }) !== "ok")
      throw new RukunError("backup.damaged", "the restored copy is not whole: is the disk in order?");
  } finally {
    db.close();
  }
  syncFile(database);
  return staged;
}

/**
 * What waited to be sent when the backup was made may have been sent since: nobody knows. Such a row is as one that
 * was under way when the process ended, and its policy decides at the next start.
 */
function markUnknown(db: Sqlite.Database, now: number): void {
  db.prepare("UPDATE outbox SET state = 'sending' WHERE state = 'queued' AND due_at <= ?").run(now);
}

/** Keeps the home as it was, by links, so that it costs no space and no time. */
function keepAside(home: string, stamp: string): string | undefined {
  const paths = homePaths(home);
  if (!existsSync(paths.database)) return undefined;
  foldLog(paths.database);
  const aside = asideFolder(home, stamp);
  for (const name of readdirSync(home)) if (name.startsWith("rukun.db")) keep(join(home, name), join(aside, name));
  for (const folder of ["media", "files"] as const) {
    mkdirSync(join(aside, folder), { mode: 0o700 });
    for (const name of fileNames(paths[folder])) keep(join(paths[folder], name), join(aside, folder, name));
    syncFile(join(aside, folder));
  }
  syncFile(aside);
  return aside;
}

/** Beside the home; inside of it where the folder above belongs to somebody else, as with a service's own folder. */
function asideFolder(home: string, stamp: string): string {
  const whole = resolve(home);
  const beside = `${whole}.before-${stamp}`;
  try {
    mkdirSync(beside, { mode: 0o700 });
    syncFile(dirname(whole));
    return beside;
  } catch (error) {
    if (!has(error, "EACCES", "EPERM", "EROFS")) throw error;
    const inside = join(whole, `before-${stamp}`);
    mkdirSync(inside, { mode: 0o700 });
    return inside;
  }
}

/** A damaged database cannot be folded; then its log is kept beside it as it is. */
function foldLog(database: string): void {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(database);
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("journal_mode = DELETE");
  } catch {
    // It is being replaced, most likely because of this.
  } finally {
    db?.close();
  }
}

function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!has(error, "EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP")) throw error;
    copyFileSync(from, to);
    syncFile(to);
  }
}

/** Photos are named by what is in them: adding the new ones takes nothing from the old database, should it stay. */
function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of fileNames(from)) renameSync(join(from, name), join(to, name));
  syncFile(to);
}

/** `20261120-091500`, UTC: for names of files. */
export const stampOf = (now: number): string =>
  new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");

const has = (error: unknown, ...codes: string[]) =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
