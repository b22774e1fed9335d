import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { readYaml } from "../flow/check/yaml.ts";
import type { Hours, Zone } from "../zones.ts";
import { packFindings } from "./pack-problems.ts";
import { packSchema } from "./pack-schema.ts";
import type { WeeklyTime } from "./weekly/calendar.ts";
import type { Thresholds } from "./weekly/risk.ts";

/** A programme, as its officer describes it in `programmes/<id>/programme.yaml`. */
export type Pack = {
  /** The folder's name. */
  id: string;
  name: string;
  /** Who we are and where, in one line. */
  office: string;
  /** What it is for, in plain words. */
  purpose: string;
  zone: Zone;
  hours: Hours;
  villages: readonly { name: string; district?: string | undefined; zone: Zone }[];
  weeklyReport: {
    beneficiary: WeeklyTime;
    kader: WeeklyTime;
    facilitator: WeeklyTime;
    /** Weeks without an answer before a human takes over. */
    silentWeeks: number;
  };
  digests: { facilitator: WeeklyTime; coordinator: WeeklyTime };
  thresholds: Thresholds;
};

const FILE = "programme.yaml";

/**
 * Reads every `programmes/<id>/programme.yaml` below a folder that holds `programmes`. Never throws for what is in the
 * files: all problems are returned at once, with paths as seen from that folder.
 *
 * @example const { packs, problems } = loadPacks(packageRoot()); packs.get("melati")
 */
export function loadPacks(root: string): { packs: Map<string, Pack>; problems: Problem[] } {
  const folder = join(root, "programmes");
  const problems: Problem[] = [];
  const packs = new Map<string, Pack>();
  const ids = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const id of ids) {
    if (!statSync(join(folder, id)).isDirectory()) continue;
    const shown = `programmes/${id}/${FILE}`;
    if (!existsSync(join(folder, id, FILE))) {
      problems.push({
        file: shown,
        what: "The file is missing.",
        how: "Copy the one of another programme and change it.",
      });
      continue;
    }
    const read = readPack(id, shown, readFileSync(join(folder, id, FILE), "utf8"));
    problems.push(...read.problems);
    if (read.pack !== undefined) packs.set(id, read.pack);
  }
  if (packs.size === 0 && problems.length === 0)
    problems.push({ file: "programmes", what: "There is no programme.", how: `Write programmes/<name>/${FILE}.` });
  return { packs, problems };
}

/** Reads one programme's file. Pure; what is wrong is returned as sentences with lines. */
export function readPack(id: string, file: string, text: string): { pack?: Pack; problems: Problem[] } {
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { problems };
  const parsed = packSchema.safeParse(value);
  const found = packFindings(value, parsed.success ? parsed.data : parsed.error);
  if (found.length > 0 || !parsed.success)
    return { problems: found.map(({ path, what, how }) => ({ file, line: lineOf(path), what, how })) };
  return { pack: packOf(id, parsed.data), problems: [] };
}

function packOf(id: string, given: z.infer<typeof packSchema>): Pack {
  const { "weekly-report": report, thresholds, ...rest } = given;
  const { "silent-weeks": silentWeeks, ...calendar } = report;
  return {
    ...rest,
    id,
    weeklyReport: { ...calendar, silentWeeks },
    thresholds: {
      silentWeeks: thresholds["silent-weeks"],
      profitFallPercent: thresholds["profit-fall-percent"],
      pausedWeeks: thresholds["paused-weeks"],
    },
  };
}
