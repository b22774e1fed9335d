import { createHash } from "node:crypto";
import type { Channel } from "../../src/conversation/channel.ts";

/** What reached a person's screen. */
export type Delivered = {
  text: string;
  /** Labels of the buttons under it. */
  buttons: readonly string[];
};

/** What a platform can be made to do. A false one is asserted and listed, not skipped in silence. */
export type HarnessSupport = {
  /** More than one person at the same time. */
  manyPeople: boolean;
  /** A button can be tapped. */
  taps: boolean;
  /** The platform asks to wait. */
  wait: boolean;
  /** The platform takes a message and its answer is lost. */
  lostReply: boolean;
  /** An address can stop being reachable (blocked, gone). */
  unreachable: boolean;
  /** The platform refuses a message for what it is. */
  refused: boolean;
  /** What was not confirmed survives a new process. */
  survivesRestart: boolean;
  /** Bytes of media can be fetched. */
  fetchMedia: boolean;
  /** A message that was sent can be deleted on the phone. */
  removes: boolean;
  /** So can one that came. */
  removesHeard: boolean;
  /** A message can be kept from being forwarded and saved. */
  protects: boolean;
};

/**
 * A channel's platform, in the hands of the suite: a stand-in server, a simulator, a pair of streams. Waits of the
 * channel after failures are handed in by the harness, so that no test sleeps.
 */
export type ChannelHarness = {
  supports: HarnessSupport;
  /** People who can be written to, or become so by writing first; two where `manyPeople`. */
  people: readonly [string, ...string[]];
  /** How long the platform asks to wait after `answerNext("wait")`. */
  waitMs: number;
  /**
   * A channel on this platform, as a new process would make it. `cursor` gives what was stored with the last batch. Where
   * nothing survives a process, the same channel may be given again.
   */
  open(cursor: () => string | undefined): Channel;
  userSends(person: string, text: string): void;
  /** Several texts at once, as they arrive after an hour without a connection. */
  userSendsBurst(person: string, texts: readonly string[]): void;
  /** Something that Rukun has no kind for. */
  userSendsUnknown(person: string): void;
  /** A photo of these bytes. */
  userSendsPhoto(person: string, bytes: Uint8Array): void;
  /** Taps the nth button (from 0) of the last message that reached this person. */
  userTaps(person: string, index: number): void;
  /** What reached the person, oldest first. */
  delivered(person: string): readonly Delivered[];
  /** The last file that reached the person; its SHA-256 in hex where the platform has its bytes. */
  lastFile(person: string): { name: string; sha256?: string } | undefined;
  /** How many messages were deleted on the phone. */
  removed(person: string): number;
  /** Can the last message not be forwarded or saved? */
  isProtected(person: string): boolean;
  /** What the platform does with the next message that is sent. */
  answerNext(what: "wait" | "lost" | "refused"): void;
  /** The person blocks the bot. */
  block(person: string): void;
  close(): Promise<void>;
};

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
