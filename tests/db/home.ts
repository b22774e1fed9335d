import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Db, openDb } from "../../src/db/open.ts";
import { homePaths, packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { freshDb } from "../support/databases.ts";

export const NOW = Date.parse("2026-11-20T09:15:00Z");
export const MIGRATIONS = join(packageRoot(), "drizzle");

/** The database of a home, which is made where there is none. */
export const openHome = (home: string): Db => freshDb(homePaths(home).database);

/** A home as it was before the migration of this name. */
export function homeBefore(tag: string): { file: string; sqlite: Db["sqlite"] } {
  const older = temporaryFolder();
  cpSync(MIGRATIONS, older, { recursive: true });
  const journal = join(older, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { tag: string }[] };
  const until = entries.findIndex((entry) => entry.tag === tag);
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, until) }));
  const file = join(temporaryFolder(), "rukun.db");
  return { file, sqlite: openDb(file, older).sqlite };
}

export function addPerson(db: Db, id: string, name: string): void {
  db.sqlite
    .prepare(
      `INSERT INTO person (id, name, called, zone, status, created_at, changed_at)
       VALUES (?, ?, ?, 'Asia/Jakarta', 'active', ?, ?)`,
    )
    .run(id, name, `Ibu ${name}`, NOW, NOW);
}

/** A photo that is stored: its row and its file. Returns its hash. */
export function addPhoto(db: Db, home: string, bytes: string): string {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { media } = homePaths(home);
  mkdirSync(media, { recursive: true });
  writeFileSync(join(media, sha256), bytes);
  db.sqlite
    .prepare(
      `INSERT INTO media (id, person_id, channel, ref, kind, state, sha256, mime, bytes, due_at, created_at)
       VALUES (?, 'sari', 'telegram', 'r', 'photo', 'stored', ?, 'image/jpeg', ?, ?, ?)`,
    )
    .run(sha256.slice(0, 16), sha256, bytes.length, NOW, NOW);
  return sha256;
}

export function addQueued(db: Db, key: string, policy: "resend" | "hold", dueAt: number): void {
  db.sqlite
    .prepare(
      `INSERT INTO outbox (key, channel, address, person_id, priority, policy, body, state, due_at, created_at)
       VALUES (?, 'telegram', '1', 'sari', 0, ?, '{"text":"x"}', 'queued', ?, ?)`,
    )
    .run(key, policy, dueAt, NOW);
}

export const names = (db: Db): string[] =>
  db.sqlite.prepare("SELECT name FROM person ORDER BY id").pluck().all() as string[];
