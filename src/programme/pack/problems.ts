import { z } from "zod";
import { didYouMean } from "../../flow/check/near.ts";
import type { Path } from "../../flow/check/yaml.ts";

/** One thing wrong in a file of a pack, at a place. */
export type Finding = { path: Path; what: string; how: string };

/** Where a file's words and their help are looked up. */
export type FileHelp = {
  schema: z.ZodType;
  /** What the file describes: `a programme`. */
  about: string;
  /** Said where a word has no help of its own. */
  compare: string;
};

/** What the schema found, in sentences: with the word that was meant, and with the help that the schema carries. */
export function findings(value: unknown, error: z.ZodError, help: FileHelp): Finding[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const how = `Begin with ${wordsOf(help.schema).slice(0, 3).join(":, ")}:.`;
    return [{ path: [], what: `The file does not describe ${help.about}.`, how }];
  }
  return inOrder(error.issues).flatMap((issue) => findingsOf(issue, [], value, help));
}

/** A word that is not known first: it is often the one that is missing, written otherwise. */
const inOrder = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] => [
  ...issues.filter(({ code }) => code === "unrecognized_keys"),
  ...issues.filter(({ code }) => code !== "unrecognized_keys"),
];

function findingsOf(issue: z.core.$ZodIssue, above: Path, root: object, help: FileHelp): Finding[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  const { schema, said } = at(help.schema, path, root);
  const word = wordOf(path);
  if (issue.code === "unrecognized_keys") {
    const known = wordsOf(meantOption(schema, valueAt(root, path)) ?? schema);
    return issue.keys.map((key) => unknownWord([...path, key], known, word, help));
  }
  if (issue.code === "invalid_key") {
    const keys = keysOf(at(help.schema, path.slice(0, -1), root).schema);
    const inside = wordOf(path.slice(0, -1));
    return keys === undefined
      ? [{ path, what: `"${word}" cannot be a name under "${inside}".`, how: said ?? help.compare }]
      : [unknownWord(path, keys, inside, help)];
  }
  const value = valueAt(root, path);
  const meant = issue.code === "invalid_union" ? meantOption(schema, value) : undefined;
  if (meant !== undefined) {
    const parsed = meant.safeParse(value);
    if (!parsed.success) return inOrder(parsed.error.issues).flatMap((inner) => findingsOf(inner, path, root, help));
  }
  const what = value === undefined ? `"${word}" is missing.` : `${shown(value)} cannot stand under "${word}".`;
  return [{ path, what, how: didYouMean(String(value), choicesOf(schema), said ?? help.compare) }];
}

function unknownWord(path: Path, known: readonly string[], inside: string, help: FileHelp): Finding {
  const key = String(path.at(-1));
  const place = inside === "" ? help.about : `"${inside}"`;
  const how = didYouMean(key, known, `Known here: ${known.join(", ")}.`);
  return { path, what: `"${key}" is not a word of ${place}.`, how };
}

/** The innermost word on the way to a value: under `villages[2].zone` it is `zone`. */
const wordOf = (path: Path): string => path.findLast((part): part is string => typeof part === "string") ?? "";

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined | null)?.[part], root);

/** The part of a schema that a path leads to, and the innermost help on the way. */
function at(schema: z.ZodType, path: Path, root: unknown): { schema: z.ZodType; said: string | undefined } {
  let now = schema;
  let said: string | undefined;
  for (let depth = 0; ; depth++) {
    const inner = unwrapped(now);
    said = inner.description ?? now.description ?? said;
    const part = path[depth];
    const next = part === undefined ? undefined : below(inner, part, valueAt(root, path.slice(0, depth)));
    if (next === undefined) return { schema: inner, said };
    // The help of a list is about the list, not about a word of one of its items.
    if (typeof part === "string") said = undefined;
    now = next;
  }
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let now = schema;
  for (;;) {
    if (now instanceof z.ZodOptional || now instanceof z.ZodDefault) now = kept(now, now.unwrap() as z.ZodType);
    else if (now instanceof z.ZodPipe) now = kept(now, now.in as z.ZodType);
    else return now;
  }
}

const kept = (outer: z.ZodType, inner: z.ZodType): z.ZodType =>
  inner.description === undefined && outer.description !== undefined ? inner.describe(outer.description) : inner;

function below(schema: z.ZodType, part: string | number, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[part] as z.ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodTuple) return schema.def.items[Number(part)] as z.ZodType | undefined;
  const option = meantOption(schema, value);
  return option === undefined ? undefined : below(option, part, value);
}

/** Of several forms the one that a word of the value belongs to. */
function meantOption(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  if (!(schema instanceof z.ZodUnion) || typeof value !== "object" || value === null) return undefined;
  const objects = (schema.options as z.ZodType[]).map(unwrapped).filter((one) => one instanceof z.ZodObject);
  const [first] = Object.keys(value);
  return first === undefined ? undefined : objects.find((one) => first in one.shape);
}

const wordsOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

const choicesOf = (schema: z.ZodType): string[] =>
  schema instanceof z.ZodEnum ? Object.values(schema.enum).map(String) : [];

function keysOf(schema: z.ZodType): string[] | undefined {
  if (!(schema instanceof z.ZodRecord)) return undefined;
  const choices = choicesOf(schema.keyType as z.ZodType);
  return choices.length === 0 ? undefined : choices;
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.slice(0, 40)}"`;
  if (value === null) return "Nothing";
  return typeof value === "object" ? "What is written here" : String(value);
}
