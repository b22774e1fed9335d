import { RukunError } from "../../errors.ts";
import type { Timers } from "./timers.ts";

/** Something that is under way at a platform. */
export type Running<T> = {
  /** Its end, or the RukunError of the abort; a second end is not listened to. */
  result: Promise<T>;
  /** Gives it up with a code; the signal is aborted too. */
  abort(code: string): void;
};

/** Runs work at a platform with a deadline of its own, whether it heeds the signal or not. */
export function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, ms: number, timers: Timers): Running<T> {
  const controller = new AbortController();
  let abort: (code: string) => void = () => {};
  const result = new Promise<T>((resolve, reject) => {
    const timer = timers.set(() => abort("deadline"), ms);
    abort = (code) => {
      timers.clear(timer);
      reject(new RukunError(code, `given up: ${code}`, { retryable: true }));
      controller.abort();
    };
    work(controller.signal)
      .finally(() => timers.clear(timer))
      .then(resolve, reject);
  });
  return { result, abort };
}

/** A short code of an error for the log and the row. Never its message, which may hold what was sent. */
export function codeOf(error: unknown): string {
  if (error instanceof RukunError) return safeCode(error.code);
  if (!(error instanceof Error)) return "error";
  const { code } = error as Error & { code?: unknown };
  return safeCode(typeof code === "string" ? code : error.name);
}

/** A code as it may stand in a row and in the log: short, and without room for a sentence. */
export const safeCode = (code: string) => (/^[\w.:-]{1,64}$/.test(code) ? code : "error");
