import { LIMITS_MS } from "../limits.ts";

/** What is known of a channel's clock. */
type Known = { since: number; leastMs: number };

/**
 * When messages were written, by our clock. Platforms say it by theirs, and a computer in an office may be wrong by an
 * hour: then every message seems to be an hour old, also the one that came at once. So what the freshest message since
 * the start was late is taken off, as soon as it cannot be that only messages of before have come.
 */
export class Written {
  private readonly channels = new Map<string, Known>();

  /** Ms UTC; undefined: the platform does not say, or says what cannot be. */
  at(channel: string, sentAt: number, now: number): number | undefined {
    const lateMs = Math.max(0, now - sentAt);
    if (lateMs > LIMITS_MS.oldestMessage) return undefined;
    const known = this.channels.get(channel) ?? this.begin(channel, { since: now, leastMs: lateMs });
    known.leastMs = Math.min(known.leastMs, lateMs);
    const isSettled = now - known.since > LIMITS_MS.backlog;
    return isSettled ? sentAt + known.leastMs : sentAt;
  }

  private begin(channel: string, known: Known): Known {
    this.channels.set(channel, known);
    return known;
  }
}

/** Was something written clearly before a question was asked, so that it cannot be meant for it? */
export const isBefore = (writtenAt: number | undefined, askedAt: number | undefined): boolean =>
  writtenAt !== undefined && askedAt !== undefined && writtenAt + LIMITS_MS.clockSlack < askedAt;
