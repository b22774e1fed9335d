import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Channel } from "../channel.ts";
import { codeOf, withDeadline } from "./deadline.ts";
import { backoffMs, type Random } from "./policy.ts";
import type { Log, Timers } from "./timers.ts";

type Recall = { address: string; remoteId: string; at: number; attempts: number };

export type RecallsUse = {
  log: Log;
  random: Random;
  timers: Timers;
  /** One is over: others may be due, and who waits for quiet may go on. */
  onEnd: (remoteId: string) => void;
};

/**
 * Messages of one channel that are to be deleted on the phone again, in memory only: what a crash leaves on the phone
 * stays there. Best effort: a few tries, and a platform that says no is not asked again.
 */
export class Recalls {
  private readonly channel: Channel;
  private readonly use: RecallsUse;
  private waiting: Recall[] = [];
  private underWay = 0;
  private waiters: (() => void)[] = [];

  constructor(channel: Channel, use: RecallsUse) {
    this.channel = channel;
    this.use = use;
  }

  get isQuiet(): boolean {
    return this.underWay === 0;
  }

  /** Resolves when none is under way. */
  settled(): Promise<void> {
    return this.isQuiet ? Promise.resolve() : new Promise((resolve) => this.waiters.push(resolve));
  }

  get size(): number {
    return this.waiting.length + this.underWay;
  }

  /** Remembers a message; nothing where the channel cannot delete. At more than its limit the soonest goes at once. */
  add(address: string, remoteId: string, at: number): void {
    if (this.channel.remove !== undefined) this.remember({ address, remoteId, at, attempts: 0 });
  }

  private remember(recall: Recall): void {
    this.waiting.push(recall);
    this.waiting.sort((a, b) => a.at - b.at);
    const [first] = this.waiting;
    if (this.waiting.length > LIMITS.recallsWaiting && first !== undefined) first.at = 0;
  }

  /** When the next one is due; undefined: none waits. */
  get nextAt(): number | undefined {
    return this.waiting[0]?.at;
  }

  /** Begins what is due, a few at a time. */
  begin(now: number): void {
    while (this.underWay < LIMITS.recallsUnderWay) {
      const [first] = this.waiting;
      if (first === undefined || first.at > now) return;
      this.waiting.shift();
      void this.remove(first, now);
    }
  }

  /** Everything that is due until then, now, and once; for the end of the process. */
  async hasten(until: number, now: number): Promise<void> {
    for (const recall of this.waiting) {
      if (recall.at > until) continue;
      recall.at = 0;
      recall.attempts = LIMITS.recallAttempts;
    }
    while (this.waiting[0]?.at === 0) {
      this.begin(now);
      await this.settled();
    }
  }

  private async remove(recall: Recall, now: number): Promise<void> {
    const { address, remoteId } = recall;
    const { channel } = this;
    const { log, random, timers, onEnd } = this.use;
    const work = async (signal: AbortSignal) => (await channel.remove?.(address, remoteId, signal)) === true;
    this.underWay += 1;
    try {
      const isGone = await withDeadline(work, LIMITS_MS.sendDeadline, timers).result;
      if (!isGone) log.warn({ channel: channel.name }, "a message could not be deleted on the phone any more");
    } catch (error) {
      recall.attempts += 1;
      const again = recall.attempts < LIMITS.recallAttempts;
      log.warn({ channel: channel.name, code: codeOf(error), again }, "a message was not deleted on the phone");
      recall.at = now + backoffMs(recall.attempts, random);
      if (again) this.remember(recall);
    } finally {
      this.underWay -= 1;
      onEnd(remoteId);
      this.tellWaiters();
    }
  }

  private tellWaiters(): void {
    if (!this.isQuiet) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
