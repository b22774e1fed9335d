import type { SendResult, StoredBody } from "../channel.ts";

/** Across chats a reply goes before a reminder, and a reminder before a broadcast. Within a chat order rules. */
export const PRIORITY = { reply: 0, initiated: 1, bulk: 2 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** What to do when nobody knows whether a message arrived: send it again, or hold it for an operator. */
export type UnknownPolicy = "resend" | "hold";

export type RowState = "queued" | "sending" | "sent" | "held" | "dead" | "dropped";

/** A message to be sent, as the pipeline hands it over inside its transaction. */
export type NewOutboxRow = {
  /** `<channel>:<message id>:<n>`, or a duty's key: made only once, and the same at every try. */
  key: string;
  channel: string;
  address: string;
  /** Null: to somebody who is not a person yet. */
  personId: string | null;
  priority: Priority;
  policy: UnknownPolicy;
  body: StoredBody;
  createdAt: number;
  /** Not before this instant; left out: at once. */
  dueAt?: number;
  /** Not after this instant; left out: however late. */
  until?: number | undefined;
};

/** The row of a chat that goes next. */
export type Head = {
  id: number;
  key: string;
  address: string;
  personId: string | null;
  priority: Priority;
  policy: UnknownPolicy;
  /** JSON of a StoredBody; null only when it was emptied. */
  body: string | null;
  attempts: number;
  /** Why it waited. */
  reason: string | null;
  createdAt: number;
};

/** What became of one try: what the platform said, or that no answer is known. */
export type Outcome = SendResult | { kind: "unknown"; code: string };

/** What a row is after a try. */
export type Fate = {
  state: Exclude<RowState, "sending" | "dropped">;
  /** When it is tried again; of no meaning unless `queued`. */
  dueAt: number;
  /** Tries that failed, this one included. Above 0 the row keeps its place: later rows of its chat wait for it. */
  attempts: number;
  /** A code, never a text: `refused:too_long`, `unknown:deadline`. */
  reason: string | null;
  remoteId: string | null;
  sentAt: number | null;
};

/** A row that an operator decides about. Its text is not shown: it is between the programme and the person. */
export type SetAside = {
  id: number;
  key: string;
  channel: string;
  address: string;
  personId: string | null;
  reason: string | null;
  attempts: number;
  createdAt: number;
};
