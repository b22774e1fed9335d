import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "../errors.ts";
import { SOURCE_LANGUAGE } from "./rich.ts";
import { readSource, type Source } from "./source.ts";
import { type Language, Texts } from "./texts.ts";

const LANGUAGE_FILE = "_language.json";

/**
 * Reads `locales/<lang>/…/<namespace>.json`. Never throws for what is in the files: all problems are returned at
 * once, and the texts that could be read are there.
 */
export function loadTexts(localesDir: string): { texts: Texts; problems: Problem[] } {
  const problems: Problem[] = [];
  const sources: Source[] = [];
  const languages: Language[] = [];
  const folders = list(localesDir, problems)
    .filter((entry) => entry.folder)
    .map((entry) => entry.name);
  if (!folders.includes(SOURCE_LANGUAGE)) {
    const what = `There is no folder ${SOURCE_LANGUAGE} for the source language.`;
    problems.push({
      file: localesDir,
      what,
      how: `Make ${join(localesDir, SOURCE_LANGUAGE)} and write the texts there.`,
    });
  }
  for (const lang of folders) {
    const files = jsonFiles(join(localesDir, lang), problems);
    const own = files.find((file) => basename(file) === LANGUAGE_FILE);
    languages.push(readLanguage(lang, own, join(localesDir, lang), problems));
    for (const file of files) if (file !== own) addSource(lang, file, sources, problems);
  }
  return { texts: new Texts(sources, languages), problems };
}

/** Texts from plain objects, `{ id: { "weekly-report": { running: { ask: "…" } } } }`: for tests and tools. */
export function textsOf(byLanguage: Record<string, Record<string, unknown>>): Texts {
  const sources: Source[] = [];
  for (const [lang, namespaces] of Object.entries(byLanguage)) {
    for (const [namespace, content] of Object.entries(namespaces)) {
      const file = `locales/${lang}/${namespace}.json`;
      sources.push({ lang, namespace, file, leaves: readSource(file, JSON.stringify(content, null, 2)).leaves });
    }
  }
  const languages = Object.keys(byLanguage).map((code) => ({ code, name: code, complete: true }));
  return new Texts(sources, languages);
}

type Entry = { name: string; folder: boolean };

/** Sorted, so that every machine reads in the same order. Symbolic links are refused: content is one tree. */
function list(dir: string, problems: Problem[]): Entry[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (!entry.isSymbolicLink()) continue;
      const how = "Put the file itself here.";
      problems.push({ file: join(dir, entry.name), what: "This is a symbolic link and is not read.", how });
    }
    return entries
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }));
  } catch (error) {
    problems.push(unreadable(dir, error));
    return [];
  }
}

function jsonFiles(dir: string, problems: Problem[]): string[] {
  return list(dir, problems).flatMap(({ name, folder }) => {
    const path = join(dir, name);
    if (folder) return jsonFiles(path, problems);
    return name.endsWith(".json") ? [path] : [];
  });
}

function addSource(lang: string, file: string, sources: Source[], problems: Problem[]): void {
  const namespace = basename(file, ".json");
  const other = sources.find((source) => source.lang === lang && source.namespace === namespace);
  if (other !== undefined) {
    const what = `${other.file} has the same name, so the two would be one namespace.`;
    problems.push({ file, what, how: "Rename one of the two, or bring their texts together in one." });
    return;
  }
  const text = read(file, problems);
  if (text === undefined) return;
  const { leaves, problems: found } = readSource(file, text);
  problems.push(...found);
  sources.push({ lang, namespace, file, leaves });
}

function readLanguage(code: string, file: string | undefined, dir: string, problems: Problem[]): Language {
  const fallback = { code, name: code, complete: code === SOURCE_LANGUAGE };
  const how = `Write {"name": "…", "complete": true} in it; false while it is being translated.`;
  if (file === undefined) {
    if (code === SOURCE_LANGUAGE) return fallback;
    problems.push({ file: join(dir, LANGUAGE_FILE), what: "The file is missing.", how });
    return fallback;
  }
  const content = parsed(read(file, problems));
  const { name, complete } = content;
  if (typeof name === "string" && typeof complete === "boolean") {
    if (code !== SOURCE_LANGUAGE || complete) return { code, name, complete };
    problems.push({ file, what: "The source language is not complete.", how: `Set "complete" to true.` });
    return { code, name, complete: true };
  }
  problems.push({ file, what: `The language's "name" or "complete" is missing.`, how });
  return fallback;
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function read(file: string, problems: Problem[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    problems.push(unreadable(file, error));
    return undefined;
  }
}

function unreadable(file: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { file, what: `It cannot be read: ${why}.`, how: "Check that it is there, is UTF-8 and may be read." };
}
