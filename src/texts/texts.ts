import type { i18n } from "i18next";
import { RukunError } from "../errors.ts";
import { richTemplate, richTexts, SOURCE_LANGUAGE } from "./rich.ts";
import type { Source } from "./source.ts";
import { compileTemplate, type Filled, isRich, namesIn, type TextData } from "./template.ts";

/** A choice as the person sees it and may write it. */
export type OptionText = { readonly id: string; readonly label: string; readonly aliases: readonly string[] };

/** What `locales/<lang>/_language.json` says of a language. */
export type Language = { readonly code: string; readonly name: string; readonly complete: boolean };

/** A text or list of words as one language's file has it. */
type Item = {
  readonly namespace: string;
  readonly path: string;
  /** All plural forms and contexts of a text, or the words of a list. */
  readonly raw: string[];
  readonly list: boolean;
  /** A form with a suffix (`_one`, `_male`) was seen. */
  forms: boolean;
  /** One of the forms is a plural: i18next chooses it by `count`. */
  plural: boolean;
  readonly file: string;
  readonly line: number;
};

const NO_DATA: TextData = {};
const PLURAL = /_(zero|one|two|few|many|other)$/;

/**
 * Every word that is said, by `namespace:path.to.key`. A language that lacks a text falls back on the source language.
 *
 * @example texts.text("id", "weekly-report:running.ask", { called: "Bu Sari" })
 */
export class Texts {
  readonly languages: readonly Language[];
  /** Language -> key -> item, as the files have them. */
  readonly #own = new Map<string, Map<string, Item>>();
  /** Language -> key -> text that was said already, the source language's where its own lacks it. */
  readonly #filled = new Map<string, Map<string, Filled>>([[SOURCE_LANGUAGE, new Map()]]);
  /** Made when the first text needs it: a start waits for none of this. */
  readonly #rich: () => i18n;
  readonly #needs = new Map<string, readonly string[]>();
  readonly #options = new Map<string, ReadonlyMap<string, OptionText>>();
  /** By language and namespace: a check asks for them for every flow. */
  readonly #keys = new Map<string, Map<string, string[]>>();
  readonly #words = new Map<string, readonly string[]>();

