import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadDemo } from "../../demo/index.ts";
import { type Problem, RukunError } from "../../errors.ts";
import { didYouMean } from "../../flow/check/near.ts";
import { loadPacks, type Pack, packIds } from "../../programme/index.ts";
import { loadCooperative } from "../../start/cooperative.ts";

/** The id of a programme that there is. Errors: `programme.unknown`. */
export function known(root: string, id: string): string {
  const ids = packIds(root);
  if (ids.includes(id)) return id;
  const all = `The programmes are ${ids.join(", ")}.`;
  throw new RukunError("programme.unknown", `there is no programme "${id}". ${didYouMean(id, ids, all)}`);
}

/** One programme, or all of them, with everything that is wrong in their folders. */
export function findProgrammes(root: string, id?: string): { packs: Pack[]; problems: Problem[] } {
  const { packs, problems } = loadPacks(root, id === undefined ? undefined : [id]);
  const more = [...packs.values()].flatMap((pack) => [
    ...loadDemo(root, pack).problems,
    ...loadCooperative(root, pack).problems,
  ]);
  return { packs: [...packs.values()], problems: [...problems, ...more] };
}

/** A file of a folder, or undefined. */
export function textAt(...path: string[]): string | undefined {
  const file = join(...path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
