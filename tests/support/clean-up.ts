import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const cleanUps: (() => Promise<void> | void)[] = [];

/** Does something when the test is over; what was asked for last is done first. */
export function afterTest(cleanUp: () => Promise<void> | void): void {
  cleanUps.push(cleanUp);
}

/** `setup.ts` has it done after each test. */
export async function cleanUpNow(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rukun-"));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same with these files, by their paths in it. */
export function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  writeInto(folder, files);
  return folder;
}

/** Writes files below a folder that is there, with the folders that they lie in. */
export function writeInto(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
