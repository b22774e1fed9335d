import type { Clock } from "../../clock.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Channel } from "../channel.ts";
import { codeOf, type Running } from "../outbox/deadline.ts";
import type { Random } from "../outbox/policy.ts";
import { type Log, systemTimers, type Timers } from "../outbox/timers.ts";
import { type Fetched, fateOfFailure, fetchChecked } from "./fetch.ts";
import { MediaFiles } from "./files.ts";
import type { MediaFate, MediaRow, MediaStore } from "./store.ts";

export type MediaFetcherOptions = {
  store: MediaStore;
  /** The folder of this installation; files go to its `media/`. */
  home: string;
  /** The channels that are on today; media of others waits. */
  channels: readonly Channel[];
  clock: Clock;
  log: Log;
  random: Random;
  timers?: Timers;
};

const STOPPED = "stopped";

/**
 * Fetches the photos and voice notes that flows asked for, after the commit that wrote them down. Event-driven as the
 * dispatcher is: woken after a commit, one timer for the next retry. A crash in between does no harm: the row is still
 * wanted, and the same bytes have the same name.
 */
export class MediaFetcher {
  readonly files: MediaFiles;
  private readonly use: MediaFetcherOptions;
  private readonly timers: Timers;
  private readonly channels: ReadonlyMap<string, Channel>;
  /** Fetches under way by id, until what became of them is written. */
  private readonly underWay = new Map<string, Running<Fetched>>();
  private running = false;
  private scheduled = false;
  private timer: unknown;
  private waiters: (() => void)[] = [];

  constructor(options: MediaFetcherOptions) {
    this.use = options;
    this.timers = options.timers ?? systemTimers;
    this.channels = new Map(options.channels.map((channel) => [channel.name, channel]));
    this.files = new MediaFiles(options.home);
  }

  /** Removes what a crash left half-written, then begins to fetch. */
  async start(): Promise<void> {
    await this.files.tidy();
    this.running = true;
    this.schedule();
  }

  /** Something may be wanted: call it after each commit, and when the clock was moved. Costs next to nothing. */
  wake(): void {
    if (this.running) this.schedule();
  }

  /** Resolves when nothing that is due now is under way or waits for its turn. It does not wait for a retry. */
  settled(): Promise<void> {
    this.wake();
    return this.quiet();
  }

  /** Begins nothing more and waits for what is under way, up to a deadline; what is given up is fetched next time. */
  async stop(): Promise<void> {
    this.running = false;
    const deadline = this.timers.set(() => {
      for (const fetch of this.underWay.values()) fetch.abort(STOPPED);
    }, LIMITS_MS.stopDeadline);
    this.schedule();
    await this.quiet();
    this.timers.clear(deadline);
    this.disarm();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.turn());
  }

  private turn(): void {
    this.scheduled = false;
    this.disarm();
    if (this.running) this.begin(this.use.clock.now());
    if (this.scheduled || this.underWay.size > 0) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }

  private begin(now: number): void {
    const { store, log } = this.use;
    try {
      for (const row of store.due(now, LIMITS.mediaUnderWay - this.underWay.size, this.channels, this.underWay)) {
        void this.fetch(row);
      }
      const next = store.nextDue(now);
      if (next !== undefined) this.arm(Math.min(next - now, LIMITS_MS.longestTimer));
    } catch (error) {
      log.error({ code: codeOf(error) }, "the wanted media could not be read");
      this.arm(LIMITS_MS.databaseRetry);
    }
  }

  /** One try, from the wire to the row. Never rejects. */
  private async fetch(row: MediaRow): Promise<void> {
    const channel = this.channels.get(row.channel);
    if (channel === undefined) return;
    const fetch = fetchChecked(channel, row.ref, row.kind, this.timers);
    this.underWay.set(row.id, fetch);
    const fate = await this.keep(fetch.result).catch((error: unknown) => this.failure(row, error));
    if (fate === undefined || this.write(row.id, fate)) this.done(row.id);
    // The database does not take it (full, locked): it stays under way for a moment, lest it be fetched in a circle.
    else if (this.running) this.timers.set(() => this.done(row.id), LIMITS_MS.databaseRetry);
    else this.done(row.id);
  }

  private async keep(result: Promise<Fetched>): Promise<MediaFate> {
    const { bytes, mime } = await result;
    return { state: "stored", sha256: await this.files.keep(bytes), mime, bytes: bytes.length };
  }

  /** Undefined: our own stop ended it, which is no try of it. */
  private failure(row: MediaRow, error: unknown): MediaFate | undefined {
    const { clock, random, log } = this.use;
    if (codeOf(error) === STOPPED) return undefined;
    const fate = fateOfFailure(row.attempts, error, clock.now(), random);
    log.warn({ channel: row.channel, media: row.id, state: fate.state, code: codeOf(error) }, "media was not fetched");
    return fate;
  }

  private write(id: string, fate: MediaFate): boolean {
    try {
      this.use.store.finish(id, fate);
      return true;
    } catch (error) {
      this.use.log.error({ media: id, code: codeOf(error) }, "what became of a medium could not be written");
      return false;
    }
  }

  private done(id: string): void {
    this.underWay.delete(id);
    this.schedule();
  }

  private arm(ms: number): void {
    this.disarm();
    this.timer = this.timers.set(() => this.schedule(), ms);
  }

  private disarm(): void {
    if (this.timer !== undefined) this.timers.clear(this.timer);
    this.timer = undefined;
  }

  private quiet(): Promise<void> {
    if (!this.scheduled && this.underWay.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }
}
