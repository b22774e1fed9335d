import { LIMITS_MS } from "../../limits.ts";
import type { Channel, Outgoing } from "../channel.ts";
import { codeOf, safeCode, withDeadline } from "./deadline.ts";
import type { Outcome } from "./row.ts";
import type { Timers } from "./timers.ts";

/** One send that is under way. */
export type Flight = {
  /** What became of it; never rejects. */
  outcome: Promise<Outcome>;
  /** Ends the waiting for it: the outcome is unknown, for the reason given. */
  abort(code: string): void;
};

/**
 * Sends one message with a deadline of its own. Whatever a channel does, throwing at once, rejecting, ignoring the
 * signal or answering nonsense, becomes an outcome. What it says after it was given up is not listened to.
 */
export function takeOff(channel: Channel, message: Outgoing, timers: Timers): Flight {
  const send = async (signal: AbortSignal) => checked(await channel.send(message, signal));
  const { result, abort } = withDeadline(send, LIMITS_MS.sendDeadline, timers);
  const outcome = result.catch((error: unknown): Outcome => ({ kind: "unknown", code: codeOf(error) }));
  return { outcome, abort };
}

/** What a channel answered; it may be written by anybody, so its shape is looked at. */
function checked(result: Outcome | undefined): Outcome {
  switch (result?.kind) {
    case "sent":
    case "wait":
      return result;
    case "refused":
    case "unreachable":
      return { kind: result.kind, code: safeCode(result.code) };
    default:
      return { kind: "unknown", code: "nonsense" };
  }
}
