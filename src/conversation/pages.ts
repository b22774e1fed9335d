import { LIMITS } from "../limits.ts";

/** Id of the option that leads to the next page, and from the last one back to the first. */
export const MORE = "more";

export type Option = { id: string; label: string; aliases?: string[] };

/** Options on one of several pages, beside the one that leads on. */
export const PAGE_SIZE = LIMITS.listOptions - 1;

/** A page (from 0) of a list that may be longer than a message; `more` says what the last option is called. Pure. */
export function pageOf(all: readonly Option[], page: number, more: string): { options: Option[]; page: number } {
  if (all.length <= LIMITS.listOptions) return { options: [...all], page: 0 };
  const at = page * PAGE_SIZE < all.length ? page : 0;
  return { options: [...all.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE), { id: MORE, label: more }], page: at };
}
