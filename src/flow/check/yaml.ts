import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from "yaml";
import type { Problem } from "../../errors.ts";

/** A place in a file: keys and positions from the outside in. */
export type Path = readonly (string | number)[];

/** A YAML file as plain data, with the line of every value. */
export type YamlFile = {
  /** Undefined when there are problems. */
  value: unknown;
  problems: Problem[];
  /** The line where a value begins; for a path that is not there, the nearest that is. */
  lineOf: (path: Path) => number;
};

/** Far above any flow; what is larger is no flow. */
const MAX_CHARACTERS = 200_000;
const MAX_DEPTH = 40;

/** Reads one YAML 1.2 document of plain maps, lists and values. Never throws. */
export function readYaml(file: string, text: string): YamlFile {
  if (text.length > MAX_CHARACTERS) {
    const what = `The file has ${text.length} characters; a flow has at most ${MAX_CHARACTERS}.`;
    return broken([{ file, line: 1, what, how: "Divide it into flows that call each other." }]);
  }
  try {
    return read(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return broken([{ file, line: 1, what: `The file cannot be read as YAML: ${why}.`, how: "Write it more simply." }]);
  }
}

const broken = (problems: Problem[]): YamlFile => ({ value: undefined, problems, lineOf: () => 1 });

function read(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const doc = parseDocument(text, { version: "1.2", schema: "core", lineCounter: lines, logLevel: "error" });
  const line = (at: number) => Math.max(1, lines.linePos(at).line);
  const problems = doc.errors.slice(0, 1).map((error) => syntax(file, error, line(error.pos[0])));
  if (problems.length === 0 && doc.contents !== null) {
    for (const trick of tricks(doc.contents)) problems.push({ file, line: line(trick.at), ...trick.words });
  }
  if (/^%/m.test(text.split(/^---/m)[0] ?? "")) {
    problems.push({ file, line: 1, what: "A line that begins with % is not known.", how: "Take the line out." });
  }
  const lineOf = (path: Path) => line(positionOf(doc.contents, path));
  return { value: problems.length > 0 ? undefined : doc.toJS({ maxAliasCount: 0 }), problems, lineOf };
}

type Trick = { at: number; words: { what: string; how: string } };

/** What YAML allows and a flow does not need: names for parts, tags, keys that are no words, bottomless nesting. */
function tricks(root: Node): Trick[] {
  const found: Trick[] = [];
  const open: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!isNode(node)) continue;
    const trick = depth > MAX_DEPTH ? TOO_DEEP : trickOf(node);
    if (trick !== undefined) found.push({ at: node.range?.[0] ?? 0, words: trick });
    if (depth > MAX_DEPTH) break;
    if (isSeq(node)) for (const item of node.items) open.push({ node: item, depth: depth + 1 });
    if (!isMap(node)) continue;
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== "string") {
        found.push({ at: isNode(key) ? (key.range?.[0] ?? 0) : 0, words: ODD_KEY });
      }
      open.push({ node: key, depth: depth + 1 }, { node: value, depth: depth + 1 });
    }
  }
  return found.sort((a, b) => a.at - b.at).slice(0, 10);
}

const TOO_DEEP = { what: "This is nested too deeply.", how: "Divide it into flows that call each other." };
const ODD_KEY = {
  what: "What stands before the colon is not a word.",
  how: 'Write a word, or put it in quotes: "1": ….',
};

function trickOf(node: Node): { what: string; how: string } | undefined {
  if (isAlias(node)) return { what: `*${node.source} repeats another part.`, how: "Write the part out again here." };
  if ("anchor" in node && typeof node.anchor === "string") {
    return { what: `&${node.anchor} names a part to repeat it.`, how: "Take the name out and write each part out." };
  }
  const tag = "tag" in node ? node.tag : undefined;
  return typeof tag === "string" ? { what: `The tag ${tag} is not known.`, how: "Take it out." } : undefined;
}

const SYNTAX: Record<string, { what: string; how: string }> = {
  DUPLICATE_KEY: { what: "The same word stands twice in one step or list of words.", how: "Keep one of the two." },
  MULTIPLE_DOCS: { what: "There is a second document after ---.", how: "Put each flow in a file of its own." },
  TAB_AS_INDENT: { what: "The line begins with a tab.", how: "Use two spaces for each level." },
  BLOCK_AS_IMPLICIT_KEY: {
    what: "There are two colons in one line.",
    how: 'Put a value that has a colon in quotes: key: "a: b".',
  },
  MISSING_CHAR: { what: "A quote or bracket is not closed.", how: "Close it on the same line." },
  BAD_INDENT: { what: "The line does not begin under the one it belongs to.", how: "Use two spaces for each level." },
};

function syntax(file: string, error: YAMLError, line: number): Problem {
  const known = SYNTAX[error.code];
  if (known !== undefined) return { file, line, ...known };
  const why = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  const how = "Compare the line and the one before it with a flow that works: spaces at the beginning, colons, dashes.";
  return { file, line, what: `This is not valid YAML: ${why}.`, how };
}

/** Where in the text a value begins; for a key of a map, where the key does. */
function positionOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let at = root?.range?.[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) return at;
      node = pair.value;
      if (isNode(pair.key)) at = pair.key.range?.[0] ?? at;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (!isNode(node)) return at;
      at = node.range?.[0] ?? at;
    } else return at;
  }
  return at;
}
