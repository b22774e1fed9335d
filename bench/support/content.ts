import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Content, loadContent } from "../../src/content/load.ts";
import { packageRoot } from "../../src/home.ts";
import { newFolder } from "./folders.ts";

/** A flow that is made for a bench: its definition, which YAML can hold as JSON, and its words. */
export type MadeFlow = { id: string; definition: object; words: object };

/** The words of this repository with the flows of `bench/` in place of its own, and flows that were made. */
export function benchContent(...made: readonly MadeFlow[]): Content {
  const root = newFolder("content");
  copyContent(root);
  mkdirSync(join(root, "flows", "made"));
  for (const { id, definition, words } of made) {
    writeFileSync(join(root, "flows", "made", `${id}.yaml`), JSON.stringify(definition));
    writeFileSync(join(root, "locales", "id", `${id}.json`), JSON.stringify(words));
  }
  const content = loadContent(root);
  const problems = [...content.problems, ...content.flows.flatMap((flow) => flow.problems)];
  if (problems.length > 0) throw new Error(`the bench's content is wrong: ${JSON.stringify(problems.slice(0, 5))}`);
  return content;
}

/** Content as `loadContent` reads it: all words, and only the flows of `bench/`. */
export function copyContent(root: string): void {
  const from = packageRoot();
  cpSync(join(from, "locales"), join(root, "locales"), { recursive: true });
  cpSync(join(from, "bench", "locales"), join(root, "locales"), { recursive: true });
  cpSync(join(from, "bench", "flows"), join(root, "flows"), { recursive: true });
}
