import { setTimeout as sleep } from "node:timers/promises";

/** Waits, and resolves early (never rejects) when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export const realWait: Wait = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {});
