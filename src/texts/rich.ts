import i18next, { type i18n } from "i18next";
import { RukunError } from "../errors.ts";
import type { Source } from "./source.ts";
import { type Filled, type Manner, missingValue, type TextData } from "./template.ts";

/** The source language: it has every text, and every other language falls back on it. */
export const SOURCE_LANGUAGE = "id";

/** An i18next of its own over these sources, for the texts that a join of strings cannot make. */
export function richTexts(sources: readonly Source[]): i18n {
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const { lang, namespace, leaves } of sources) {
    resources[lang] ??= {};
    const texts: Record<string, string> = {};
    for (const { path, value } of leaves) if (typeof value === "string") texts[path] = value;
    resources[lang][namespace] = texts;
  }
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    resources,
    fallbackLng: SOURCE_LANGUAGE,
    // The paths are kept as they are written in the file, dots included.
    keySeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw missingValue(`"${text}"`, match[1]?.trim() ?? "");
    },
    parseMissingKeyHandler: (key: string) => {
      throw new RukunError("texts.missing", `No plural form or context of the text ${key} fits`);
    },
  });
  return instance;
}

/** Fills one text of that i18next. */
export function richTemplate(instance: i18n, lang: string, namespace: string, path: string): Filled {
  return (data, manner) => {
    const values = manner === undefined ? data : allShown(data, manner);
    return instance.t(path, { ...values, lng: lang, ns: namespace });
  };
}

const allShown = (data: TextData, manner: Manner): TextData =>
  Object.fromEntries(
    Object.entries({ ...manner.also, ...data }).map(([name, value]) => [name, manner.shown(name, value)]),
  );
