import { join } from "node:path";
import type { Problem } from "../errors.ts";
import { type CompiledFlow, compileFlow } from "../flow/compile.ts";
import type { Flow } from "../flow/definition.ts";
import { type ParsedFlow, parseFlow } from "../flow/parse.ts";
import { revisionOf } from "../flow/revision.ts";
import { filesBelow, readText } from "../texts/files.ts";
import { loadTexts, type Texts } from "../texts/index.ts";

/** The conversations of a programme: what is asked, and every word. All that a Rukun needs of its content to run. */
export type Conversations = {
  /** By id, those whose form is right. */
  readonly compiled: ReadonlyMap<string, CompiledFlow>;
  readonly texts: Texts;
};

/** Conversations as they lie in files. */
export type Content = Conversations & {
  /** In the order of their paths; also those whose form is wrong, for the checker. */
  readonly flows: readonly ParsedFlow[];
  /** What could not be read at all. What is wrong with a flow is with the flow, and told by `checkFlows`. */
  readonly problems: readonly Problem[];
};

/**
 * Reads `flows/**` and `locales/**` below a folder. Never throws for what is in the files. Paths in problems are as
 * seen from that folder.
 *
 * @example
 * const { flows, texts, problems } = loadContent(root);
 * const wrong = [...problems, ...checkFlows(flows, { actions, texts })];
 * if (wrong.length > 0) throw new ContentError(wrong);
 */
export function loadContent(root: string): Content {
  const problems: Problem[] = [];
  const flows: ParsedFlow[] = [];
  for (const entry of filesBelow({ path: join(root, "flows"), shown: "flows" }, problems)) {
    if (entry.name.endsWith(".yml")) {
      problems.push({ file: entry.shown, what: "This file is not read.", how: "Give it a name that ends in .yaml." });
    }
    if (!entry.name.endsWith(".yaml")) continue;
    const text = readText(entry, problems);
    if (text !== undefined) flows.push(parseFlow(entry.shown, text));
  }
  const { texts, problems: inTexts } = loadTexts(join(root, "locales"), "locales");
  const compiled = compileAll(flows.flatMap(({ flow }) => flow ?? []));
  return { flows, compiled, texts, problems: [...problems, ...inTexts] };
}

/** The same where the flows are known already, so that only the words are read. */
export function withFlows(root: string, flows: readonly Flow[]): Conversations {
  return { compiled: compileAll(flows), texts: loadTexts(join(root, "locales"), "locales").texts };
}

/** Of two flows with one id the first is taken; the checker tells of the other. */
function compileAll(flows: readonly Flow[]): Map<string, CompiledFlow> {
  const compiled = new Map<string, CompiledFlow>();
  for (const flow of flows) if (!compiled.has(flow.id)) compiled.set(flow.id, compileFlow(flow, revisionOf(flow)));
  return compiled;
}
