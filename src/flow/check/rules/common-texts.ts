import type { Problem } from "../../../errors.ts";
import { completeLanguages, SOURCE, type World } from "../context.ts";
import { place } from "./texts.ts";

/**
 * Texts that belong to no flow (`engine`, `membership`, `errors`, ...): a complete language has each of them, and no
 * language uses a value that the source language's text does not get. A flow's own texts have rules of their own.
 */
export function commonTexts(world: World): Problem[] {
  const { texts, ids } = world;
  const common = texts.namespaces().filter((namespace) => !ids.has(namespace));
  const keys = common.flatMap((namespace) => texts.keys(SOURCE, namespace));
  const others = completeLanguages(texts).filter((lang) => lang !== SOURCE);
  const missing = others.flatMap((lang) =>
    keys.filter((key) => texts.raw(lang, key).length === 0).map((key) => missingIn(lang, key)),
  );
  const all = texts.languages.map(({ code }) => code).filter((lang) => lang !== SOURCE);
  return [...missing, ...all.flatMap((lang) => keys.flatMap((key) => strangers(lang, key, world)))];
}

function missingIn(lang: string, key: string): Problem {
  const [namespace = "", path = ""] = key.split(":");
  const file = `locales/${lang}/${namespace}.json`;
  return { file, what: `There is no text "${path}" in "${lang}".`, how: `Translate it from locales/${SOURCE}.` };
}

function strangers(lang: string, key: string, world: World): Problem[] {
  const known = new Set(world.texts.needs(key));
  const used = world.texts.raw(lang, key).flatMap((form) => [...form.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)]);
  const strange = [...new Set(used.map((match) => match[1] ?? ""))].filter((name) => !known.has(name));
  return strange.map((name) => ({
    ...place(lang, key, world),
    what: `{{${name}}} is not known here: the text in "${SOURCE}" has no such value.`,
    how: `Use one of: ${[...known].map((one) => `{{${one}}}`).join(", ") || "none"}.`,
  }));
}
