import { LIMITS } from "../limits.ts";

/** The option that leads to the next page of a list. */
export const MORE = "more";

type Option = { id: string; label: string; aliases?: string[] };

/**
 * One page of a list to choose from: all of it, or as many as a message takes with a last one that leads on, and from the
 * last page back to the first. Pure.
 */
export function pageOf(all: readonly Option[], page: number, more: string): { options: Option[]; page: number } {
  if (all.length <= LIMITS.listOptions) return { options: [...all], page: 0 };
  const size = LIMITS.listOptions - 1;
  const at = page * size < all.length ? page : 0;
  return { options: [...all.slice(at * size, (at + 1) * size), { id: MORE, label: more }], page: at };
}
