import type { proto, WAMessageKey } from "@whiskeysockets/baileys";
import type Sqlite from "better-sqlite3";
import { type Clock, DAY, HOUR } from "../../clock.ts";
import type { Capabilities, Channel, Outgoing, OutgoingBody, Receive, SendResult } from "../../conversation/channel.ts";
import { codeOf } from "../../conversation/outbox/deadline.ts";
import { systemTimers, type Timers } from "../../conversation/outbox/timers.ts";
import { RukunError } from "../../errors.ts";
import { randomId } from "../../ids.ts";
import { type Log, silentLog } from "../../log.ts";
import { present } from "../present.ts";
import { Acks } from "./acks.ts";
import { addressOf } from "./addresses.ts";
import { type Alert, alertOf } from "./alerts.ts";
import { ChatExpiry } from "./chat-expiry.ts";
import type { ConnectionParts } from "./connection.ts";
import { textContent } from "./content.ts";
import { DeviceKeys } from "./device-keys.ts";
import { type ForgettingParts, forgetStrangers } from "./forgetting.ts";
import { Intake } from "./intake.ts";
import { Lease } from "./lease.ts";
import { Line } from "./line.ts";
import { isLinked, numbersOf } from "./linked.ts";
import { fetchFile, MEDIA_ROOT } from "./media.ts";
import { uploadedAgain } from "./media-again.ts";
import { removeMessage, type SendParts, sendMessage } from "./outgoing.ts";
import { cachedKeys, type MakeSocket } from "./socket.ts";
import { realWait, type Wait } from "./wait.ts";

/** How a WhatsApp channel is made. */
export type WhatsAppOptions = {
  sqlite: Sqlite.Database;
  /** 32 bytes from outside of the database; opens what is stored of the linked device. */
  key: Buffer;
  clock: Clock;
  /** The body that was sent under a remote id within the last day; a phone asks for it when it could not read it. */
  bodyOf: (remoteId: string) => OutgoingBody | undefined;
  /** Hears what a human has to look at. */
  onAlert: (alert: Alert) => void;
  /** Hears of each time that the connection is there. */
  onOpen?: () => void;
  log?: Log;
  /** Least and most seconds between two messages. The least is the rate, what is above it chance. */
  secondsBetween?: readonly [number, number];
  /** Addresses a day that may get something that they did not ask for. */
  newPerDay?: number;
  /** What we say that we are, where WhatsApp no longer takes the version of the library. */
  version?: readonly [number, number, number];
  /** A stand-in for WhatsApp. */
  webSocketUrl?: string;
  /** A stand-in for its media; no slash at the end. */
  mediaRoot?: string;
  makeSocket?: MakeSocket;
  /** 0 to 1, for what is left to chance. */
  random?: () => number;
  /** Waits between connections and before messages; handed in by tests. */
  wait?: Wait;
  timers?: Timers;
  /** A name that no other process has. */
  holder?: string;
};

/** What every list and row calls this channel. */
export const WHATSAPP = "whatsapp";

/** WhatsApp takes 65,536; more than this is folded away behind "read more". */
const MAX_TEXT = 4_096;
const SECONDS_BETWEEN = [3, 5] as const;
const NEW_PER_DAY = 100;

/**
 * WhatsApp as a linked device of the organisation's number, over Baileys.
 *
 * @example
 * const channel = new WhatsAppChannel({ sqlite, key, clock, bodyOf, onAlert, log });
 * await channel.start((batch) => conversation.receive(batch));
 */
export class WhatsAppChannel implements Channel {
  readonly name = WHATSAPP;
  readonly can: Capabilities;

  // Private by the language, not by the compiler: an inspected channel shows no key.
  readonly #options: Required<Omit<WhatsAppOptions, "version" | "webSocketUrl" | "makeSocket">>;
  readonly #connection: Pick<ConnectionParts, "config" | "makeSocket">;
  readonly #keys: DeviceKeys;
  readonly #expiry: ChatExpiry;
  readonly #acks = new Acks();
  #line: Line | undefined;
  #isStarted = false;
  #forgetting: unknown;
  #restrictedAt: number | undefined;

