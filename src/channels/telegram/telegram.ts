import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { Clock } from "../../clock.ts";
import type { Capabilities, Channel, Inbound, Outgoing, Receive, SendResult } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import { botIdOf, grammySignal, TELEGRAM_API_ROOT, telegramClient } from "./client.ts";
import { type Health, healthOf } from "./health.ts";
import { ALLOWED_UPDATES, toInbound } from "./inbound.ts";
import { type Log, silentLog } from "./log.ts";
import { fetchFile } from "./media.ts";
import { MAX_TEXT, removeMessage, sendMessage } from "./outgoing.ts";
import { offsetOf, poll, type Wait } from "./poll.ts";
import { Progress } from "./progress.ts";
import { type Trouble, toRukunError } from "./trouble.ts";

/** How a Telegram channel is made. */
export type TelegramOptions = {
  /** From @BotFather. It is never in an error, a log line or a health text. */
  token: string;
  clock: Clock;
  /** The cursor that was stored with the last batch of this channel; read at each start. Unused with a webhook. */
  cursor: () => string | undefined;
  /** Fetch updates, or have them delivered through `telegramWebhook`. */
  reception?: "poll" | "webhook";
  /** A self-hosted Bot API server, or a stand-in; no slash at the end. */
  apiRoot?: string;
  /** How long Telegram holds a request when there is nothing to say. */
  pollSeconds?: number;
  /** How much longer than that a request may take before the connection counts as dead. */
  graceSeconds?: number;
  log?: Log;
  /** Waits between failures; handed in by tests. */
  wait?: Wait;
  /** For the jitter of those waits, 0 to 1. */
  random?: () => number;
};

const POLL_SECONDS = 30;
const GRACE_SECONDS = 15;
/** Telegram's largest answer to one getUpdates. */
const MAX_UPDATES = 100;
/** A call for which nobody else keeps a deadline ends here; sends have the dispatcher's. */
const CALL_SECONDS = 120;

const NOT_STORED: Trouble = {
  code: "telegram.not-stored",
  what: "Messages arrive from Telegram but cannot be stored; Telegram keeps them for 24 hours.",
  how: "See the log for the reason; most often the disk is full.",
};

/**
 * Telegram: its own `getUpdates` loop (or a webhook) and single sends, over grammY's `Api` alone.
 *
 * @example
 * const channel = new TelegramChannel({ token, clock, cursor: () => cursorOf("telegram"), log });
 * await channel.start((batch) => conversation.receive(batch));
 */
export class TelegramChannel implements Channel {
  readonly name = "telegram";
  readonly can: Capabilities = {
    choices: "buttons",
    maxText: MAX_TEXT,
    initiate: true,
    deletion: true,
    media: ["document"],
    rate: { perSecond: 25, perChatPerSecond: 1, burst: 3 },
  };

  // Private by the language, not by the compiler: an inspected channel shows no token.
  readonly #options: Required<TelegramOptions>;
  readonly #api: Api;
  readonly #progress = new Progress();
  readonly #answering = new Set<Promise<void>>();
  #receive: Receive | undefined;
  #stopping = new AbortController();
  #polling: Promise<void> = Promise.resolve();
  #trouble: Trouble | undefined;

