import { ACCOUNTS } from "./accounts.ts";
import type { Entry, EntryKind } from "./journal/entry.ts";

/**
 * What an entry, or some of its lines, is called: surplus that was paid out before that had a kind of its own is written
 * as a withdrawal, and none of savings. Pure.
 */
export const kindSaid = ({ kind, lines }: Pick<Entry, "kind" | "lines">): EntryKind =>
  kind === "withdrawal" && lines.some(({ account }) => account === ACCOUNTS.shuPayable) ? "shu-payment" : kind;
