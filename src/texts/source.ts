import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem } from "../errors.ts";
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
  const lines = new LineCounter();
  const doc = parseDocument(json, { lineCounter: lines, uniqueKeys: false, strict: false, logLevel: "silent" });
  const syntax = syntaxProblem(json, doc.errors[0]?.pos[0]);
  if (syntax !== undefined) {
    const { line } = lines.linePos(syntax.at ?? 0);
    const what = `This is not valid JSON: ${syntax.message}`;
    const how = "Every key and text stands in double quotes, with a comma between two lines and none after the last.";
    return { leaves: [], problems: [{ file, line, what, how }] };
  }
  const found = new Found(file, lines);
  if (isMap(doc.contents)) found.map(doc.contents, "");
  else
    found.problem(doc.contents, "The file is not an object of texts.", 'Begin with { and write "key": "text" in it.');
  return { leaves: found.leaves, problems: found.problems };
}

/** JSON.parse is the judge; where its message has no position, the place is looked for. */
function syntaxProblem(
  json: string,
  yamlError: number | undefined,
): { message: string; at: number | undefined } | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const comma = json.search(/,\s*[}\]]/);
    const position =
      /at position (\d+)/.exec(message)?.[1] ?? (message.includes("end of JSON") ? json.length : undefined);
    if (position === undefined) return { message, at: yamlError ?? (comma === -1 ? undefined : comma) };
    // What is complained of may be the line after: go back over the space, and to a comma too many.
    const before = json.slice(0, Number(position)).trimEnd();
    const at = before.endsWith(",") || Number(position) >= json.trimEnd().length ? before.length - 1 : Number(position);
    return { message, at: Math.max(0, at) };
  }
}

/** Collects the leaves of one file. */
class Found {
  readonly leaves: Leaf[] = [];
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  map(node: Node, prefix: string): void {
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key) || !isNode(pair.value)) continue;
      const key = String(pair.key.value);
      const path = `${prefix}${key}`;
      if (!KEY.test(key)) {
        this.problem(
          pair.key,
          `The key "${key}" cannot be used.`,
          "Use letters, digits and hyphens, e.g. again or too-much.",
        );
      } else if (seen.has(key)) {
        this.problem(pair.key, `The key "${path}" is written twice.`, "Keep one of the two.");
      } else {
        seen.add(key);
        this.#value(pair.key, pair.value, path);
      }
    }
  }

  problem(node: unknown, what: string, how: string): void {
    this.problems.push({ file: this.#file, line: this.#line(node), what, how });
  }

  #value(key: Node, node: Node, path: string): void {
    if (isMap(node)) {
      if (node.items.length === 0) this.problem(key, `"${path}" is empty.`, "Write its texts or take it out.");
      this.map(node, `${path}.`);
      return;
    }
    if (isSeq(node)) {
      const words = node.items.filter((item) => this.#text(item, path));
      const value = words.map((word) => String(isScalar(word) ? word.value : ""));
      if (node.items.length === 0)
        this.problem(key, `The list "${path}" is empty.`, "Write a word in it or take it out.");
      else this.leaves.push({ path, value, line: this.#line(key) });
    } else if (this.#text(node, path) && isScalar(node)) {
      this.leaves.push({ path, value: String(node.value), line: this.#line(key) });
    }
  }

  #text(node: unknown, path: string): boolean {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value !== "string") {
      this.problem(node, `"${path}" is not a text.`, "Write it in double quotes.");
      return false;
    }
    if (value.trim() === "") {
      this.problem(node, `"${path}" is an empty text.`, "Write the text or take the key out.");
      return false;
    }
    const braces = bracesProblem(value);
    if (braces === undefined) return true;
    this.problem(node, `"${path}" has ${braces}.`, "A value is written {{name}}, with two braces on each side.");
    return false;
  }

  #line(node: unknown): number {
    const at = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    return this.#lines.linePos(at).line || 1;
  }
}
