import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();

/** A folder that is gone when the bench ends, on the disk that `RUKUN_BENCH_DIR` names or where others put theirs. */
export function newFolder(name: string): string {
  const root = process.env["RUKUN_BENCH_DIR"] ?? tmpdir();
  mkdirSync(root, { recursive: true });
  const folder = mkdtempSync(join(root, `rukun-bench-${name}-`));
  made.add(folder);
  return folder;
}

/** Removes a folder as soon as it is not needed: the filled one holds most of a gigabyte. */
export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  made.delete(folder);
}

export function dropAllFolders(): void {
  for (const folder of made) dropFolder(folder);
}
