import { MINUTE } from "../../../clock.ts";
import { AGAIN, isApart } from "../../../conversation/outbox/index.ts";
import { type Hours, withinHours, type Zone } from "../../../zones.ts";
import type { Campaign } from "./campaign.ts";
import type { Pending } from "./store.ts";

/** What is done with one message of a campaign. */
export type Fate =
  | { kind: "keep" }
  /** `again`: a try before had no answer, so that she perhaps has it twice. */
  | { kind: "sent"; at: number; again: boolean }
  | { kind: "unknown" }
  | { kind: "failed"; reason: string }
  | { kind: "take-back"; reason: string }
  | { kind: "move"; dueAt: number };

/** A look each minute, and what is sent before the next one: so much before the hours end nothing is begun with. */
const BEFORE_CLOSING = 2 * MINUTE;

const KEEP: Waits = { kind: "keep" };

/** A message is seen to where it lies: it is over, is not to be sent any more, or has to wait for her hours. */
export function fateOf(campaign: Campaign, message: Pending, now: number, hours: Hours): Fate {
  switch (message.state) {
    case "sent":
      return { kind: "sent", at: message.sentAt ?? now, again: message.reason === AGAIN };
    case "held":
    case null:
      return { kind: "unknown" };
    case "dead":
      return { kind: "failed", reason: message.reason ?? message.state };
    case "dropped":
      if (message.attempts > 0) return { kind: "unknown" };
      return { kind: "failed", reason: message.reason ?? message.state };
    case "queued":
      return message.attempts > 0 && !isApart(message.reason) ? KEEP : waits(campaign, message, now, hours);
    default:
      return KEEP;
  }
}

export type Waits = Extract<Fate, { kind: "keep" | "take-back" | "move" }>;

/** What is done with one that was not sent yet: of its campaign, of her, and of her hours. */
export function waits(
  { state, expiresAt }: Pick<Campaign, "state" | "expiresAt">,
  { isStopped, zone, dueAt }: { isStopped: number; zone: Zone; dueAt: number },
  now: number,
  hours: Hours,
): Waits {
  if (isStopped === 1) return { kind: "take-back", reason: "stopped" };
  if (state === "cancelled") return { kind: "take-back", reason: "cancelled" };
  if (now > expiresAt) return { kind: "take-back", reason: "expired" };
  const paused = pausedUntil(expiresAt);
  if (state === "paused") return dueAt === paused ? KEEP : { kind: "move", dueAt: paused };
  if (dueAt !== paused && dueAt > now + BEFORE_CLOSING) return KEEP;
  const open = withinHours(zone, now + BEFORE_CLOSING, hours);
  if (open > now + BEFORE_CLOSING) return dueAt === open ? KEEP : { kind: "move", dueAt: open };
  return dueAt === paused ? { kind: "move", dueAt: now } : KEEP;
}

/** Where a paused message waits: behind the end of its campaign, where nothing is sent any more. */
const pausedUntil = (expiresAt: number): number => expiresAt + MINUTE;
