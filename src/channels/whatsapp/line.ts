import type { WAMessage } from "@whiskeysockets/baileys";
import { type Clock, MINUTE } from "../../clock.ts";
import type { Timers } from "../../conversation/outbox/timers.ts";
import { LIMITS_MS } from "../../limits.ts";
import type { Log } from "../../log.ts";
import { type Alert, alertOf } from "./alerts.ts";
import { type Connection, type ConnectionParts, connect } from "./connection.ts";
import type { Ended } from "./ended.ts";
import { LEASE_RENEWAL_MS, type Lease } from "./lease.ts";
import { decide, type ReconnectAction } from "./reconnect.ts";
import { away, CONNECTING, NOT_STORED, OTHER_PROCESS, type Trouble } from "./trouble.ts";
import type { Wait } from "./wait.ts";

/** What the line hands messages to. */
export type Storing = {
  take: (messages: readonly WAMessage[]) => boolean;
  again: () => boolean;
  readonly waiting: number;
};

export type LineParts = {
  connection: ConnectionParts;
  intake: Storing;
  lease: Lease;
  clock: Clock;
  timers: Timers;
  log: Log;
  random: () => number;
  wait: Wait;
  onAlert: (alert: Alert) => void;
  onOpen: () => void;
  /** WhatsApp lets this number begin no chats. */
  onRestricted: () => void;
};

/** A connection that lasted this long was a good one: the count of failures begins anew. */
const STEADY_MS = MINUTE;
/** Between two looks whether the other process has ended, or the disk has room again. */
const LOOK_AGAIN_MS = 5_000;

/**
 * Keeps the one connection to WhatsApp: makes it, makes it again by the rules of `decide`, and leaves it where a human
 * has to look. Nothing is connected while messages wait that could not be stored, since a full disk cannot keep the
 * keys either with which the next ones are decrypted.
 */
export class Line {
  readonly #use: LineParts;
  readonly #stopping = new AbortController();
  #connection: Connection | undefined;
  #openSince: number | undefined;
  #attempts = 0;
  #trouble: Trouble | undefined = CONNECTING;
  #isOver = false;
  #running: Promise<void> = Promise.resolve();
  #renewal: unknown;

  constructor(parts: LineParts) {
    this.#use = parts;
  }

  start(): void {
    this.#running = this.#run(this.#stopping.signal);
  }

  /** Ends the connection and gives the lease back. What was not confirmed comes again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#connection?.end();
    await this.#running;
  }

  /** The connection, while messages can be sent on it. */
  get open(): Connection | undefined {
    return this.#openSince === undefined ? undefined : this.#connection;
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Will it not be connected again before a human has looked? */
  get isOver(): boolean {
    return this.#isOver;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { intake, lease, clock } = this.#use;
    while (!signal.aborted) {
      if (await this.#isHeldUp(signal)) continue;
      const ended = await this.#once(signal);
      if (signal.aborted || intake.waiting > 0) continue;
      const action = this.#next(ended);
      this.#tell(action, ended);
      if (action.kind === "stop" && action.until === undefined) break;
      await this.#pause(waitOf(action, clock.now()), signal);
    }
    lease.release();
  }

  /** A restriction may last longer than a timer can. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    for (let left = ms; left > 0 && !signal.aborted; left -= LIMITS_MS.longestTimer) {
      await this.#use.wait(Math.min(left, LIMITS_MS.longestTimer), signal);
    }
  }

  /** Is there a reason not to connect yet? Then it has waited a little. */
  async #isHeldUp(signal: AbortSignal): Promise<boolean> {
    const trouble = this.#reasonToWait();
    if (trouble === undefined) return false;
    this.#say(trouble);
    await this.#use.wait(LOOK_AGAIN_MS, signal);
    return true;
  }

  #reasonToWait(): Trouble | undefined {
    try {
      if (!this.#use.intake.again()) return NOT_STORED;
      return this.#use.lease.take() ? undefined : OTHER_PROCESS;
    } catch {
      // The database does not answer: what arrives could not be stored.
      return NOT_STORED;
    }
  }

  async #once(signal: AbortSignal): Promise<Ended> {
    const { connection: parts, intake, clock, onOpen, onRestricted } = this.#use;
    const connection = connect(parts, {
      open: () => {
        this.#openSince = clock.now();
        this.#isOver = false;
        this.#say(undefined);
        onOpen();
      },
      messages: (messages) => !signal.aborted && intake.take(messages),
      restricted: onRestricted,
    });
    this.#connection = connection;
    this.#renewLater(connection);
    const ended = await connection.ended;
    this.#use.timers.clear(this.#renewal);
    if (this.#openSince !== undefined && clock.now() - this.#openSince >= STEADY_MS) this.#attempts = 0;
    this.#openSince = undefined;
    this.#connection = undefined;
    return ended;
  }

  /** A process that was suspended for long may find that another one has taken over: then its connection ends. */
  #renewLater(connection: Connection): void {
    const { timers, lease, log } = this.#use;
    this.#renewal = timers.set(() => {
      try {
        if (lease.take()) this.#renewLater(connection);
        else connection.end();
      } catch {
        log.warn({ channel: "whatsapp" }, "the lease could not be renewed");
        this.#renewLater(connection);
      }
    }, LEASE_RENEWAL_MS);
  }

  #next({ code, reason, expiresInSeconds }: Ended): ReconnectAction {
    const { clock, random } = this.#use;
    const now = clock.now();
    this.#attempts += 1;
    return decide({
      code,
      attempts: this.#attempts,
      random: random(),
      ...(reason !== undefined && { reason }),
      ...(expiresInSeconds !== undefined && { until: now + expiresInSeconds * 1_000 }),
    });
  }

  #tell(action: ReconnectAction, { code }: Ended): void {
    this.#isOver = action.kind === "stop";
    const alert = action.kind === "stop" ? alertOf(action.why) : alertOf("no-connection");
    this.#say(action.kind === "stop" ? alert : away(code));
    if (action.kind !== "now" && action.alert) this.#use.onAlert(alert);
  }

  /** Each trouble is logged when it begins and when it is over, not at every try. */
  #say(trouble: Trouble | undefined): void {
    const { log } = this.#use;
    if (trouble !== undefined && trouble.code !== this.#trouble?.code) {
      log.warn({ channel: "whatsapp", code: trouble.code, how: trouble.how }, trouble.what);
    }
    if (trouble === undefined && this.#trouble !== undefined)
      log.info({ channel: "whatsapp" }, "WhatsApp is connected");
    this.#trouble = trouble;
  }
}

function waitOf(action: ReconnectAction, now: number): number {
  if (action.kind === "now") return 0;
  return action.kind === "after" ? action.ms : Math.max(0, (action.until ?? now) - now);
}
