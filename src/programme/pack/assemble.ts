import type { z } from "zod";
import type { Problem } from "../../errors.ts";
import { type Path, readYaml } from "../../flow/check/yaml.ts";
import { type Calendar, calendarSchema } from "./calendar.ts";

import { formsSchema } from "./forms.ts";
import { type Graduation, graduationSchema } from "./graduation.ts";
import { type Head, headSchema } from "./head.ts";
import { headMisfits } from "./head-misfits.ts";
import { indicatorsSchema } from "./indicators.ts";
import { modulesSchema } from "./modules.ts";
import { Origins } from "./origins.ts";
import type { Pack } from "./pack.ts";
import { packMisfits } from "./pack-misfits.ts";
import { type FileHelp, findings } from "./problems.ts";

export const HEAD_FILE = "programme.yaml";

/** Texts of a folder by the names of the files. */
export type PackFiles = ReadonlyMap<string, string>;

/** The files beside `programme.yaml`; any of them may be left out. */
const SCHEMAS = {
  "calendar.yaml": { schema: calendarSchema, about: "a calendar", compare: compared("calendar.yaml") },
  "modules.yaml": { schema: modulesSchema, about: "modules", compare: compared("modules.yaml") },
  "forms.yaml": { schema: formsSchema, about: "forms", compare: compared("forms.yaml") },
  "indicators.yaml": { schema: indicatorsSchema, about: "indicators", compare: compared("indicators.yaml") },
  "graduation.yaml": { schema: graduationSchema, about: "graduation", compare: compared("graduation.yaml") },
} as const satisfies Record<string, FileHelp>;
type FileName = keyof typeof SCHEMAS;
export const PACK_FILES: readonly string[] = [HEAD_FILE, ...Object.keys(SCHEMAS)];

function compared(file: string): string {
  return `Compare it with programmes/_base/${file}.`;
}

const HEAD: FileHelp = { schema: headSchema, about: "a programme", compare: "Compare it with programmes/melati." };

/** `beside`: the ids of the programmes that it runs with; the pack itself does not have them yet. */
export type Assembled = { pack?: Pack; beside: readonly string[]; problems: Problem[] };

/** Everything that is known while one pack is put together. */
type Making = { id: string; own: PackFiles; base: PackFiles; problems: Problem[]; origins: Origins };

/**
 * A pack from the files of its folder and of `_base`: words of programme.yaml that it does not say, and whole calendars
 * and graduations, are taken over; lists (forms, modules, indicators) are taken over item by item, unless it has one of
 * the same id or leaves it out. `known` are the programmes that there are.
 */
export function assemble(id: string, own: PackFiles, base: PackFiles, known: readonly string[]): Assembled {
  const making: Making = { id, own, base, problems: [], origins: new Origins() };
  const head = headOf(making);
  const calendar = whole<Calendar>(making, "calendar.yaml");
  const graduation = whole<Graduation>(making, "graduation.yaml");
  const modules = list<"modules", z.output<typeof modulesSchema>>(making, "modules.yaml", "modules");
  const forms = list<"forms", z.output<typeof formsSchema>>(making, "forms.yaml", "forms");
  const indicators = list<"indicators", z.output<typeof indicatorsSchema>>(making, "indicators.yaml", "indicators");
  if (head === undefined || making.problems.length > 0) return { beside: [], problems: making.problems };
  const { beside = [] } = head;
  const pack = { ...headPart(id, head), calendar, graduation, modules, forms, indicators };
  const problems = packMisfits(pack, beside, known).map(({ item, path, what, how }) => ({
    ...making.origins.placeOf(item ?? head, path),
    what,
    how,
  }));
  return problems.length > 0 ? { beside, problems } : { pack, beside, problems };
}

function headPart(id: string, head: Head): Omit<Pack, "calendar" | "graduation" | "modules" | "forms" | "indicators"> {
  const { "weekly-report": report, thresholds, sheet, study, ...rest } = head;
  const { "silent-weeks": silentWeeks, ...weeklyReport } = report;
  const { words = {}, eligibility = [], consents = [], communication = [], contact = [], figures = {} } = rest;
  return {
    ...rest,
    ...{ words, eligibility, consents, communication, contact, figures, sheet, study },
    id,
    beside: [],
    weeklyReport: { ...weeklyReport, silentWeeks },
    thresholds: {
      silentWeeks: thresholds["silent-weeks"],
      profitFallPercent: thresholds["profit-fall-percent"],
      pausedWeeks: thresholds["paused-weeks"],
    },
  };
}

