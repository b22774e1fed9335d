import type { Address } from "../people/person.ts";
import type { Outgoing } from "./channel.ts";
import type { Priority } from "./outbox/index.ts";

/** Where a turn comes from: the message or duty whose key the answers carry. `queued` counts what was queued for it. */
export type Origin = {
  key: string;
  queued: { n: number };
  now: number;
  channel: string;
  address?: Address;
  priority: Priority;
  by?: string;
};

/** An answer of a sealed conversation: sent after the commit, behind the row that stood before it in its chat. */
export type Sealed = { channel: string; message: Outgoing; after: number };
