import { LIMITS } from "../../limits.ts";

/** Rates of a channel, as its capabilities say them. */
export type Rate = { perSecond: number; perChatPerSecond: number; burst: number };

type Bucket = { tokens: number; at: number };

/**
 * Token buckets: one for the channel, which holds a second's worth, and one for each chat, which holds a burst. A send
 * takes a token of both. Pure but for its own memory: time is handed in, and nothing is waited for. A clock that goes
 * back gives nothing and takes nothing.
 */
export class Limiter {
  private readonly rate: Rate;
  private readonly channelHolds: number;
  private readonly chatHolds: number;
  private readonly whole: Bucket;
  /** Buckets that are not known to be full, least recently used first. */
  private readonly chats = new Map<string, Bucket>();

  constructor(rate: Rate, now: number) {
    this.rate = rate;
    this.channelHolds = Math.max(1, rate.perSecond);
    this.chatHolds = Math.max(1, rate.burst);
    this.whole = { tokens: this.channelHolds, at: now };
  }

  /** How many sends, to whatever chats, the channel allows now. */
  room(now: number): number {
    return Math.floor(fill(this.whole, now, this.rate.perSecond, this.channelHolds) + EPSILON);
  }

  /** May this chat be written to now, as far as its own rate goes? */
  chatReady(chat: string, now: number): boolean {
    const bucket = this.chats.get(chat);
    return bucket === undefined || fill(bucket, now, this.rate.perChatPerSecond, this.chatHolds) + EPSILON >= 1;
  }

  /** Takes a token of the channel and of the chat, or none at all. */
  take(chat: string, now: number): boolean {
    if (this.room(now) < 1 || !this.chatReady(chat, now)) return false;
    this.whole.tokens -= 1;
    const bucket = this.chats.get(chat) ?? { tokens: this.chatHolds, at: now };
    bucket.tokens -= 1;
    this.chats.delete(chat);
    this.chats.set(chat, bucket);
    if (this.chats.size > LIMITS.pacedChats) this.forget(now);
    return true;
  }

  /** Milliseconds until `take` would succeed; without a chat, until the channel has room. 0: now. */
  waitMs(chat: string | undefined, now: number): number {
    const channelMs = missing(fill(this.whole, now, this.rate.perSecond, this.channelHolds), this.rate.perSecond);
    const bucket = chat === undefined ? undefined : this.chats.get(chat);
    if (bucket === undefined) return channelMs;
    const tokens = fill(bucket, now, this.rate.perChatPerSecond, this.chatHolds);
    return Math.max(channelMs, missing(tokens, this.rate.perChatPerSecond));
  }

  /** Chats that are remembered, for a test of the bound. */
  get size(): number {
    return this.chats.size;
  }

  /** Full buckets say nothing; when that is not enough, the half that was used longest ago is let go. */
  private forget(now: number): void {
    for (const [chat, bucket] of this.chats) {
      if (fill(bucket, now, this.rate.perChatPerSecond, this.chatHolds) >= this.chatHolds) this.chats.delete(chat);
    }
    for (const chat of this.chats.keys()) {
      if (this.chats.size <= LIMITS.pacedChats / 2) break;
      this.chats.delete(chat);
    }
  }
}

/** A hair, so that ten tenths are one. */
const EPSILON = 1e-6;

function fill(bucket: Bucket, now: number, perSecond: number, holds: number): number {
  const elapsedMs = Math.max(0, now - bucket.at);
  bucket.at = now;
  if (elapsedMs > 0) bucket.tokens = Math.min(holds, bucket.tokens + (elapsedMs * perSecond) / 1_000);
  return bucket.tokens;
}

const missing = (tokens: number, perSecond: number) =>
  tokens + EPSILON >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) / perSecond) * 1_000));
