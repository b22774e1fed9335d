/**
 * What every channel (Telegram, WhatsApp, the simulator, the terminal) is to the rest of Rukun. A channel hands over
 * batches and sends single messages; it keeps no queue, no retry and no memory of people: the outbox has those.
 * One contract suite (`tests/contract/`) is passed by all of them.
 */
export interface Channel {
  /** Stable name stored with addresses and outbox rows: `telegram`, `whatsapp`, `simulator-telegram`, ... */
  readonly name: string;
  readonly can: Capabilities;

  /**
   * Begins to hand over what arrives. `receive` is synchronous: when it returns, every message of the batch is stored
   * and answered in the outbox, and only then may the channel confirm the batch to its platform. When it throws,
   * nothing of the batch was stored: the channel must not confirm it, and hands it over again later.
   */
  start(receive: Receive): Promise<void>;

  /** Ends the reception and waits for what is under way. Safe to call twice. */
  stop(): Promise<void>;

  /**
   * Sends one message to the wire. Resolves with what the platform said; throws (or is aborted) when no answer is
   * known, which is a different thing from a refusal.
   */
  send(message: Outgoing, signal: AbortSignal): Promise<SendResult>;

  /** Fetches what a media reference stands for, up to `maxBytes`; throws a RukunError `media.*` otherwise. */
  fetchMedia?(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }>;

  /**
   * Deletes a message on the phone by its `remoteId`, one that was sent or, where the platform lets us, one that came.
   * False: the platform does not do it (any more). Throws when no answer is known, and may then be called again. There
   * where `can.deletion` says so.
   */
  remove?(address: string, remoteId: string, signal: AbortSignal): Promise<boolean>;

  /** For `rukun doctor`: is it usable now, and if not, what to do. */
  health(): Promise<{ ok: boolean; what: string; how?: string }>;
}

/** What a channel can do. The conversation adapts; it never asks for the channel's name. */
export type Capabilities = {
  /** How choices look: tappable buttons, or only numbers in the text. The numbers are always in the text too. */
  choices: "buttons" | "numbers";
  /** Longest text of one message, in UTF-16 units; longer ones are split at sentence ends. */
  maxText: number;
  /** May Rukun write first (a reminder), to somebody who has written before? */
  initiate: boolean;
  /** May it also write to an address that has never written? Left out: yes, as far as the platform lets it. */
  coldContact?: boolean;
  /**
   * How many addresses a day may get something that they did not ask for (see `outbox/allowance.ts`); the rest waits for
   * a later day. 0: none for now. Left out: no cap.
   */
  initiatedPerDay?: number;
  /** Can a message that was sent be deleted later? */
  deletion: boolean;
  /** Media that can be sent. */
  media: readonly MediaKind[];
  /** Rates that keep the platform content: in a single second it may see 1.2 times `perSecond`. */
  rate: { perSecond: number; perChatPerSecond: number; burst: number };
};

export type Receive = (batch: Batch) => ReceiveResult;

export type Batch = {
  channel: string;
  messages: readonly Inbound[];
  /** Stored in the same transaction, read back with `cursorOf`: e.g. Telegram's next update offset. */
  cursor?: string;
};

export type ReceiveResult = { stored: number; duplicates: number; failed: number };

/** One message of one person, as a channel hands it over. */
export type Inbound = {
  /** Unique within the channel; a second one with the same id is a duplicate and changes nothing. */
  id: string;
  /** Where the answer goes: the chat id, JID or persona address that wrote. */
  address: string;
  /**
   * Another address of the same account, when the platform names it (WhatsApp: the phone number behind a hidden id, or
   * the hidden id behind a phone number): who is known there is known here. Nothing is sent to it.
   */
  alias?: string;
  /** By what `Channel.remove` knows it, where a message that came can be deleted at all. */
  remoteId?: string;
  /** When the platform says that it was sent, ms UTC. May be wrong; our clock rules. */
  sentAt: number;
  content: InboundContent;
};

export type InboundContent =
  | { kind: "text"; text: string; forwarded?: boolean }
  /** A tapped button: the id that was sent with it. */
  | { kind: "choice"; id: string }
  | { kind: "media"; media: MediaKind; ref?: string; caption?: string; bytes?: number }
  | { kind: "location"; latitude: number; longitude: number }
  /**
   * The person changed or deleted a message that was already answered: told kindly, nothing is changed. `of`: the id of
   * that message, where the platform names it.
   */
  | { kind: "edited"; text: string; of?: string }
  | { kind: "deleted"; of?: string }
  /** Anything else a phone can send: sticker, contact, poll, dice, a type that does not exist yet. */
  | { kind: "other"; what: string }
  /** The person blocked or left the bot (`gone`), or came back. No answer is expected. */
  | { kind: "presence"; reachable: boolean };

export type Outgoing = {
  /** The outbox key, the same at every try: a platform that supports it gets it as its idempotency key. */
  key: string;
  address: string;
  body: OutgoingBody;
};

export type SendResult =
  | { kind: "sent"; remoteId?: string }
  /** The address does not exist, blocked us, or may not be written to: no more sends until she writes again. */
  | { kind: "unreachable"; code: string }
  /** This message is not acceptable to the platform, whatever the time: dead letter. */
  | { kind: "refused"; code: string }
  /** The platform asks to wait. */
  | { kind: "wait"; retryAfterMs: number };

/** Kinds of media that a message can carry, in or out. */
export type MediaKind = "photo" | "voice" | "audio" | "video" | "document" | "sticker";

/** A numbered option of a question. The id comes back when it is tapped; the number or label when it is typed. */
export type Choice = {
  /** Opaque, 1-64 bytes, unique to the question that was asked. */
  id: string;
  /** At most 20 characters where a button shows it. */
  label: string;
};

/** How choices are shown to somebody who wants them otherwise than as numbered lines in one message. */
export type Listing = {
  /** A line for each choice, `Ketik 1 untuk Ya.` */
  lines?: readonly string[];
  /** Choices in one message; those behind them follow in further ones, after the words `more`. */
  atOnce?: { most: number; more: string };
};

/** What is sent, the same for every channel; each channel presents it in its own way (see `channels/present.ts`). */
export type OutgoingBody = {
  text: string;
  choices?: readonly Choice[];
  listing?: Listing;
  file?: FileOnDisk | FileInMemory;
  /** It cannot be forwarded or saved on the phone, where the platform has that (Telegram). */
  protect?: boolean;
};

/** What may lie in the outbox: nothing that is to exist in memory only. */
export type StoredBody = { text: string; choices?: readonly Choice[]; listing?: Listing; file?: FileOnDisk };

/** A file made by Rukun (an export, a PDF), in the home's `files/` folder. */
export type FileOnDisk = { name: string; mime: string; path: string };

/** A file that was never on a disk, of a sealed conversation. */
export type FileInMemory = { name: string; mime: string; bytes: Uint8Array };
