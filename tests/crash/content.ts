import { cpSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "../../src/home.ts";

/** Namespaces of what is said in every conversation. */
const COMMON = /^(alerts|engine|errors|understand|who|words)$/;

type Wanted = {
  /** Where `flows/` and `locales/` lie, seen from the package. */
  from: string;
  /** Below `flows/`; left out: words only. */
  flow?: string;
  /** Namespaces of its words. */
  words: RegExp;
};

/**
 * Makes the content of a child below a folder: a flow, and what is said in it, in the source language. It is read at
 * each of many starts, of which all flows and words would take the most time.
 */
export function childContent(root: string, { from, flow, words }: Wanted): void {
  const own = packageRoot();
  if (flow !== undefined) cpSync(join(own, from, "flows", flow), join(root, "flows", basename(flow)));
  copyWords(join(own, "locales", "id"), COMMON, root);
  copyWords(join(own, from, "locales", "id"), words, root);
}

function copyWords(folder: string, wanted: RegExp, root: string): void {
  for (const name of readdirSync(folder))
    if (wanted.test(basename(name, ".json"))) cpSync(join(folder, name), join(root, "locales", "id", name));
}
