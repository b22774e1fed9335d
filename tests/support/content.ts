import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Content, loadContent } from "../../src/content/load.ts";
import { packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "./clean-up.ts";

/** To read it takes longer than most tests, and nothing writes into it: each process of tests reads it once. */
const known = new Map<string, Content>();

/** The project's own flows and words. */
export const ownContent = (): Content => once("", () => loadContent(packageRoot()));

/** The project's own flows and words, with more of both laid over them. */
export function contentWith(files: Record<string, string> = {}): Content {
  return once(JSON.stringify(files), () => {
    const root = temporaryFolder();
    for (const part of ["flows", "locales"]) cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return loadContent(root);
  });
}

function once(key: string, read: () => Content): Content {
  const content = known.get(key) ?? read();
  known.set(key, content);
  return content;
}
