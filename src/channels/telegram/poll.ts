import type { Update } from "grammy/types";
import { backoffMs } from "./backoff.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** Waits, and resolves early (never rejects) when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** What the loop is made of; the channel knows Telegram and the conversation, the loop knows neither. */
export type Polling = {
  /** Offset of the first request, from the stored cursor. */
  start: number | undefined;
  fetch: (offset: number | undefined, signal: AbortSignal) => Promise<readonly Update[]>;
  /** Hands one answer over, synchronously, with the cursor to store; says what was wrong if it was not stored. */
  hand: (updates: readonly Update[], cursor: string) => Trouble | undefined;
  /** Hears after each round what is wrong, or that nothing is. */
  report: (trouble: Trouble | undefined) => void;
  wait: Wait;
  random: () => number;
};

/**
 * Fetches and hands over until the signal is aborted. An answer is confirmed by the offset of the next request, which
 * moves only after `hand` has stored it; nothing is awaited between the two. The offset follows the last update of
 * *this* answer, even downward: Telegram may begin a new series, and then serves from its head whatever is asked.
 */
export async function poll({ start, fetch, hand, report, wait, random }: Polling, signal: AbortSignal): Promise<void> {
  let offset = start;
  let failures = 0;
  const round = async (): Promise<Trouble | undefined> => {
    try {
      const updates = await fetch(offset, signal);
      const last = updates.at(-1);
      if (last === undefined || signal.aborted) return undefined;
      const next = last.update_id + 1;
      const trouble = hand(updates, String(next));
      if (trouble === undefined) offset = next;
      return trouble;
    } catch (error) {
      return troubleOf(error);
    }
  };
  while (!signal.aborted) {
    const trouble = await round();
    if (signal.aborted) return;
    report(trouble);
    failures = trouble === undefined ? 0 : failures + 1;
    if (trouble !== undefined) await wait(backoffMs(failures, random, trouble.retryAfterMs), signal);
  }
}

/** The offset in a stored cursor; undefined for none, and for one that is not ours: Telegram then begins at its head. */
export function offsetOf(cursor: string | undefined): number | undefined {
  return cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
}
