import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** A half-written file; a crash may leave one behind. */
const TEMP = ".tmp";

/**
 * Files by the SHA-256 of what they hold: the same photo, sent twice, lies there once. A file that has its name is
 * whole: it is written under another name, flushed, and then renamed. Only the owner of the process may read it.
 */
export class MediaFiles {
  readonly folder: string;

  constructor(home: string) {
    this.folder = join(home, "media");
  }

  /** Where a file lies. */
  pathOf(sha256: string): string {
    return join(this.folder, sha256);
  }

  /** Keeps the bytes and returns their SHA-256. */
  async keep(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const path = this.pathOf(sha256);
    if (await exists(path)) return sha256;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const temp = join(this.folder, `${randomUUID()}${TEMP}`);
    try {
      await writeFlushed(temp, bytes);
      await rename(temp, path);
    } catch (error) {
      await rm(temp, { force: true });
      throw error;
    }
    await flushFolder(this.folder);
    return sha256;
  }

  /** Removes what a crash left half-written. Only while nothing is being kept. */
  async tidy(): Promise<number> {
    const names = (await exists(this.folder)) ? await readdir(this.folder) : [];
    const temps = names.filter((name) => name.endsWith(TEMP));
    for (const name of temps) await rm(join(this.folder, name), { force: true });
    return temps.length;
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name itself must outlive a power cut. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