  constructor(options: TelegramOptions) {
    this.#options = {
      reception: "poll",
      apiRoot: TELEGRAM_API_ROOT,
      pollSeconds: POLL_SECONDS,
      graceSeconds: GRACE_SECONDS,
      log: silentLog,
      wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
      random: Math.random,
      ...options,
    };
    this.#api = telegramClient(options.token, this.#options.apiRoot, CALL_SECONDS);
  }

  /** Returns at once: a network that is away is a trouble to report and to wait out, not a start that fails. */
  async start(receive: Receive): Promise<void> {
    if (this.#receive !== undefined) throw new RukunError("telegram.started", "The channel was started already.");
    this.#receive = receive;
    this.#stopping = new AbortController();
    if (this.#options.reception === "poll") this.#polling = this.#poll(receive, this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#receive = undefined;
    this.#stopping.abort();
    await this.#polling;
    await Promise.all(this.#answering);
  }

  send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    return sendMessage(this.#api, this.can, this.#progress, message, signal);
  }

  fetchMedia(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }> {
    const { token, apiRoot } = this.#options;
    return fetchFile({ api: this.#api, token, apiRoot }, ref, maxBytes, signal);
  }

  /** Deletes a message that was sent, by its `remoteId`; false where Telegram does not allow it any more. */
  remove(address: string, remoteId: string, signal: AbortSignal): Promise<boolean> {
    return removeMessage(this.#api, address, remoteId, signal);
  }

  health(): Promise<Health> {
    return healthOf(this.#api, this.#options.reception, this.#trouble);
  }

  /** Takes the bot back from a webhook, so that it can poll. What waits at Telegram is kept. */
  async removeWebhook(): Promise<void> {
    await this.#api.deleteWebhook().catch((error: unknown) => {
      throw toRukunError(error);
    });
  }

  /**
   * One update of a webhook request; returns when it is stored. Throws when it is not, and the request must then not be
   * answered with 200: Telegram sends it again.
   */
  accept(update: Update): void {
    if (this.#receive === undefined) throw new RukunError("telegram.stopped", "The channel is not started.");
    this.#hand(this.#receive, [update]);
  }

  #poll(receive: Receive, signal: AbortSignal): Promise<void> {
    const { cursor, apiRoot, token, pollSeconds, graceSeconds, wait, random } = this.#options;
    const api = telegramClient(token, apiRoot, pollSeconds + graceSeconds);
    const fetch = (offset: number | undefined, signal: AbortSignal) =>
      api.getUpdates(
        {
          ...(offset !== undefined && { offset }),
          limit: MAX_UPDATES,
          timeout: pollSeconds,
          allowed_updates: ALLOWED_UPDATES,
        },
        grammySignal(signal),
      );
    const hand = (updates: readonly Update[], next: string) => this.#tryHand(receive, updates, next);
    const report = (trouble: Trouble | undefined) => this.#report(trouble);
    return poll({ start: offsetOf(cursor()), fetch, hand, report, wait, random }, signal);
  }

  #tryHand(receive: Receive, updates: readonly Update[], cursor: string): Trouble | undefined {
    try {
      this.#hand(receive, updates, cursor);
      return undefined;
    } catch (error) {
      this.#options.log.error({ channel: this.name, ...nameAndCode(error) }, "a batch was not stored");
      return NOT_STORED;
    }
  }

  /** Everything of an answer in one batch, even if none of it is for us: the cursor must move past it. */
  #hand(receive: Receive, updates: readonly Update[], cursor?: string): void {
    const messages = updates.flatMap((update) => this.#read(update) ?? []);
    receive({ channel: this.name, messages, ...(cursor !== undefined && { cursor }) });
    for (const { callback_query } of updates) if (callback_query !== undefined) this.#answerTap(callback_query.id);
  }

  /** An update of a shape that we did not foresee must not stop everybody's messages behind it. */
  #read(update: Update): Inbound | undefined {
    try {
      return toInbound(update, { botId: botIdOf(this.#options.token), nowMs: this.#options.clock.now() });
    } catch (error) {
      this.#options.log.error({ channel: this.name, ...nameAndCode(error) }, "an update could not be read");
      return undefined;
    }
  }

  /** Ends the little clock on the button. Best effort: nothing depends on it, and an old query is refused. */
  #answerTap(id: string): void {
    const answer = this.#api.answerCallbackQuery(id, {}, grammySignal(this.#stopping.signal)).then(
      () => {},
      () => {},
    );
    this.#answering.add(answer);
    void answer.then(() => this.#answering.delete(answer));
  }

  /** Each trouble is logged when it begins and when it is over, not at every try. */
  #report(trouble: Trouble | undefined): void {
    const { log } = this.#options;
    if (trouble !== undefined && trouble.code !== this.#trouble?.code) {
      log.warn({ channel: this.name, code: trouble.code, how: trouble.how }, trouble.what);
    }
    if (trouble === undefined && this.#trouble !== undefined) log.info({ channel: this.name }, "Telegram works again");
    this.#trouble = trouble;
  }
}

/** What of a strange error is safe to log: its message could hold a text or a URL. */
function nameAndCode(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, ...("code" in error && typeof error.code === "string" && { code: error.code }) };
}
