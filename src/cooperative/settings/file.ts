import { z } from "zod";
import type { Problem } from "../../errors.ts";
import { type Path, readYaml } from "../../flow/check/yaml.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Finding, findings, misfits } from "./problems.ts";
import { type Written, writtenSchema } from "./written.ts";

/** A unit as `cooperative.yaml` describes it, with all of its settings. */
export type UnitOfFile = {
  number: number;
  name: string;
  kind: "unit" | "head";
  village: string;
  /** When its books begin, YYYY-MM-DD. */
  opened: string;
  settings: Written;
};

const name = z.string().trim().min(2).max(60);
const unitSchema = z.strictObject({
  number: z.int().min(1).max(99_999),
  name,
  kind: z.enum(["unit", "head"]).default("unit"),
  village: name,
  opened: z.iso.date(),
  settings: z.record(z.string(), z.unknown()).default({}),
});
const fileSchema = z.strictObject({
  defaults: z.record(z.string(), z.unknown()).default({}),
  units: z.array(unitSchema).min(1).max(COOP_LIMITS.units),
});

/**
 * Reads `cooperative.yaml`: `defaults` for all units, and the units, each with what it decides otherwise. Pure; never
 * throws for what is written, all problems are returned with lines.
 */
export function readCooperative(file: string, text: string): { units: UnitOfFile[]; problems: Problem[] } {
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { units: [], problems };
  const problemsOf = (found: readonly Finding[]): Problem[] =>
    found.map(({ path, what, how }) => ({ file, line: lineOf(path), what, how }));
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) return { units: [], problems: problemsOf(findings(parsed.error, value, [])) };
  const { defaults, units } = parsed.data;
  const common = read(defaults, ["defaults"]);
  if (common.found.length > 0) return { units: [], problems: problemsOf(common.found) };
  const found: Finding[] = twice(units);
  const complete = units.flatMap((unit, at) => {
    const own = read(laidOver(defaults, unit.settings), ["units", at, "settings"]);
    found.push(...own.found);
    return own.settings === undefined ? [] : [{ ...unit, settings: own.settings }];
  });
  return { units: found.length > 0 ? [] : complete, problems: problemsOf(found) };
}

/** Settings with the findings as seen from the file: what is wrong stands below `at`. */
function read(value: unknown, at: Path): { settings?: Written; found: Finding[] } {
  const parsed = writtenSchema.safeParse(value);
  if (!parsed.success) return { found: findings(parsed.error, value, at) };
  const found = misfits(parsed.data).map((one) => ({ ...one, path: [...at, ...one.path] }));
  return { settings: parsed.data, found };
}

type Map = Record<string, unknown>;
const isMap = (value: unknown): value is Map => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a unit decides, over what holds for all: maps are laid over each other, all else takes the place of what was
 * there. So does a map that says its kind, since the words inside of it belong to that kind.
 */
export function laidOver(common: Map, own: Map): Map {
  const result = { ...common };
  for (const [word, value] of Object.entries(own)) {
    const before = result[word];
    const whole = !isMap(value) || !isMap(before) || "kind" in value || "every" in value;
    result[word] = whole ? value : laidOver(before, value);
  }
  return result;
}

type Unit = z.infer<typeof unitSchema>;

/** Numbers and names that two units share, and a second head office. */
function twice(units: readonly Unit[]): Finding[] {
  const head = units.findIndex(({ kind }) => kind === "head");
  return units.flatMap((unit, at): Finding[] => {
    const found: Finding[] = [];
    const before = units.slice(0, at);
    if (before.some(({ number }) => number === unit.number))
      found.push({
        path: ["units", at, "number"],
        what: `The number ${unit.number} stands twice.`,
        how: "A unit keeps its number for good; give the new one a number that was never used.",
      });
    if (before.some(({ name: other }) => other.toLowerCase() === unit.name.toLowerCase()))
      found.push({
        path: ["units", at, "name"],
        what: `The name "${unit.name}" stands twice.`,
        how: "Treasurers name their unit in a chat: give each a name of its own.",
      });
    if (unit.kind === "head" && at !== head)
      found.push({
        path: ["units", at, "kind"],
        what: "There is a head office already.",
        how: "Write kind: unit for all units but one.",
      });
    return found;
  });
}
