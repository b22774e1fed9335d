import { LIMITS_MS } from "../../limits.ts";
import type { Channel, Outgoing } from "../channel.ts";
import { codeOf, safeCode, withDeadline } from "./deadline.ts";
import type { Outcome } from "./row.ts";
import type { SealedMessage, SealedPiece } from "./sealed-bodies.ts";
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

/** Hears of each piece that is out, with the platform's id. */
export type OnPiece = (piece: SealedPiece, remoteId: string | undefined) => void;

/**
 * Sends in the place of a row, one after another, the pieces that are not out yet. The outcome is that of the first that
 * fails. Of the ids the row learns one, as if it had been one message.
 */
export function takeOffSealed(
  channel: Channel,
  key: string,
  message: SealedMessage,
  timers: Timers,
  onPiece: OnPiece,
): Flight {
  let current: Flight | undefined;
  let abortedFor: string | undefined;
  const { address, sent, pieces = [] } = message;
  const all = async (): Promise<Outcome> => {
    for (const [n, piece] of pieces.entries()) {
      if (n < sent.length) continue;
      if (abortedFor !== undefined) return { kind: "unknown", code: abortedFor };
      current = takeOff(channel, { key: n === 0 ? key : `${key}+${n}`, address, body: piece.body }, timers);
      const outcome = await current.outcome;
      if (outcome.kind !== "sent") return outcome;
      onPiece(piece, outcome.remoteId);
    }
    const remoteId = sent[0]?.split(",")[0];
    return { kind: "sent", ...(remoteId !== undefined && { remoteId }) };
  };
  const abort = (code: string) => {
    abortedFor = code;
    current?.abort(code);
  };
  return { outcome: all(), abort };
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
