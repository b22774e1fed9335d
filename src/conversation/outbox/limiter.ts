import { LIMITS, LIMITS_MS } from "../../limits.ts";
import { SendWindow } from "./send-window.ts";

/** Rates of a channel, as its capabilities say them. */
export type Rate = { perSecond: number; perChatPerSecond: number; burst: number };

type Bucket = { tokens: number; at: number };

/**
 * Token buckets: one for the channel, which holds what a short stop of the process costs, and one for each chat, which
 * holds a burst. A send takes a token of both. Beside the channel's bucket stands a window: a bucket that is full when a
 * second begins would let more go in that second than its rate, and a platform counts.
 *
 * Pure but for its own memory: time is handed in, and nothing is waited for. A clock that goes back gives nothing and
 * takes nothing.
 */
export class Limiter {
  private readonly rate: Rate;
  private readonly channelHolds: number;
  private readonly chatHolds: number;
  private readonly whole: Bucket;
  private readonly window: SendWindow | undefined;
  /** Buckets that are not known to be full, least recently used first. */
  private readonly chats = new Map<string, Bucket>();
  /** Time as it has passed here: it stands while the clock goes back. */
  private passed = 0;
  private lastNow: number;
  /** The share of the rate that was left after the platform said "too many", and when it said so. */
  private slowed = { share: 1, at: 0 };

  constructor(rate: Rate, now: number) {
    this.rate = rate;
    this.lastNow = now;
    this.channelHolds = Math.max(1, (rate.perSecond * LIMITS_MS.channelBurst) / 1_000);
    this.chatHolds = Math.max(1, rate.burst);
    this.whole = { tokens: this.channelHolds, at: 0 };
    this.window = SendWindow.of(rate.perSecond);
  }

  /** How many sends, to whatever chats, the channel allows now. */
  room(now: number): number {
    const at = this.time(now);
    const tokens = Math.floor(fill(this.whole, at, this.perSecond(at), this.channelHolds) + EPSILON);
    return Math.min(tokens, this.window?.room(at, this.shareAt(at)) ?? tokens);
  }

  /** May this chat be written to now, as far as its own rate goes? */
  chatReady(chat: string, now: number): boolean {
    const bucket = this.chats.get(chat);
    const at = this.time(now);
    return bucket === undefined || fill(bucket, at, this.rate.perChatPerSecond, this.chatHolds) + EPSILON >= 1;
  }

  /** Takes a token of the channel and of the chat, or none at all. */
  take(chat: string, now: number): boolean {
    if (this.room(now) < 1 || !this.chatReady(chat, now)) return false;
    const at = this.time(now);
    this.whole.tokens -= 1;
    this.window?.add(at);
    const bucket = this.chats.get(chat) ?? { tokens: this.chatHolds, at };
    bucket.tokens -= 1;
    this.chats.delete(chat);
    this.chats.set(chat, bucket);
    if (this.chats.size > LIMITS.pacedChats) this.forget(at);
    return true;
  }

  /** Milliseconds until `take` would succeed; without a chat, until the channel has room. 0: now. */
  waitMs(chat: string | undefined, now: number): number {
    const at = this.time(now);
    const perSecond = this.perSecond(at);
    const channelMs = Math.max(
      missing(fill(this.whole, at, perSecond, this.channelHolds), perSecond),
      this.window?.waitMs(at, this.shareAt(at)) ?? 0,
    );
    const bucket = chat === undefined ? undefined : this.chats.get(chat);
    if (bucket === undefined) return channelMs;
    const tokens = fill(bucket, at, this.rate.perChatPerSecond, this.chatHolds);
    return Math.max(channelMs, missing(tokens, this.rate.perChatPerSecond));
  }

  /** The platform said that all of it is too fast: half of the pace of now, and back to the whole of it by and by. */
  slowDown(now: number): void {
    const at = this.time(now);
    this.slowed = { share: Math.max(LEAST_SHARE, this.shareAt(at) / 2), at };
    this.whole.tokens = Math.min(this.whole.tokens, 1);
  }

  /** The share of its rate at which the channel goes now, above 0 to 1. */
  share(now: number): number {
    return this.shareAt(this.time(now));
  }

  /** Chats that are remembered, for a test of the bound. */
  get size(): number {
    return this.chats.size;
  }

  private time(now: number): number {
    this.passed += Math.max(0, now - this.lastNow);
    this.lastNow = now;
    return this.passed;
  }

  private perSecond(at: number): number {
    return this.rate.perSecond * this.shareAt(at);
  }

  private shareAt(at: number): number {
    return Math.min(1, this.slowed.share + (at - this.slowed.at) / LIMITS_MS.paceRecovery);
  }

  /** Full buckets say nothing; when that is not enough, the half that was used longest ago is let go. */
  private forget(at: number): void {
    for (const [chat, bucket] of this.chats) {
      if (fill(bucket, at, this.rate.perChatPerSecond, this.chatHolds) >= this.chatHolds) this.chats.delete(chat);
    }
    for (const chat of this.chats.keys()) {
      if (this.chats.size <= LIMITS.pacedChats / 2) break;
      this.chats.delete(chat);
    }
  }
}

/** A hair, so that ten tenths are one. */
const EPSILON = 1e-6;
/** However often the platform says "too many": a sixteenth of the rate still tries it. */
const LEAST_SHARE = 1 / 16;

function fill(bucket: Bucket, at: number, perSecond: number, holds: number): number {
  const elapsedMs = at - bucket.at;
  bucket.at = at;
  if (elapsedMs > 0) bucket.tokens = Math.min(holds, bucket.tokens + (elapsedMs * perSecond) / 1_000);
  return bucket.tokens;
}

const missing = (tokens: number, perSecond: number) =>
  tokens + EPSILON >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) / perSecond) * 1_000));
