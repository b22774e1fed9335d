import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";

/** A file just written may belong to a row that is not committed yet. */
const YOUNG = DAY;

/**
 * Removes what nobody needs any more: media that no row names (their owner had everything erased), and files that
 * were made to be sent, a day later. Returns how many went. `now` is real time, as the files' own times are.
 */
export function sweepFiles(sqlite: Sqlite.Database, folders: { media: string; files: string }, now: number): number {
  const named = sqlite.prepare("SELECT 1 FROM media WHERE sha256 = ? LIMIT 1");
  const orphans = oldFiles(folders.media, now).filter((name) => named.get(name) === undefined);
  const sent = oldFiles(folders.files, now);
  for (const name of orphans) rmSync(join(folders.media, name), { force: true });
  for (const name of sent) rmSync(join(folders.files, name), { force: true });
  return orphans.length + sent.length;
}

function oldFiles(folder: string, now: number): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => now - statSync(join(folder, name)).mtimeMs > YOUNG);
}
