import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { migrationState } from "../../db/migrations.ts";
import { homePaths, packageRoot } from "../../home.ts";
import { counted, size } from "../words.ts";
import { type Check, ok, wrong } from "./check.ts";

/** A log that grows beyond this is held by somebody who reads for long, or by a crash in a loop. */
const MAX_WAL_BYTES = 64_000_000;
const FULL = 2;

const NAME = "database";
export const DAMAGED_HOW = "Stop Rukun, keep a copy of the home, and restore the last backup: rukun restore <file>.";

/** Is the file whole, and as this Rukun writes it? The check reads all of it. */
export function databaseChecks(home: string, sqlite: Sqlite.Database): Check[] {
  const { database } = homePaths(home);
  const wal = `${database}-wal`;
  const walBytes = existsSync(wal) ? statSync(wal).size : 0;
  const found = sqlite.pragma("quick_check(3)", { simple: true });
  const checks = [
    found === "ok"
      ? ok(NAME, `${database} is whole (${size(statSync(database).size + walBytes)}).`)
      : wrong(NAME, `${database} is damaged: ${String(found)}.`, DAMAGED_HOW),
    schemaCheck(sqlite),
    synchronousCheck(sqlite),
  ];
  const how = "End programs that have the database open (sqlite3, a viewer), then restart Rukun.";
  if (walBytes > MAX_WAL_BYTES) checks.push(wrong(NAME, `Its log has grown to ${size(walBytes)}.`, how));
  return checks;
}

function schemaCheck(sqlite: Sqlite.Database): Check {
  const { applied, pending, newer } = migrationState(sqlite, join(packageRoot(), "drizzle"));
  if (newer) return wrong(NAME, "A newer Rukun has written it.", "Run that one, or restore a backup of before.");
  if (applied === 0) return wrong(NAME, "It is not one of Rukun's.", "Is RUKUN_HOME the right folder?");
  const later = pending === 0 ? "" : `; ${counted(pending, "migration")} to be applied at the next start`;
  return ok(NAME, `${counted(applied, "migration")} applied${later}.`);
}

/** Rukun asserts this of its own connection at each opening; here it is what this build of SQLite can do. */
function synchronousCheck(sqlite: Sqlite.Database): Check {
  const value = sqlite.pragma("synchronous", { simple: true });
  const how = "Reinstall better-sqlite3 (npm ci): Rukun does not start without it.";
  return value === FULL
    ? ok(NAME, "Commits are flushed to the disk (synchronous=FULL).")
    : wrong(NAME, `synchronous is ${String(value)}, not FULL.`, how);
}