function headOf({ id, own, base, problems, origins }: Making): Head | undefined {
  const file = `programmes/${id}/${HEAD_FILE}`;
  const text = own.get(HEAD_FILE);
  if (text === undefined) {
    const how = "Copy the one of another programme and change it.";
    problems.push({ file, what: "The file is missing.", how });
    return undefined;
  }
  const hers = readYaml(file, text);
  const inherited = readYaml(`programmes/_base/${HEAD_FILE}`, base.get(HEAD_FILE) ?? "{}");
  problems.push(...hers.problems, ...inherited.problems);
  if (problems.length > 0) return undefined;
  const isMap = typeof hers.value === "object" && hers.value !== null && !Array.isArray(hers.value);
  const value = isMap ? { ...(inherited.value as object), ...(hers.value as object) } : hers.value;
  const parsed = headSchema.safeParse(value);
  const found = parsed.success ? headMisfits(parsed.data) : findings(value, parsed.error, HEAD);
  const ownWords = isMap ? Object.keys(hers.value as object) : [];
  const takenOver = (path: Path) =>
    isMap && path.length > 0 && !ownWords.includes(String(path[0])) && isIn(inherited.value, path[0]);
  for (const { path, what, how } of found) {
    const at = takenOver(path)
      ? { file: `programmes/_base/${HEAD_FILE}`, line: inherited.lineOf(path) }
      : { file, line: hers.lineOf(path) };
    problems.push({ ...at, what, how });
  }
  if (found.length > 0 || !parsed.success) return undefined;
  origins.set(parsed.data, (path) =>
    takenOver(path)
      ? { file: `programmes/_base/${HEAD_FILE}`, line: inherited.lineOf(path) }
      : { file, line: hers.lineOf(path) },
  );
  return parsed.data;
}

const isIn = (value: unknown, key: unknown): boolean =>
  typeof value === "object" && value !== null && String(key) in value;

/** A file that is one thing: the pack's own, or that of `_base`. */
function whole<T extends object>(making: Making, file: FileName): T | undefined {
  const read = readFile<T>(making, file, making.own.has(file) ? making.id : "_base");
  if (read !== undefined) making.origins.set(read.value, (path) => ({ file: read.file, line: read.lineOf(path) }));
  return read?.value;
}

/** A file that is a list: the pack's own items, and those of `_base` that it neither has nor leaves out. */
function list<K extends string, F extends { without: string[] } & Record<K, { id: string }[]>>(
  making: Making,
  file: FileName,
  name: K,
): F[K] {
  const hers = readFile<F>(making, file, making.id);
  const inherited = readFile<F>(making, file, "_base");
  for (const read of [hers, inherited])
    for (const [at, item] of (read?.value[name] ?? []).entries())
      making.origins.set(item, (path) => ({ file: read?.file ?? file, line: read?.lineOf([name, at, ...path]) ?? 1 }));
  const own = hers?.value[name] ?? [];
  const left = new Set([...own.map(({ id }) => id), ...(hers?.value.without ?? [])]);
  const ids = new Set((inherited?.value[name] ?? []).map(({ id }) => id));
  for (const [at, id] of (hers?.value.without ?? []).entries())
    if (!ids.has(id)) {
      const line = hers?.lineOf(["without", at]) ?? 1;
      making.problems.push({ file: hers?.file ?? file, line, what: `_base has no "${id}".`, how: "Take it out here." });
    }
  making.problems.push(...twice(own, (at) => hers?.lineOf([name, at]) ?? 1, hers?.file ?? file));
  return [...own, ...(inherited?.value[name] ?? []).filter(({ id }) => !left.has(id))] as F[K];
}

function twice(items: readonly { id: string }[], lineOf: (at: number) => number, file: string): Problem[] {
  const ids = items.map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [{ file, line: lineOf(at), what: `The id "${id}" stands twice.`, how: "Give one of the two another id." }]
      : [],
  );
}

type Read<T> = { value: T; file: string; lineOf: (path: Path) => number };

function readFile<T>({ own, base, problems }: Making, name: FileName, id: string): Read<T> | undefined {
  const read = readOnce(id === "_base" ? base : own, name, id);
  problems.push(...read.problems);
  return read.problems.length > 0 || read.value === undefined ? undefined : { ...read, value: read.value as T };
}

type ReadFile = { value?: object; file: string; lineOf: (path: Path) => number; problems: readonly Problem[] };

/** `_base` is read for every pack, and parsed once. */
const known = new WeakMap<PackFiles, Map<FileName, ReadFile>>();

function readOnce(files: PackFiles, name: FileName, id: string): ReadFile {
  const before = known.get(files) ?? new Map<FileName, ReadFile>();
  const read = before.get(name) ?? parse(files.get(name), `programmes/${id}/${name}`, SCHEMAS[name]);
  known.set(files, before.set(name, read));
  return read;
}

function parse(text: string | undefined, file: string, help: FileHelp): ReadFile {
  if (text === undefined) return { file, lineOf: () => 1, problems: [] };
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { file, lineOf, problems };
  const parsed = help.schema.safeParse(value);
  if (parsed.success) return { value: parsed.data as object, file, lineOf, problems };
  const found = findings(value, parsed.error, help);
  return { file, lineOf, problems: found.map(({ path, what, how }) => ({ file, line: lineOf(path), what, how })) };
}
