import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { OutgoingBody } from "../channel.ts";

/** One message that is kept in memory only, as it goes to the wire. */
export type SealedPiece = { body: OutgoingBody; recallAfterMs?: number };

/**
 * What is to go out in the place of a row of the outbox, whose key it has: on the disk lies a menu. `pieces` undefined: not
 * known yet, the row waits.
 */
export type SealedAnswer = {
  key: string;
  channel: string;
  address: string;
  pieces: readonly SealedPiece[] | undefined;
  /** How long it is of any use when it cannot be sent. */
  keepMs: number;
};

/** What goes to the wire in the place of one row, and how far it has come. */
export type SealedMessage = {
  channel: string;
  address: string;
  /** Undefined: not known yet. The row and what stands behind it in its chat wait. */
  pieces: readonly SealedPiece[] | undefined;
  /** The platform's ids of the pieces that are out; a further try goes on behind them. */
  sent: (string | undefined)[];
  /** Then it is of no use any more, and the row goes as it stands on the disk. */
  until: number;
};

/** A message that was sent as something else than its row says. */
type SentOtherwise = { body: OutgoingBody | undefined; at: number };

/**
 * The words of sealed conversations, in memory only. Each belongs to a row of the outbox that holds a menu: the lane sends
 * these words and writes down what became of the row, as of any other. After a restart the menu goes in the place of
 * what was not sent yet, for nothing on the disk tells the one from the other.
 */
export class SealedBodies {
  private readonly messages = new Map<string, SealedMessage>();
  /** Chats in which a row waits for its words: how many rows. */
  private readonly held = new Map<string, number>();
  /** By the platform's id, oldest first. */
  private readonly sent = new Map<string, SentOtherwise>();

  get size(): number {
    return this.messages.size;
  }

  /** Takes the words for a row, or the ones that it waited for. False: too many wait, and the row goes as it stands. */
  put({ key, channel, address, pieces, keepMs }: SealedAnswer, now: number): boolean {
    const known = this.messages.get(key);
    if (known === undefined) {
      if (this.messages.size >= LIMITS.sealedWaiting) this.forget(now);
      if (this.messages.size >= LIMITS.sealedWaiting) return false;
      this.messages.set(key, { channel, address, pieces, sent: [], until: now + keepMs });
      if (pieces === undefined) this.hold(chatOf(channel, address), 1);
      return true;
    }
    if (known.pieces === undefined && pieces !== undefined) this.hold(chatOf(channel, address), -1);
    known.pieces = pieces ?? known.pieces;
    known.until = now + keepMs;
    return true;
  }

  /** Does a row of this chat wait for its words? */
  holdsBack(channel: string, address: string): boolean {
    return this.held.size > 0 && this.held.has(chatOf(channel, address));
  }

  /** What goes in the place of a row; undefined: the row itself. */
  of(key: string, now: number): SealedMessage | undefined {
    if (this.messages.size === 0) return undefined;
    const message = this.messages.get(key);
    if (message === undefined || now < message.until) return message;
    this.drop(key);
    return undefined;
  }

  /** The soonest end of a wait for words that may never come; undefined: none waits. */
  nextEnd(channel: string): number | undefined {
    if (this.held.size === 0) return undefined;
    let next: number | undefined;
    for (const message of this.messages.values())
      if (message.channel === channel && message.pieces === undefined)
        next = Math.min(next ?? message.until, message.until);
    return next;
  }

  /** One piece is out. */
  pieceSent(message: SealedMessage, remoteId: string | undefined, body: OutgoingBody, now: number): void {
    message.sent.push(remoteId);
    for (const id of remoteId?.split(",") ?? []) this.sent.set(id, { body, at: now });
    for (const [id, { at }] of this.sent) {
      if (this.sent.size <= LIMITS.sealedSent && now - at < LIMITS_MS.keepSentText) break;
      this.sent.delete(id);
    }
  }

  /** Was this sent in the place of a row? Then its words, as long as they are remembered, and never the row's. */
  byRemoteId(remoteId: string, now: number): { body: OutgoingBody | undefined } | undefined {
    if (this.sent.size === 0) return undefined;
    const found = this.sent.get(remoteId);
    if (found === undefined) return undefined;
    if (now - found.at > LIMITS_MS.sealedConversation) found.body = undefined;
    return found;
  }

  /** It was deleted on the phone: it is not said again. */
  recalled(remoteId: string): void {
    for (const id of remoteId.split(",")) {
      const found = this.sent.get(id);
      if (found !== undefined) found.body = undefined;
    }
  }

  /** The row is at its end. */
  drop(key: string): void {
    const message = this.messages.get(key);
    if (message === undefined) return;
    this.messages.delete(key);
    if (message.pieces === undefined) this.hold(chatOf(message.channel, message.address), -1);
  }

  /** The rows of a chat were dropped. */
  dropChat(channel: string, address: string): void {
    for (const [key, message] of this.messages)
      if (message.channel === channel && message.address === address) this.drop(key);
  }

  /** Forgets words that are of no use any more, sent or not. */
  forget(now: number): void {
    for (const [key, { until }] of this.messages) if (until <= now) this.drop(key);
    for (const found of this.sent.values()) if (now - found.at > LIMITS_MS.sealedConversation) found.body = undefined;
  }

  private hold(chat: string, by: number): void {
    const count = (this.held.get(chat) ?? 0) + by;
    if (count > 0) this.held.set(chat, count);
    else this.held.delete(chat);
  }
}

const chatOf = (channel: string, address: string) => `${channel}\n${address}`;
