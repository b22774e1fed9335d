import { pino } from "pino";

/** What the rest of Rukun logs with: facts and codes, never what a person wrote or who she is. */
export type Log = {
  debug(facts: object, text: string): void;
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
};

export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys under which a name, number, text or secret could come by accident; they are cut out at every level. */
const REDACTED = ["text", "body", "address", "from", "phone", "name", "called", "token", "jid", "answer", "value"];

/** The process's log: one line of JSON an event on stdout (or `destination`). */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const paths = REDACTED.flatMap((key) => [key, `*.${key}`]);
  const options = { level, redact: { paths, censor: "[removed]" }, base: null };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
