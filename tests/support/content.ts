import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Content, loadContent } from "../../src/content/load.ts";
import { packageRoot } from "../../src/home.ts";
import { temporaryFolder, writeInto } from "./clean-up.ts";

/** To read it takes longer than most tests, and nothing writes into it: each process of tests reads it once. */
const known = new Map<string, Content>();

/** The project's own flows and words. */
export const ownContent = (): Content => once("", () => loadContent(packageRoot()));

/** The project's own flows and words, with more of both laid over them. */
export function contentWith(files: Record<string, string> = {}): Content {
  return once(JSON.stringify(files), () => {
    const root = temporaryFolder();
    for (const part of ["flows", "locales"]) cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
    writeInto(root, files);
    return loadContent(root);
  });
}

function once(key: string, read: () => Content): Content {
  const content = known.get(key) ?? read();
  known.set(key, content);
  return content;
}
