import { LIMITS, LIMITS_MS } from "../../limits.ts";
import { Limiter, type Rate } from "./limiter.ts";
import { backoffMs, type Random, waitFor } from "./policy.ts";
import type { Outcome } from "./row.ts";

/**
 * How fast one channel may be written to, from its own rates and from what the platform says:
 *
 * - "later" for one chat: that chat's row waits (the policy's doing). When several chats are told so at the same time,
 *   it is the channel that is too fast, and all of it waits as long as the platform asked, then goes at half its pace,
 *   which comes back by and by.
 * - no answer many times one after another: the channel is away. It is left alone for a while, then one message tries
 *   it, so that an outage does not use up the tries of everything that waits.
 */
export class Pace {
  private readonly limiter: Limiter;
  private readonly waits = new Map<string, number>();
  private unanswered = 0;
  /** Pauses since the channel last answered. */
  private round = 0;
  private pausedUntil = 0;

  constructor(rate: Rate, now: number) {
    this.limiter = new Limiter(rate, now);
  }

  /** How many sends may begin now, with `underWay` of them running. */
  room(underWay: number, now: number): number {
    if (this.isPaused(now)) return 0;
    const most = this.isAway ? 1 : LIMITS.sendsUnderWay;
    return Math.max(0, Math.min(most - underWay, this.limiter.room(now)));
  }

  chatReady(chat: string, now: number): boolean {
    return this.limiter.chatReady(chat, now);
  }

  take(chat: string, now: number): boolean {
    return this.limiter.take(chat, now);
  }

  /** Milliseconds until the rates allow a send; the pauses are not in it. */
  waitMs(chat: string | undefined, now: number): number {
    return this.limiter.waitMs(chat, now);
  }

  isPaused(now: number): boolean {
    return now < this.pausedUntil;
  }

  /** The end of the pause; in the past when there is none. */
  get until(): number {
    return this.pausedUntil;
  }

  /** No answer came many times one after another, and none has come since. */
  get isAway(): boolean {
    return this.unanswered >= LIMITS.unansweredSends;
  }

  /** Learns from the outcome of a send. */
  heard(chat: string, outcome: Outcome, now: number, random: Random): void {
    if (outcome.kind === "unknown") {
      this.unanswered += 1;
      if (!this.isAway) return;
      // Those that were under way together fail together: that is one more failure of the channel, not sixty.
      if (this.isPaused(now)) return;
      this.round += 1;
      this.pausedUntil = now + backoffMs(this.round, random, LIMITS_MS.channelRetryLongest);
      return;
    }
    this.unanswered = 0;
    this.round = 0;
    if (outcome.kind === "wait") this.askedToWait(chat, now, waitFor(outcome.retryAfterMs));
    else this.waits.delete(chat);
  }

  private askedToWait(chat: string, now: number, waitMs: number): void {
    for (const [other, until] of this.waits) if (until <= now) this.waits.delete(other);
    this.waits.set(chat, now + waitMs);
    if (this.waits.size < LIMITS.chatsAskedToWait) return;
    // Those that were under way with them say the same; that is one "too fast" and not sixty.
    if (!this.isPaused(now)) this.limiter.slowDown(now);
    this.pausedUntil = Math.max(this.pausedUntil, now + waitMs);
    this.waits.clear();
  }
}
