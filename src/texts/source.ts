import { parseDocument } from "yaml";
import type { Problem } from "../errors.ts";
import { type Json, type Pair, readJson } from "./json.ts";
import { bracesProblem } from "./template.ts";

/** One text or list of words of a file: `running.options.yes`, its value and the line that it stands in. */
export type Leaf = { readonly path: string; readonly value: string | readonly string[]; readonly line: number };

/** The texts of one namespace in one language. */
export type Source = {
  readonly lang: string;
  readonly namespace: string;
  readonly file: string;
  readonly leaves: readonly Leaf[];
};

/** A key; what follows an underscore is i18next's: a plural form or a context. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9-]*(_[A-Za-z0-9]+)*$/;

/** Reads one locale file. Bad leaves are reported and left out, so that one mistake does not hide the others. */
export function readSource(file: string, text: string): { leaves: Leaf[]; problems: Problem[] } {
  const json = text.replace(/^\uFEFF/, "");
  const syntax = syntaxProblem(json);
  if (syntax !== undefined) {
    const line = json.slice(0, syntax.at ?? 0).split("\n").length;
    const what = `This is not valid JSON: ${syntax.message}`;
    const how = "Every key and text stands in double quotes, with a comma between two lines and none after the last.";
    return { leaves: [], problems: [{ file, line, what, how }] };
  }
  const found = new Found(file);
  const all = readJson(json);
  if (all.kind === "group") found.group(all.pairs, "");
  else found.problem(all, "The file is not an object of texts.", 'Begin with { and write "key": "text" in it.');
  return { leaves: found.leaves, problems: found.problems };
}

/** JSON.parse is the judge; where its message has no position, the place is looked for. */
function syntaxProblem(json: string): { message: string; at: number | undefined } | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const comma = json.search(/,\s*[}\]]/);
    const position =
      /at position (\d+)/.exec(message)?.[1] ?? (message.includes("end of JSON") ? json.length : undefined);
    if (position === undefined) return { message, at: yamlError(json) ?? (comma === -1 ? undefined : comma) };
    // What is complained of may be the line after: go back over the space, and to a comma too many.
    const before = json.slice(0, Number(position)).trimEnd();
    const at = before.endsWith(",") || Number(position) >= json.trimEnd().length ? before.length - 1 : Number(position);
    return { message, at: Math.max(0, at) };
  }
}

/** Where a parser stops that always says where: JSON is YAML too. */
function yamlError(json: string): number | undefined {
  return parseDocument(json, { uniqueKeys: false, strict: false, logLevel: "silent" }).errors[0]?.pos[0];
}

/** Collects the leaves of one file. */
class Found {
  readonly leaves: Leaf[] = [];
  readonly problems: Problem[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  group(pairs: readonly Pair[], prefix: string): void {
    const seen = new Set<string>();
    for (const pair of pairs) {
      const { key } = pair;
      const path = `${prefix}${key}`;
      if (!KEY.test(key)) {
        this.problem(
          pair,
          `The key "${key}" cannot be used.`,
          "Use letters, digits and hyphens, e.g. again or too-much.",
        );
      } else if (seen.has(key)) {
        this.problem(pair, `The key "${path}" is written twice.`, "Keep one of the two.");
      } else {
        seen.add(key);
        this.#value(pair, path);
      }
    }
  }

  problem({ line }: { line: number }, what: string, how: string): void {
    this.problems.push({ file: this.#file, line, what, how });
  }

  #value({ line, value }: Pair, path: string): void {
    if (value.kind === "group") {
      if (value.pairs.length === 0) this.problem({ line }, `"${path}" is empty.`, "Write its texts or take it out.");
      this.group(value.pairs, `${path}.`);
    } else if (value.kind === "list") {
      const words = value.items.flatMap((item) => this.#text(item, path) ?? []);
      if (value.items.length === 0)
        this.problem({ line }, `The list "${path}" is empty.`, "Write a word in it or take it out.");
      else this.leaves.push({ path, value: words, line });
    } else {
      const text = this.#text(value, path);
      if (text !== undefined) this.leaves.push({ path, value: text, line });
    }
  }

  /** The text, when nothing is wrong with it. */
  #text(node: Json, path: string): string | undefined {
    if (node.kind !== "text") this.problem(node, `"${path}" is not a text.`, "Write it in double quotes.");
    else if (node.value.trim() === "")
      this.problem(node, `"${path}" is an empty text.`, "Write the text or take the key out.");
    else {
      const braces = bracesProblem(node.value);
      if (braces === undefined) return node.value;
      this.problem(node, `"${path}" has ${braces}.`, "A value is written {{name}}, with two braces on each side.");
    }
    return undefined;
  }
}
