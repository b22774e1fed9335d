import type { Address } from "../people/person.ts";
import type { Later } from "./module.ts";
import type { Priority, SealedAnswer, SealedPiece } from "./outbox/index.ts";

/** Where a turn comes from: the message or duty whose key the answers carry. `queued` counts what was queued for it. */
export type Origin = {
  key: string;
  queued: { n: number };
  now: number;
  channel: string;
  address?: Address;
  priority: Priority;
  /** What is queued waits until then: nothing is begun with her outside of her hours. Left out: it goes at once. */
  dueAt?: number;
  /** Of a duty: what it tells people says nothing any more after that. */
  until?: number | undefined;
  by?: string;
  /** By what the channel knows the message, where it can be deleted. */
  remoteId?: string;
};

/** A message of hers that is to be deleted on the phone. */
export type HeardMessage = { channel: string; address: string; remoteId: string; afterMs: number };

/** A sealed action that goes on after the commit. */
export type Waiting = {
  /** Her person id, or the key of a phone of which it is not known who writes. */
  conversation: string;
  /** What of the conversation waits for it. */
  frame: number;
  /** The action has the outcome `failed`. */
  mayFail: boolean;
  later: Later["later"];
  /** What was said before, to go out with what comes of it. */
  said: readonly SealedPiece[];
  origin: Origin;
  /** The row that waits; undefined where nobody can be answered. */
  key: string | undefined;
};

/** What is to be done once the transaction is committed; thrown away when it is taken back. */
export type AfterCommit = {
  sealed: SealedAnswer[];
  recalls: HeardMessage[];
  laters: Waiting[];
  /** Sealed conversations of which nothing is left. */
  gone: string[];
};

export const nothingAfter = (): AfterCommit => ({ sealed: [], recalls: [], laters: [], gone: [] });
