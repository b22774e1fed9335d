import { RukunError } from "../../errors.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Channel, MediaKind } from "../channel.ts";
import { codeOf, type Running, withDeadline } from "../outbox/deadline.ts";
import { backoffMs, type Random } from "../outbox/policy.ts";
import { systemTimers, type Timers } from "../outbox/timers.ts";
import { acceptable, sniff } from "./sniff.ts";
import type { MediaFate } from "./store.ts";

/** Bytes that are small enough and what they should be. */
export type Fetched = { bytes: Uint8Array; mime: string };

/**
 * Fetches what a reference stands for into memory, with a deadline, and looks at its size and its kind.
 * Errors: `media.unsupported`, `media.too_large`, `media.empty`, `media.kind`, none of which a retry helps; and the
 * channel's own.
 */
export function fetchChecked(channel: Channel, ref: string, kind: MediaKind, timers: Timers): Running<Fetched> {
  const work = async (signal: AbortSignal): Promise<Fetched> => {
    if (channel.fetchMedia === undefined) throw new RukunError("media.unsupported", `${channel.name} fetches no media`);
    const { bytes } = await channel.fetchMedia(ref, LIMITS.mediaBytes, signal);
    if (bytes.length > LIMITS.mediaBytes)
      throw new RukunError("media.too_large", `more than ${LIMITS.mediaBytes} bytes`);
    if (bytes.length === 0) throw new RukunError("media.empty", "the file holds nothing");
    const is = acceptable(kind, bytes);
    if (is === undefined) throw new RukunError("media.kind", `what came is no ${kind} that is kept`);
    return { bytes, mime: is.mime };
  };
  return withDeadline(work, LIMITS_MS.mediaDeadline, timers);
}

/**
 * Fetches what a reference of a sealed conversation stands for: into memory, and nowhere else. Whatever goes wrong is a
 * RukunError `media.*`, whose words say nothing of what was sent.
 */
export async function fetchIntoMemory(
  channels: readonly Channel[],
  name: string,
  ref: string,
  maxBytes: number,
  timers: Timers = systemTimers,
): Promise<Fetched> {
  const channel = channels.find((one) => one.name === name);
  if (channel?.fetchMedia === undefined) throw new RukunError("media.unsupported", `${name} fetches no media`);
  const work = (signal: AbortSignal) => channel.fetchMedia?.(ref, maxBytes, signal) ?? Promise.reject(unavailable());
  const { bytes } = await withDeadline(work, LIMITS_MS.mediaDeadline, timers).result.catch((error: unknown) => {
    throw error instanceof RukunError && error.code.startsWith("media.") ? error : unavailable();
  });
  if (bytes.length > maxBytes) throw new RukunError("media.too-large", `more than ${maxBytes} bytes`);
  if (bytes.length === 0) throw new RukunError("media.empty", "the file holds nothing");
  const is = sniff(bytes);
  if (is === undefined) throw new RukunError("media.kind", "what came is nothing that is known");
  return { bytes, mime: is.mime };
}

const unavailable = () => new RukunError("media.unavailable", "the file could not be fetched", { retryable: true });

/** What a failed try means: the end when the error says that a retry cannot help, or when it was the last one. */
export function fateOfFailure(attempts: number, error: unknown, now: number, random: Random): MediaFate {
  const reason = codeOf(error);
  const isFinal = error instanceof RukunError && !error.retryable;
  if (isFinal || attempts + 1 >= LIMITS.mediaAttempts) return { state: "failed", reason };
  return { state: "wanted", dueAt: now + backoffMs(attempts + 1, random), reason };
}
