import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../errors.ts";
import { assemble, HEAD_FILE, type PackFiles } from "./assemble.ts";
import type { Pack } from "./pack.ts";

/** What every programme takes over where it says nothing of its own; no programme itself. */
export const BASE = "_base";

export type Loaded = { packs: Map<string, Pack>; problems: Problem[] };

/**
 * Reads every programme below a folder that holds `programmes`, or only those that are named and what runs beside them.
 * Never throws for what is in the files: all problems are returned at once, with paths as seen from that folder.
 *
 * @example const { packs, problems } = loadPacks(packageRoot()); packs.get("melati")
 */
export function loadPacks(root: string, only?: readonly string[]): Loaded {
  const folder = join(root, "programmes");
  const problems: Problem[] = [];
  const packs = new Map<string, Pack>();
  const beside = new Map<string, readonly string[]>();
  const there = packIds(root);
  const base = filesOf(folder, BASE);
  const open = only === undefined ? [...there] : there.filter((id) => only.includes(id));
  for (const id of open) {
    if (packs.has(id)) continue;
    const read = assemble(id, filesOf(folder, id), base, there);
    problems.push(...read.problems);
    if (read.pack === undefined) continue;
    packs.set(id, read.pack);
    beside.set(id, read.beside);
    open.push(...read.beside);
  }
  for (const [id, pack] of packs) pack.beside = (beside.get(id) ?? []).flatMap((other) => packs.get(other) ?? []);
  if (there.length === 0)
    problems.push({ file: "programmes", what: "There is no programme.", how: `Write programmes/<name>/${HEAD_FILE}.` });
  return { packs, problems: once(problems) };
}

/** The folders of programmes; what begins with `_` is none. */
export function packIds(root: string): string[] {
  const folder = join(root, "programmes");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => !id.startsWith("_") && statSync(join(folder, id)).isDirectory())
    .sort();
}

/** Reads one programme's `programme.yaml`, as if there were nothing else. Pure. */
export function readPack(id: string, _file: string, text: string): { pack?: Pack; problems: Problem[] } {
  return assemble(id, new Map([[HEAD_FILE, text]]), new Map(), [id]);
}

function filesOf(folder: string, id: string): PackFiles {
  const path = join(folder, id);
  if (!existsSync(path)) return new Map();
  const names = readdirSync(path).filter((name) => name.endsWith(".yaml"));
  return new Map(names.map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

/** What is wrong in `_base` is wrong once, not once a programme. */
function once(problems: readonly Problem[]): Problem[] {
  const keys = problems.map(({ file, line, what }) => `${file}:${line}:${what}`);
  return problems.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}
