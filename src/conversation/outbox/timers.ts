/** Where timers come from, so that a test needs no sleeps. */
export type Timers = {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
};

export const systemTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** What this layer needs of a log: pino has it. Codes, counts and row ids only, never a text or an address. */
export type Log = {
  info(facts: Record<string, unknown>, what: string): void;
  warn(facts: Record<string, unknown>, what: string): void;
  error(facts: Record<string, unknown>, what: string): void;
};
