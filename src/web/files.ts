import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RukunError } from "../errors.ts";

const MIME: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The page's files: found once, read at each request (the page is small, and an edit shows at the next reload). */
export class PageFiles {
  private readonly folder: string;
  private names: Promise<ReadonlySet<string>> | undefined;

  constructor(folder: string = join(packageRoot(), "src", "web", "page")) {
    this.folder = folder;
  }

  /** A file by its name, or undefined; only names that are in the folder are ever opened. */
  async read(name: string): Promise<{ body: Uint8Array<ArrayBuffer>; mime: string } | undefined> {
    this.names ??= readdir(this.folder).then((names) => new Set(names));
    const mime = MIME[extname(name)];
    if (mime === undefined || !(await this.names).has(name)) return undefined;
    return { body: new Uint8Array(await readFile(join(this.folder, name))), mime };
  }
}

/** The folder of the package: the sources and what was built from them (`dist/`) are both below it. */
export function packageRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isOurs(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new RukunError("web.no-root", `no package.json of rukun above ${from}`);
  }
}

function isOurs(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === "rukun";
  } catch {
    return false;
  }
}
