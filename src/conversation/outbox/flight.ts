import { RukunError } from "../../errors.ts";
import type { Channel, Outgoing } from "../channel.ts";
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
export function takeOff(channel: Channel, message: Outgoing, deadlineMs: number, timers: Timers): Flight {
  const controller = new AbortController();
  let abort: (code: string) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    const land = (result: Outcome) => {
      timers.clear(timer);
      resolve(result);
    };
    abort = (code) => {
      land({ kind: "unknown", code });
      controller.abort();
    };
    const timer = timers.set(() => abort("deadline"), deadlineMs);
    attempt(channel, message, controller.signal).then(land, (error: unknown) =>
      land({ kind: "unknown", code: codeOf(error) }),
    );
  });
  return { outcome, abort: (code) => abort(code) };
}

async function attempt(channel: Channel, message: Outgoing, signal: AbortSignal): Promise<Outcome> {
  const result = await channel.send(message, signal);
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

/** A short code of an error for the log and the row. Never its message, which may hold what was sent. */
export function codeOf(error: unknown): string {
  if (error instanceof RukunError) return safeCode(error.code);
  if (!(error instanceof Error)) return "error";
  const { code } = error as Error & { code?: unknown };
  return safeCode(typeof code === "string" ? code : error.name);
}

const safeCode = (code: string) => (/^[\w.:-]{1,64}$/.test(code) ? code : "error");
