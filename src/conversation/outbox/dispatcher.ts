import type Sqlite from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import type { Channel, Outgoing } from "../channel.ts";
import { type CapDay, PLAIN_DAY } from "./cap.ts";
import type { StillGoes } from "./gate.ts";
import { Lane } from "./lane.ts";
import type { Random } from "./policy.ts";
import type { OutboxStore } from "./store.ts";
import { type Log, systemTimers, type Timers } from "./timers.ts";

export type DispatcherOptions = {
  store: OutboxStore;
  sqlite: Sqlite.Database;
  /** The channels that are on today. Rows of others wait. */
  channels: readonly Channel[];
  clock: Clock;
  log: Log;
  /** From 0 to below 1, for the jitter of retries. */
  random: Random;
  /**
   * The platform said that an address cannot be written to. Called inside the transaction that writes it, after the
   * queued rows of the chat were dropped: synchronous, and only the database.
   */
  onUnreachable: (channel: string, address: string, code: string) => void;
  /** Asked of each broadcast before it leaves. Left out: they all go. */
  stillGoes?: StillGoes;
  timers?: Timers;
  /** By what the daily cap of a channel counts: the programme's zone, and its hours. */
  day?: CapDay;
};

/** How one channel stands. */
export type ChannelStatus = {
  channel: string;
  /** Is it on? Rows of a channel that is off stay queued. */
  on: boolean;
  queued: number;
  sending: number;
  underWay: number;
  /** Messages that are kept nowhere but in memory. */
  sealed: number;
  /** The platform asked to wait, or gave no answer: until then nothing is sent. */
  pausedUntil: number | null;
  /** No answer came many times one after another. */
  away: boolean;
};

export type OutboxStatus = { channels: ChannelStatus[]; held: number; dead: number };

const OFF = { on: false, underWay: 0, sealed: 0, pausedUntil: null, away: false };

/**
 * Brings what stands in the outbox to the wire: one loop a channel, woken after each commit.
 *
 * @example
 * const dispatcher = new Dispatcher({ store, sqlite, channels, clock, log, random: Math.random, onUnreachable });
 * dispatcher.start();
 * // ... a transaction adds rows ...
 * dispatcher.wake();
 */
export class Dispatcher {
  private readonly options: DispatcherOptions;
  private readonly lanes = new Map<string, Lane>();

  constructor(options: DispatcherOptions) {
    this.options = options;
    const { timers = systemTimers, day = PLAIN_DAY, stillGoes = () => undefined } = options;
    for (const channel of options.channels) {
      if (this.lanes.has(channel.name)) throw new Error(`two channels are called ${channel.name}`);
      this.lanes.set(channel.name, new Lane(channel, { ...options, timers, day, stillGoes }));
    }
  }

  /** Decides about what the last process left under way, then begins to send. */
  start(): void {
    const left = this.options.store.recover(this.options.clock.now());
    if (left.resent + left.held + left.dead > 0) this.options.log.warn(left, "messages were under way at the last end");
    for (const lane of this.lanes.values()) lane.start();
  }

  /** Something may have become due: call it after each commit, and when the clock was moved. */
  wake(): void {
    for (const lane of this.lanes.values()) lane.wake();
  }

  /**
   * Resolves when nothing that is due now is queued or under way on the channels that are on. It waits for rates; it
   * does not wait for a retry, nor for a channel that is paused.
   */
  async settled(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.settled()));
  }

  /** Begins nothing more and waits for what is under way, up to a deadline. What had no answer follows its policy. */
  async stop(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.stop()));
  }

  /**
   * Sends a message that leaves no row at all, where there would be no other reason for one: it never touches a table,
   * keeps its place in its chat, is tried a few times and then forgotten. It cannot be taken back, so call it after the commit. Its place is after the row
   * `afterId`, which `store.lastInLine` told when it was made, so that what the same batch added later stays later;
   * left out, it is after all that its chat has now. False: the channel is off or too many wait.
   */
  sendVolatile(channel: string, message: Outgoing, afterId?: number): boolean {
    const taken = this.lanes.get(channel)?.addSealed(message, afterId) ?? false;
    if (!taken) this.options.log.error({ channel }, "a sealed message could not be taken");
    return taken;
  }

  /** Deletes a message on the phone at that time, as far as its channel can. In memory only. */
  recall(channel: string, address: string, remoteId: string, at: number): void {
    this.lanes.get(channel)?.recall(address, remoteId, at);
  }

  /** Deletes now what would be due until then, and waits for it: before the channels end. */
  async recallUntil(until: number): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.recallUntil(until)));
  }

  /** For `rukun doctor` and the manager's page. */
  status(): OutboxStatus {
    const { waiting, held, dead } = this.options.store.counts();
    const rows = new Map(waiting.map((entry) => [entry.channel, entry]));
    const names = new Set([...this.lanes.keys(), ...rows.keys()]);
    const channels = [...names].sort().map((channel): ChannelStatus => {
      const lane = this.lanes.get(channel);
      const { queued, sending } = rows.get(channel) ?? { queued: 0, sending: 0 };
      const live = lane === undefined ? OFF : { on: true, ...lane.status() };
      return { channel, queued, sending, ...live };
    });
    return { channels, held, dead };
  }
}