  constructor(sources: readonly Source[], languages: readonly Language[]) {
    this.languages = languages;
    for (const source of sources) this.#read(source);
    for (const { code } of languages) this.#filled.set(code, new Map());
    let rich: i18n | undefined;
    this.#rich = () => {
      rich ??= richTexts(sources);
      return rich;
    };
  }

  /** Is there something to say, in this language or in the source language? */
  has(lang: string, key: string): boolean {
    return this.#said(lang, key) !== undefined || this.#said(SOURCE_LANGUAGE, key) !== undefined;
  }

  /** The text, filled. Throws `texts.missing` without a text and `texts.data` without one of its values. */
  text(lang: string, key: string, data: TextData = NO_DATA): string {
    return this.filled(lang, key)(data);
  }

  /** The text by itself, for who fills it many times. Throws `texts.missing`; what it gives throws `texts.data`. */
  filled(lang: string, key: string): Filled {
    const known = this.#filled.get(lang);
    if (known === undefined) return this.filled(SOURCE_LANGUAGE, key);
    const filled = known.get(key) ?? this.#fill(lang, key);
    if (filled !== undefined) {
      known.set(key, filled);
      return filled;
    }
    throw new RukunError("texts.missing", `There is no text ${key} in locales/${SOURCE_LANGUAGE}`);
  }

  /** Names of the values that the text takes, after the source language. */
  needs(key: string): readonly string[] {
    const known = this.#needs.get(key);
    if (known !== undefined) return known;
    const item = this.#item(SOURCE_LANGUAGE, key);
    const names = item === undefined || item.list ? [] : needsOf(item);
    this.#needs.set(key, names);
    return names;
  }

  /** The options of a flow's step in the order of the source language; each in this language where it has it. */
  options(lang: string, flowId: string, step: string): ReadonlyMap<string, OptionText> {
    const at = `${lang}\n${flowId}\n${step}`;
    const known = this.#options.get(at);
    if (known !== undefined) return known;
    const found = new Map<string, OptionText>();
    for (const code of [SOURCE_LANGUAGE, lang]) {
      for (const option of this.#ownOptions(code, flowId, step)) found.set(option.id, option);
    }
    this.#options.set(at, found);
    return found;
  }

  /** The words of a list, e.g. `weekly-report:start`: this language's first, then the source language's. */
  words(lang: string, key: string): readonly string[] {
    const at = `${lang}\n${key}`;
    const known = this.#words.get(at);
    if (known !== undefined) return known;
    const found = [lang, SOURCE_LANGUAGE].flatMap((code) => {
      const item = this.#item(code, key);
      return item?.list === true ? item.raw : [];
    });
    const words = [...new Set(found)];
    this.#words.set(at, words);
    return words;
  }

  /** Namespaces that the source language or any other has, sorted. */
  namespaces(): readonly string[] {
    const all = [...this.#own.values()].flatMap((items) => [...items.values()].map((item) => item.namespace));
    return [...new Set(all)].sort();
  }

  /** Keys of a namespace as one language's own file has them; plural forms and contexts are one key. */
  keys(lang: string, namespace: string): readonly string[] {
    let known = this.#keys.get(lang);
    if (known === undefined) {
      known = new Map();
      for (const [key, item] of this.#own.get(lang) ?? []) {
        const keys = known.get(item.namespace);
        if (keys === undefined) known.set(item.namespace, [key]);
        else keys.push(key);
      }
      this.#keys.set(lang, known);
    }
    return known.get(namespace) ?? [];
  }

  /** The forms of a text, or the words of a list, unfilled and without falling back; empty when there is none. */
  raw(lang: string, key: string): readonly string[] {
    return this.#item(lang, key)?.raw ?? [];
  }

  /** Where a key stands, for the checker. */
  where(lang: string, key: string): { file: string; line: number } | undefined {
    const item = this.#item(lang, key);
    return item === undefined ? undefined : { file: item.file, line: item.line };
  }

  #item(lang: string, key: string): Item | undefined {
    return this.#own.get(lang)?.get(key);
  }

  #read({ lang, namespace, file, leaves }: Source): void {
    let items = this.#own.get(lang);
    if (items === undefined) {
      items = new Map();
      this.#own.set(lang, items);
    }
    for (const { path, value, line } of leaves) {
      const list = typeof value !== "string";
      // The first underscore of the last part begins the suffix; in a list it is part of no key.
      const base = path.replace(/_[^.]*$/, "");
      const key = `${namespace}:${base}`;
      const known = items.get(key);
      const forms = base !== path;
      const plural = PLURAL.test(path);
      if (known === undefined) {
        items.set(key, { namespace, path: base, raw: list ? [...value] : [value], list, forms, plural, file, line });
      } else if (!list) {
        known.raw.push(value);
        known.forms ||= forms;
        known.plural ||= plural;
      }
    }
  }

  /** A text, not a list of words, as one language's own file has it. */
  #said(lang: string, key: string): Item | undefined {
    const item = this.#item(lang, key);
    return item?.list === false ? item : undefined;
  }

  #fill(lang: string, key: string): Filled | undefined {
    const item = this.#said(lang, key);
    if (item === undefined) return lang === SOURCE_LANGUAGE ? undefined : this.#fill(SOURCE_LANGUAGE, key);
    const [text = ""] = item.raw;
    const special = item.forms || isRich(text);
    return special ? richTemplate(this.#rich(), lang, item.namespace, item.path) : compileTemplate(key, text);
  }

  #ownOptions(lang: string, flowId: string, step: string): OptionText[] {
    const prefix = `${flowId}:${step}.options.`;
    const ids = new Set<string>();
    for (const key of this.keys(lang, flowId)) {
      if (key.startsWith(prefix)) ids.add(key.slice(prefix.length).split(".")[0] ?? "");
    }
    const options: OptionText[] = [];
    for (const id of ids) {
      const label = this.raw(lang, `${prefix}${id}`)[0] ?? this.raw(lang, `${prefix}${id}.label`)[0];
      if (label !== undefined) options.push({ id, label, aliases: this.raw(lang, `${prefix}${id}.aliases`) });
    }
    return options;
  }
}

function needsOf(item: Item): string[] {
  const names = item.raw.flatMap(namesIn);
  return [...new Set(item.plural ? [...names, "count"] : names)];
}