  /** Throws RukunError `whatsapp.key` where the key does not have 32 bytes. */
  constructor({ version, webSocketUrl, makeSocket, ...options }: WhatsAppOptions) {
    this.#options = {
      log: silentLog,
      secondsBetween: SECONDS_BETWEEN,
      newPerDay: NEW_PER_DAY,
      mediaRoot: MEDIA_ROOT,
      onOpen: () => {},
      random: Math.random,
      wait: realWait,
      timers: systemTimers,
      holder: randomId(),
      ...options,
    };
    this.#connection = {
      config: {
        ...(version !== undefined && { version: [...version] }),
        ...(webSocketUrl !== undefined && { waWebSocketUrl: webSocketUrl }),
      },
      ...(makeSocket !== undefined && { makeSocket }),
    };
    this.can = capabilities(this.#options);
    this.#keys = new DeviceKeys(options.sqlite, WHATSAPP, options.key);
    this.#expiry = new ChatExpiry(options.sqlite, WHATSAPP);
  }

  /**
   * Returns at once: a network that is away, or a number that is not linked yet, is a trouble to report and not a start
   * that fails. Throws RukunError `whatsapp.key` when what is stored was encrypted with another key.
   */
  async start(receive: Receive): Promise<void> {
    if (this.#isStarted) throw new RukunError("whatsapp.started", "The channel was started already.");
    const creds = this.#keys.creds();
    this.#isStarted = true;
    if (creds === undefined || !isLinked(creds)) {
      this.#options.onAlert(alertOf("not-linked"));
      return;
    }
    const { sqlite, clock, log, holder, ...rest } = this.#options;
    const signalKeys = cachedKeys(this.#keys, log);
    const line = new Line({
      ...rest,
      connection: {
        ...this.#connection,
        keys: this.#keys,
        creds,
        signalKeys,
        acks: this.#acks,
        log,
        timers: rest.timers,
        sentMessage: (key) => this.#sentMessage(key),
      },
      intake: new Intake({ channel: WHATSAPP, receive, expiry: this.#expiry, clock, log }),
      lease: new Lease(sqlite, WHATSAPP, holder, clock),
      clock,
      log,
      onRestricted: () => this.#restricted(),
    });
    this.#line = line;
    line.start();
    // Not a day later: some machines are restarted each night.
    this.#forgetAfter(HOUR, { sqlite, channel: WHATSAPP, keys: this.#keys, signalKeys, self: numbersOf(creds) });
  }

  /** Each day what is kept of accounts that are in no record. That it fails costs nobody anything; tomorrow it is tried again. */
  #forgetAfter(ms: number, parts: ForgettingParts): void {
    const { timers, log } = this.#options;
    this.#forgetting = timers.set(() => {
      this.#forgetAfter(DAY, parts);
      forgetStrangers(parts).then(
        (keys) => log.info({ channel: WHATSAPP, keys }, "keys of accounts that are in no record were forgotten"),
        (error) => log.warn({ channel: WHATSAPP, code: codeOf(error) }, "keys could not be forgotten"),
      );
    }, ms);
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    const line = this.#line;
    this.#line = undefined;
    this.#options.timers.clear(this.#forgetting);
    await line?.stop();
  }

  send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    return sendMessage(this.#sending(), message, signal);
  }

  /** What is gone at WhatsApp is asked of our own phone once, within the time that the signal leaves. */
  async fetchMedia(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }> {
    const { mediaRoot } = this.#options;
    try {
      return await fetchFile(ref, maxBytes, signal, mediaRoot);
    } catch (error) {
      const connection = codeOf(error) === "media.gone" ? this.#line?.open : undefined;
      const again = connection && (await uploadedAgain(ref, connection.socket, signal));
      if (again === undefined) throw error;
      return fetchFile(again, maxBytes, signal, mediaRoot);
    }
  }

  /** Deletes a message that was sent, for everyone, by its `remoteId`; false where WhatsApp does not do it any more. */
  remove(address: string, remoteId: string, signal: AbortSignal): Promise<boolean> {
    return removeMessage(this.#sending(), address, remoteId, signal);
  }

  async health(): Promise<{ ok: boolean; what: string; how?: string }> {
    const trouble = this.#line?.trouble ?? (this.#line === undefined ? this.#standing() : undefined);
    if (trouble === undefined) return { ok: true, what: "WhatsApp is connected." };
    return { ok: false, what: trouble.what, how: trouble.how };
  }

  /** What can be said without a connection of our own. */
  #standing(): { what: string; how: string } {
    try {
      const creds = this.#keys.creds();
      return creds !== undefined && isLinked(creds) ? NOT_STARTED : alertOf("not-linked");
    } catch {
      return alertOf("key");
    }
  }

  #sending(): SendParts {
    const { log, secondsBetween, random, wait } = this.#options;
    const [least, most] = secondsBetween;
    return {
      can: this.can,
      acks: this.#acks,
      expiry: this.#expiry,
      log,
      connection: () => this.#line?.open,
      isOver: () => this.#line === undefined || this.#line.isOver,
      onRestricted: () => this.#restricted(),
      hesitate: (signal) => wait((most - least) * 1_000 * random(), signal),
    };
  }

  /** Once a day: each message that is refused says it again. */
  #restricted(): void {
    const { clock, onAlert } = this.#options;
    const now = clock.now();
    if (this.#restrictedAt !== undefined && now - this.#restrictedAt < DAY) return;
    this.#restrictedAt = now;
    onAlert(alertOf("chats-restricted"));
  }

  /** For a phone that could not read a message: the same words once more, or nothing, and never an empty text. */
  #sentMessage({ id, remoteJid }: WAMessageKey): proto.IMessage | undefined {
    const body = typeof id === "string" ? this.#options.bodyOf(id) : undefined;
    if (body === undefined || body.file !== undefined) return undefined;
    const [only, ...others] = present(body, this.can);
    if (only === undefined || only.text === "" || others.length > 0) return undefined;
    const address = addressOf(remoteJid);
    return textContent(only.text, address === undefined ? undefined : this.#expiry.of(address));
  }
}

const NOT_STARTED = { what: "A number is linked, but this process is not connected to WhatsApp.", how: "Start Rukun." };

function capabilities(options: Required<Pick<WhatsAppOptions, "secondsBetween" | "newPerDay">>): Capabilities {
  const perSecond = 1 / Math.max(options.secondsBetween[0], 0.001);
  return {
    choices: "numbers",
    maxText: MAX_TEXT,
    initiate: true,
    coldContact: false,
    initiatedPerDay: options.newPerDay,
    deletion: true,
    media: ["document", "photo"],
    rate: { perSecond, perChatPerSecond: perSecond, burst: 1 },
  };
}
