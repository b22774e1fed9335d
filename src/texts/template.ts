import { RukunError } from "../errors.ts";

/** What a text is filled with. */
export type TextData = Readonly<Record<string, string | number>>;

/** How values are said: rupiah with dots, a date by its month's name; and what every text may take beside its own. */
export type Manner = {
  readonly also: TextData;
  shown(name: string, value: string | number): string | number;
};

/** A text ready to be filled. */
export type Filled = (data: TextData, manner?: Manner) => string;

/** `{{name}}` in a text; also i18next's `{{count, number}}`. */
const HOLE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Names in `{{}}`, each once, in their order. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(HOLE)].map((hole) => (hole[1] ?? "").split(",")[0]?.trim() ?? "");
  return [...new Set(names)];
}

/** Needs i18next: a format (`{{n, number}}`) or another text inside (`$t(key)`). */
export function isRich(text: string): boolean {
  return text.includes("$t(") || /\{\{[^}]*,/.test(text);
}

/** What is wrong with the braces of a text, or undefined. */
export function bracesProblem(text: string): string | undefined {
  if (/[{}]/.test(text.replace(HOLE, ""))) return "a brace that belongs to no {{name}}";
  const odd = namesIn(text).find((name) => !NAME.test(name));
  return odd === undefined ? undefined : `{{${odd}}} is not a name`;
}

/** Splits a text at its `{{}}` once, so that filling it is joining strings. A value that is missing throws. */
export function compileTemplate(key: string, text: string): Filled {
  const names = [...text.matchAll(HOLE)].map((hole) => hole[1] ?? "");
  if (names.length === 0) return () => text;
  const parts = text.split(/\{\{[^{}]*\}\}/);
  const head = parts[0] ?? "";
  return (data, manner) => {
    let out = head;
    for (let i = 0; i < names.length; i++)
      out += fill(data, names[i] as string, key, manner) + (parts[i + 1] as string);
    return out;
  };
}

function fill(data: TextData, name: string, key: string, manner: Manner | undefined): string | number {
  const value: unknown = data[name] ?? manner?.also[name];
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value)))
    return manner === undefined ? value : manner.shown(name, value);
  throw missingValue(key, name);
}

/** A text was asked for without one of its values: a defect of the caller, shown to nobody as "undefined". */
export function missingValue(key: string, name: string): RukunError {
  return new RukunError("texts.data", `The text ${key} needs a value for {{${name}}}, a string or a finite number`);
}
