import { LIMITS, LIMITS_MS } from "../../limits.ts";

/** Why a connection that ended is not made again before a human has looked. */
export type StopReason =
  /** WhatsApp or the phone has ended the link (401). */
  | "logged-out"
  /** The account's own phone is locked out (403). */
  | "locked"
  /** The number is banned (406). */
  | "banned"
  /** The number may not be used for some time (402). */
  | "restricted"
  /** WhatsApp wants a newer client (405, 409). */
  | "outdated"
  /** Another process uses the same link (440): two that reconnect would throw each other out for ever. */
  | "replaced"
  /** The account cannot have linked devices (411). */
  | "not-multi-device";

export type ReconnectAction =
  | { kind: "now" }
  | { kind: "after"; ms: number; alert: boolean }
  /** `until`: from then on (ms UTC) it may be tried again without a human. */
  | { kind: "stop"; why: StopReason; alert: true; until?: number };

/** How a connection ended. */
export type Ending = {
  /** WhatsApp's number, or Baileys' for what happened on the way; undefined where nobody said. */
  code: number | undefined;
  /** The error's own words: only to tell a proxy's "403" from WhatsApp's. */
  reason?: string;
  /** Ends since it was last open, this one included: from 1. */
  attempts: number;
  /** 0 to 1, for jitter. */
  random: number;
  /** Until when WhatsApp restricts the number (ms UTC), where it says so. */
  until?: number;
};

const STOPS: Readonly<Record<number, StopReason>> = {
  401: "logged-out",
  402: "restricted",
  403: "locked",
  405: "outdated",
  406: "banned",
  409: "outdated",
  411: "not-multi-device",
  440: "replaced",
};

/** WhatsApp asks for a new connection, e.g. right after the pairing. */
const RESTART = 515;
/** Asked more often than that in a row, it is a loop. */
const RESTARTS_AT_ONCE = 3;

/** How Baileys begins where not even WhatsApp's door was reached: then the number is of a proxy or of Node. */
const BEFORE_WHATSAPP = "WebSocket Error";

/**
 * What follows when a connection has ended. All that is not a clear no is tried again: a village's connection comes
 * back at any time, and nobody sits at the server.
 *
 * @example decide({ code: 440, attempts: 1, random: 0.5 }) // { kind: "stop", why: "replaced", alert: true }
 */
export function decide({ code, reason = "", attempts, random, until }: Ending): ReconnectAction {
  const why = reason.startsWith(BEFORE_WHATSAPP) ? undefined : STOPS[code ?? 0];
  if (why !== undefined) {
    return { kind: "stop", why, alert: true, ...(why === "restricted" && until !== undefined && { until }) };
  }
  if (code === RESTART && attempts <= RESTARTS_AT_ONCE) return { kind: "now" };
  return { kind: "after", ms: waitMs(attempts, random), alert: attempts === LIMITS.reconnectsBeforeAlert };
}

/** Doubling up to the cap, the upper half of it random, so that many bots do not come back in step. */
function waitMs(attempts: number, random: number): number {
  const doublings = Math.min(Math.max(0, attempts - 1), 30);
  const full = Math.min(LIMITS_MS.reconnectLongest, LIMITS_MS.reconnectFirst * 2 ** doublings);
  return Math.round(full / 2 + (full / 2) * random);
}
