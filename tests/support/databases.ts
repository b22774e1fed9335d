import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Db, openDb } from "../../src/db/open.ts";
import { homePaths, packageRoot } from "../../src/home.ts";

const made = new Map<string, Buffer>();

/**
 * Lays a database into a home that has none: with Rukun's tables, and what `fill` puts in. Made once a process for each
 * `name` and then copied, which is a tenth of the work.
 */
export function layDatabase(home: string, name = "empty", fill: (db: Db) => void = () => {}): void {
  const { database } = homePaths(home);
  if (existsSync(database)) return;
  let bytes = made.get(name);
  if (bytes === undefined) {
    const db = openDb(":memory:", join(packageRoot(), "drizzle"));
    fill(db);
    bytes = db.sqlite.serialize();
    db.sqlite.close();
    made.set(name, bytes);
  }
  mkdirSync(dirname(database), { recursive: true });
  writeFileSync(database, bytes);
}
