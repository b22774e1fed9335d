import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Fate, Outcome, UnknownPolicy } from "./row.ts";

/** What the policy needs to know of a row; `reason`: why it waited. */
export type Tried = { policy: UnknownPolicy; attempts: number; createdAt: number; reason?: string | null };

/** Why a row that was sent may have come twice: a try before had no answer. */
export const AGAIN = "again";

/** Had a try no answer? Then it may have come; one that the platform put off has not. */
export const mayHaveCome = (reason: string | null | undefined): boolean => reason?.startsWith("unknown") === true;

/** A number from 0 to below 1, handed in so that a test knows it. */
export type Random = () => number;

/**
 * What a row is after a try. Refused is not unknown: a refusal ends the row, no answer is tried again or held.
 *
 * | outcome                   | policy | next state                                                              |
 * |---------------------------|--------|-------------------------------------------------------------------------|
 * | sent                      | any    | sent                                                                    |
 * | refused, unreachable      | any    | dead                                                                    |
 * | wait, younger than a day  | any    | queued at the platform's time, not a failed try                         |
 * | wait, older than a day    | any    | queued at the platform's time, a failed try; dead after the last one    |
 * | unknown                   | resend | queued with backoff, a failed try; dead after the last one              |
 * | the same, channel away    | resend | queued with backoff, not a failed try while the row is younger than a day |
 * | unknown                   | hold   | held                                                                    |
 */
export function fateOf(row: Tried, outcome: Outcome, now: number, random: Random, isAway = false): Fate {
  switch (outcome.kind) {
    case "sent":
      return {
        ...ended("sent", row, now, mayHaveCome(row.reason) ? AGAIN : null),
        remoteId: outcome.remoteId ?? null,
        sentAt: now,
      };
    case "refused":
    case "unreachable":
      return ended("dead", row, now, `${outcome.kind}:${outcome.code}`);
    case "wait": {
      const dueAt = now + waitFor(outcome.retryAfterMs);
      // That a try before had no answer is not forgotten.
      const reason = mayHaveCome(row.reason) ? (row.reason ?? "wait") : "wait";
      if (now - row.createdAt > LIMITS_MS.waitPatience) return failed(row, dueAt, reason);
      return waiting(row, dueAt, reason);
    }
    case "unknown": {
      const reason = `unknown:${outcome.code}`;
      if (row.policy === "hold") return { ...ended("held", row, now, reason), attempts: row.attempts + 1 };
      const dueAt = now + backoffMs(row.attempts + 1, random);
      // Nobody is answered: that is no fault of this message, and a night without a network must not end it.
      const isPatient = isAway && now - row.createdAt <= LIMITS_MS.waitPatience;
      return isPatient ? waiting(row, dueAt, reason) : failed(row, dueAt, reason);
    }
  }
}

/**
 * What becomes of a row that was `sending` when the process ended. Neither the platform nor, most likely, the message is
 * to blame, so a prompt is due at once and has more tries than one that failed; not endless ones, so that a message which
 * ends the process each time does not do so for ever.
 */
export function fateAfterRestart(row: Tried, now: number): Fate {
  const reason = "unknown:restart";
  const attempts = row.attempts + 1;
  if (row.policy === "hold") return { ...ended("held", row, now, reason), attempts };
  const state = attempts < LIMITS.restartAttempts ? "queued" : "dead";
  return { ...ended(state, row, now, reason), attempts };
}

/** Time before the try that follows the n-th failed one: 2 s, 8 s, 32 s, ... an hour; half of it is left to chance. */
export function backoffMs(failedTries: number, random: Random, longestMs: number = LIMITS_MS.retryLongest): number {
  const full = Math.min(longestMs, LIMITS_MS.retryFirst * 4 ** Math.max(0, failedTries - 1));
  return Math.round(full * (0.5 + random() / 2));
}

/** A platform's "later", made sane: at least a second, at most a day; nonsense is a second. */
export function waitFor(retryAfterMs: number): number {
  if (!(retryAfterMs > 1_000)) return 1_000;
  return Math.min(Math.ceil(retryAfterMs), LIMITS_MS.waitLongest);
}

const ended = (state: Fate["state"], row: Tried, dueAt: number, reason: string | null): Fate => ({
  state,
  dueAt,
  attempts: row.attempts,
  reason,
  remoteId: null,
  sentAt: null,
});

/** Not a failed try. At least 1, so that the row keeps its place in its chat while it waits. */
const waiting = (row: Tried, dueAt: number, reason: string): Fate => ({
  ...ended("queued", row, dueAt, reason),
  attempts: Math.max(1, row.attempts),
});

function failed(row: Tried, dueAt: number, reason: string): Fate {
  const attempts = row.attempts + 1;
  return { ...ended(attempts >= LIMITS.sendAttempts ? "dead" : "queued", row, dueAt, reason), attempts };
}
