import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Content } from "../../src/content/load.ts";
import { FlowLibrary } from "../../src/conversation/library.ts";
import { type Db, openDb, setUp } from "../../src/db/open.ts";
import * as schema from "../../src/db/schema/index.ts";
import { homePaths, packageRoot } from "../../src/home.ts";

const MIGRATIONS = join(packageRoot(), "drizzle");
const made = new Map<string, Buffer>();

/**
 * Lays a database into a home that has none: with Rukun's tables, and what `fill` puts in. Made once a process for each
 * `name` and then copied, which is a tenth of the work.
 */
export function layDatabase(home: string, name = "empty", fill?: (db: Db) => void): void {
  lay(homePaths(home).database, name, fill);
}

/** A database with Rukun's tables, in memory or in a file that may be there: such a copy too, not made by all migrations. */
export function freshDb(file?: string): Db {
  if (file !== undefined) {
    lay(file);
    return openDb(file, MIGRATIONS);
  }
  const sqlite = new Sqlite(bytesOf("empty"));
  setUp(sqlite);
  // Nobody else can reach it: without this each transaction would ask whether somebody did.
  sqlite.pragma("locking_mode = EXCLUSIVE");
  return { sqlite, orm: drizzle(sqlite, { schema }) };
}

/** As after a first start: flows and their words are written down, which takes each world longer than all else. */
export function knowFlows({ sqlite }: Db, { compiled, texts }: Content, now: number): void {
  new FlowLibrary(sqlite, compiled, texts, now);
}

function lay(file: string, name = "empty", fill?: (db: Db) => void): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytesOf(name, fill));
}

function bytesOf(name: string, fill: (db: Db) => void = () => {}): Buffer {
  const known = made.get(name);
  if (known !== undefined) return known;
  const db = openDb(":memory:", MIGRATIONS);
  fill(db);
  const bytes = db.sqlite.serialize();
  db.sqlite.close();
  made.set(name, bytes);
  return bytes;
}
