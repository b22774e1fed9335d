import { createHash } from "node:crypto";
import type { Flow } from "./definition.ts";

/** Digits of a revision: 64 bits, so that two revisions of a flow are never taken for one. */
const DIGITS = 16;

/** Hash of what a flow says, whatever the order of its words, its comments and its spaces. */
export function revisionOf(flow: Flow): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(flow)))
    .digest("hex")
    .slice(0, DIGITS);
}

/** Keys in one order; what is undefined is as if it were not there. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // Pairs, not an object: an object would put keys that look like numbers first.
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]);
}
