import type { WAMessage } from "@whiskeysockets/baileys";
import type { Clock } from "../../clock.ts";
import type { Inbound, Receive } from "../../conversation/channel.ts";
import { codeOf } from "../../conversation/outbox/deadline.ts";
import { LIMITS } from "../../limits.ts";
import type { Log } from "../../log.ts";
import type { ChatExpiry } from "./chat-expiry.ts";
import { addressOf, expiryOf, toInbound } from "./inbound.ts";

export type IntakeParts = { channel: string; receive: Receive; expiry: ChatExpiry; clock: Clock; log: Log };

/**
 * Hands over what Baileys has decrypted. What could not be stored is kept and handed over again, with the same ids; the
 * connection is closed in the meantime, so no more than what was already on its way comes to lie here.
 */
export class Intake {
  readonly #use: IntakeParts;
  #kept: Inbound[] = [];

  constructor(parts: IntakeParts) {
    this.#use = parts;
  }

  /** Messages that wait for the database. */
  get waiting(): number {
    return this.#kept.length;
  }

  /** Stores all of them, synchronously; false when nothing more may be confirmed, since some could not be. */
  take(messages: readonly WAMessage[]): boolean {
    const now = this.#use.clock.now();
    const read = messages.flatMap((message) => this.#read(message, now) ?? []);
    const isStored = this.#handOver([...this.#kept, ...read]);
    if (isStored) for (const message of messages) this.#rememberExpiry(message);
    return isStored;
  }

  /** Tries what waits once more. */
  again(): boolean {
    return this.#handOver(this.#kept);
  }

  #handOver(messages: readonly Inbound[]): boolean {
    const { channel, receive, log } = this.#use;
    let at = 0;
    try {
      for (; at < messages.length; at += LIMITS.batch) {
        receive({ channel, messages: messages.slice(at, at + LIMITS.batch) });
      }
    } catch (error) {
      log.error({ channel, code: codeOf(error) }, "a batch was not stored");
      // Beyond the limit nothing is lost either: what has no receipt WhatsApp sends again.
      this.#kept = messages.slice(at, at + LIMITS.batch);
      return false;
    }
    this.#kept = [];
    return true;
  }

  /** A message of a shape that we did not foresee must not stop everybody's messages behind it. */
  #read(message: WAMessage, now: number): Inbound | undefined {
    try {
      return toInbound(message, now);
    } catch (error) {
      this.#use.log.error({ channel: this.#use.channel, code: codeOf(error) }, "a message could not be read");
      return undefined;
    }
  }

  /** Only how an answer looks depends on it: that it fails costs nobody her message. */
  #rememberExpiry(message: WAMessage): void {
    try {
      const address = addressOf(message.key.remoteJid);
      const told = address === undefined ? undefined : expiryOf(message);
      if (address !== undefined && told !== undefined) this.#use.expiry.remember(address, told);
    } catch (error) {
      this.#use.log.warn({ channel: this.#use.channel, code: codeOf(error) }, "a chat's expiry was not kept");
    }
  }
}
