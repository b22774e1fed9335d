import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../errors.ts";

/** A folder of content: where it lies, and how it is called in problems. */
export type Folder = { readonly path: string; readonly shown: string };

/** A file or folder in a folder of content. */
export type Entry = Folder & { readonly name: string; readonly folder: boolean };

/** Sorted, so that every machine reads in the same order. Symbolic links are refused: content is one tree. */
export function list({ path, shown }: Folder, problems: Problem[]): Entry[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (!entry.isSymbolicLink()) continue;
      const what = "This is a symbolic link and is not read.";
      problems.push({ file: join(shown, entry.name), what, how: "Put the file itself here." });
    }
    return entries
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .map((entry) => within({ path, shown }, entry.name, entry.isDirectory()));
  } catch (error) {
    problems.push(unreadable(shown, error));
    return [];
  }
}

const within = ({ path, shown }: Folder, name: string, folder: boolean): Entry => ({
  path: join(path, name),
  shown: join(shown, name),
  name,
  folder,
});

/** All files below a folder, in the order of their paths. */
export function filesBelow(folder: Folder, problems: Problem[]): Entry[] {
  return list(folder, problems).flatMap((entry) => (entry.folder ? filesBelow(entry, problems) : [entry]));
}

/** A file's text; undefined, with a problem, when it cannot be read or is not UTF-8. */
export function readText({ path, shown }: Folder, problems: Problem[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    problems.push(unreadable(shown, error));
    return undefined;
  }
}

function unreadable(file: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { file, what: `It cannot be read: ${why}.`, how: "Check that it is there, is UTF-8 and may be read." };
}
