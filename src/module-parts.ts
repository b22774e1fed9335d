import type { FlowLibrary } from "./conversation/library.ts";
import type { MediaStore } from "./conversation/media/index.ts";
import type { Place, Reach } from "./conversation/module.ts";
import type { OutboxStore } from "./conversation/outbox/index.ts";
import type { Db } from "./db/open.ts";
import type { NewId } from "./ids.ts";
import type { Directory } from "./people/directory.ts";
import type { PeopleStore } from "./people/store.ts";
import type { Duties } from "./schedule/duties.ts";
import type { Texts } from "./texts/index.ts";

/** What a domain's module is made of. */
export type ModuleParts = {
  db: Db;
  people: PeopleStore;
  directory: Directory;
  duties: Duties;
  library: FlowLibrary;
  outbox: OutboxStore;
  media: MediaStore;
  texts: Texts;
  home: string;
  /** Folder for files that are made to be sent. */
  files: string;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
  /** Whether a channel deletes messages on the phone again, as far as it can. */
  deletes: (channel: string) => boolean;
  newId: NewId;
  /** 0 to 1, for codes and jitter. */
  random: () => number;
  /** May Rukun write first on a channel, to an address that has written before or that never has? */
  mayInitiate: (channel: string, hasWritten: boolean) => boolean;
  /** Something is ready that no message tells of: `plan` is called and what is due done, at once and not in a minute. */
  wake: () => void;
  sealed: SealedWork;
};

/** What a domain may do whose words exist in memory only. */
export type SealedWork = {
  /**
   * Fetches what a message brought into memory; nothing of it touches the media table or the home. Its kind is what its
   * own bytes say. Errors: `media.unsupported`, `media.too-large`, `media.empty`, `media.kind`, the channel's own
   * `media.*`, and `media.unavailable` when no answer is known.
   */
  fetch(channel: string, ref: string, maxBytes: number): Promise<{ bytes: Uint8Array; mime: string }>;
  /** Says something outside of any message, e.g. after work in the background: in a transaction of its own. */
  speak(work: (reach: Reach) => void): void;
  /**
   * Tells a chat, which is of nobody in particular, the words of a key. It leaves no row: nothing but this would explain
   * one. Tried a few times, then forgotten; not at all while its channel is off.
   */
  ping(place: Place, key: string, language: string): void;
};
