/** The first wait after a failure, before jitter. */
export const BACKOFF_FIRST_MS = 1_000;

/** The longest wait: a village's connection comes back at any time, and people wait for the answer. */
export const BACKOFF_CAP_MS = 60_000;

/**
 * How long to wait after the nth failure in a row (from 1): doubling up to the cap, the upper half of it random, so that
 * many bots do not come back in step. What the platform asked for is the least, even above the cap.
 */
export function backoffMs(failures: number, random: () => number, askedMs = 0): number {
  const full = Math.min(BACKOFF_CAP_MS, BACKOFF_FIRST_MS * 2 ** (failures - 1));
  return Math.max(askedMs, Math.round(full / 2 + (full / 2) * random()));
}
