import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";
import { homePaths } from "../home.ts";

/**
 * A backup is one file: a SQLite database that holds the home's tables as they were at one instant, its photos and
 * files in the table `sqlar` (SQLite's own archive format; `sqlite3 <file> -Ax` unpacks it), and what it is in
 * `backup_info`. One file is moved, checked and restored as a whole, by nothing but SQLite.
 */
const FORMAT = "1";
const ARCHIVE = `
  CREATE TABLE sqlar (name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);
  CREATE TABLE backup_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`;

/** Pages that are copied before the loop of events has its turn: about 8 MB. */
const PAGES_A_STEP = 2_000;

/** What is counted for the operator: the rows that she would miss. */
const COUNTED = ["person", "address", "consent", "weekly_report", "ticket", "session", "turn_log"] as const;

/** What a backup holds. */
export type BackupContents = {
  madeAt: number;
  bytes: number;
  /** Rows by table, of those that an operator knows. */
  rows: Record<(typeof COUNTED)[number], number>;
  media: number;
  files: number;
  /** Photos that the database names and that were not in `media/`, or not what they should be. */
  missing: string[];
};

/**
 * Copies a home into one file while Rukun may be running and writing: the copy is of one instant. It is checked before
 * it gets its name, and nobody but its owner can read it. Errors: `backup.exists`, `backup.nothing`, `backup.damaged`.
 */
export async function backUp(home: string, target: string, now: number): Promise<BackupContents> {
  const { database } = homePaths(home);
  if (!existsSync(database)) throw new RukunError("backup.nothing", `there is no database in ${home}`);
  if (existsSync(target)) throw new RukunError("backup.exists", `${target} exists already: choose another name`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const part = `${target}.part-${process.pid}`;
  try {
    closeSync(openSync(part, "wx", 0o600));
    await copyDatabase(database, part);
    addFiles(home, part, now);
    const contents = checkBackup(part);
    syncFile(part);
    renameSync(part, target);
    syncFile(dirname(resolve(target)));
    return contents;
  } finally {
    for (const left of ["", "-journal", "-wal", "-shm"]) rmSync(part + left, { force: true });
  }
}

/** One reading transaction around all steps: a busy writer neither waits for the copy nor makes it begin again. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, timeout: 5_000 });
  try {
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_master").get();
    await source.backup(to, { progress: () => PAGES_A_STEP });
  } finally {
    source.close();
  }
}

/** The files that the copied rows name. They are named by what is in them, so that none can have changed since. */
function addFiles(home: string, part: string, now: number): void {
  const copy = new Sqlite(part);
  try {
    copy.pragma("journal_mode = DELETE");
    copy.exec(ARCHIVE);
    const { media, files } = homePaths(home);
    const add = copy.prepare("INSERT INTO sqlar (name, mode, mtime, sz, data) VALUES (?, ?, ?, ?, ?)");
    const missing: string[] = [];
    copy.transaction(() => {
      for (const sha256 of storedMedia(copy)) {
        const bytes = readIfThere(join(media, sha256));
        if (bytes !== undefined && sha256Of(bytes) === sha256) addFile(add, `media/${sha256}`, bytes, now);
        else missing.push(sha256);
      }
      for (const name of fileNames(files)) {
        const bytes = readIfThere(join(files, name));
        if (bytes !== undefined) addFile(add, `files/${name}`, bytes, now);
      }
      const say = copy.prepare("INSERT INTO backup_info (key, value) VALUES (?, ?)");
      say.run("format", FORMAT);
      say.run("madeAt", String(now));
      say.run("missing", JSON.stringify(missing));
    })();
  } finally {
    copy.close();
  }
}

/** 0100600 of a Unix file: readable by its owner. */
const FILE_MODE = 0o100600;

function addFile(add: Sqlite.Statement, name: string, bytes: Buffer, now: number): void {
  add.run(name, FILE_MODE, Math.floor(now / 1_000), bytes.byteLength, bytes);
}

const storedMedia = (db: Sqlite.Database) =>
  db
    .prepare("SELECT DISTINCT sha256 FROM media WHERE state = 'stored' AND sha256 IS NOT NULL")
    .pluck()
    .all() as string[];

/**
 * Opens a backup and looks at all of it: SQLite's integrity check, foreign keys, every photo against its hash.
 * Errors: `backup.none` when there is no file, `backup.damaged` when it must not be restored.
 */
export function checkBackup(file: string): BackupContents {
  if (!existsSync(file)) throw new RukunError("backup.none", `there is no file ${file}`);
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(file, { readonly: true });
    const info = infoOf(db, file);
    const found = db.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw damaged(file, String(found));
    const [loose] = db.pragma("foreign_key_check") as { table: string }[];
    if (loose !== undefined) throw damaged(file, `a row of ${loose.table} belongs to nobody`);
    checkArchive(db, file);
    return contentsOf(db, file, info);
  } catch (cause) {
    throw cause instanceof RukunError ? cause : damaged(file, cause instanceof Error ? cause.message : "", cause);
  } finally {
    db?.close();
  }
}

function infoOf(db: Sqlite.Database, file: string): Map<string, string> {
  const there = db.prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('backup_info', 'sqlar')").pluck().get();
  if (there !== 2) throw damaged(file, "it was not made by rukun backup");
  const info = new Map(db.prepare("SELECT key, value FROM backup_info").raw().all() as [string, string][]);
  if (info.get("format") !== FORMAT) throw damaged(file, `its format ${info.get("format") ?? "?"} is not known here`);
  return info;
}

function checkArchive(db: Sqlite.Database, file: string): void {
  const rows = db.prepare("SELECT name, sz, data FROM sqlar").iterate() as Iterable<ArchivedFile>;
  for (const { name, sz, data } of rows) {
    if (!ARCHIVED.test(name) || data.byteLength !== sz) throw damaged(file, "its archive has a strange entry");
    if (name.startsWith("media/") && sha256Of(data) !== name.slice("media/".length))
      throw damaged(file, "a photo in it is not what it was");
  }
}

/** One file of the archive; nothing can lie outside of the two folders. */
export type ArchivedFile = { name: string; sz: number; data: Buffer };
const ARCHIVED = /^(?:media|files)\/(?!\.)[^/\\\0]+$/;

function contentsOf(db: Sqlite.Database, file: string, info: Map<string, string>): BackupContents {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const rows = Object.fromEntries(COUNTED.map((table) => [table, count(`SELECT count(*) FROM ${table}`)]));
  return {
    madeAt: Number(info.get("madeAt")),
    bytes: statSync(file).size,
    rows: rows as BackupContents["rows"],
    media: count("SELECT count(*) FROM sqlar WHERE name LIKE 'media/%'"),
    files: count("SELECT count(*) FROM sqlar WHERE name LIKE 'files/%'"),
    missing: JSON.parse(info.get("missing") ?? "[]") as string[],
  };
}

const damaged = (file: string, why: string, cause?: unknown) =>
  new RukunError("backup.damaged", `${file} is not a backup that can be used: ${why}`, { cause });

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Names of the plain files in a folder; none when it is not there. */
export function fileNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map((entry) => entry.name);
}

/** A file may be erased while it is being copied: then it is not to be in the copy either. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Brings a file, or the names in a folder, to the disk. */
export function syncFile(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
