import { basename, join } from "node:path";
import type { Problem } from "../errors.ts";
import { type Entry, type Folder, filesBelow, list, readText } from "./files.ts";
import { SOURCE_LANGUAGE } from "./rich.ts";
import { readSource, type Source } from "./source.ts";
import { type Language, Texts } from "./texts.ts";

const LANGUAGE_FILE = "_language.json";

/**
 * Reads `locales/<lang>/…/<namespace>.json`. Never throws for what is in the files: all problems are returned at
 * once, and the texts that could be read are there. `shown` is how problems call the folder.
 */
export function loadTexts(localesDir: string, shown = localesDir): { texts: Texts; problems: Problem[] } {
  const problems: Problem[] = [];
  const sources: Source[] = [];
  const languages: Language[] = [];
  const folders = list({ path: localesDir, shown }, problems).filter((entry) => entry.folder);
  if (!folders.some(({ name }) => name === SOURCE_LANGUAGE)) {
    const what = `There is no folder ${SOURCE_LANGUAGE} for the source language.`;
    problems.push({ file: shown, what, how: `Make ${join(shown, SOURCE_LANGUAGE)} and write the texts there.` });
  }
  for (const folder of folders) {
    const files = filesBelow(folder, problems).filter(({ name }) => name.endsWith(".json"));
    const own = files.find(({ name }) => name === LANGUAGE_FILE);
    languages.push(readLanguage(folder.name, own, folder, problems));
    for (const file of files) if (file !== own) addSource(folder.name, file, sources, problems);
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

function addSource(lang: string, entry: Entry, sources: Source[], problems: Problem[]): void {
  const file = entry.shown;
  const namespace = basename(entry.name, ".json");
  const other = sources.find((source) => source.lang === lang && source.namespace === namespace);
  if (other !== undefined) {
    const what = `${other.file} has the same name, so the two would be one namespace.`;
    problems.push({ file, what, how: "Rename one of the two, or bring their texts together in one." });
    return;
  }
  const text = readText(entry, problems);
  if (text === undefined) return;
  const { leaves, problems: found } = readSource(file, text);
  problems.push(...found);
  sources.push({ lang, namespace, file, leaves });
}

function readLanguage(code: string, entry: Entry | undefined, folder: Folder, problems: Problem[]): Language {
  const fallback = { code, name: code, complete: code === SOURCE_LANGUAGE };
  const how = `Write {"name": "…", "complete": true} in it; false while it is being translated.`;
  if (entry === undefined) {
    if (code === SOURCE_LANGUAGE) return fallback;
    problems.push({ file: join(folder.shown, LANGUAGE_FILE), what: "The file is missing.", how });
    return fallback;
  }
  const file = entry.shown;
  const { name, complete } = parsed(readText(entry, problems));
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
