import { type Config, readConfig } from "./config.ts";
import { packageRoot } from "./home.ts";
import { createLog, type Log } from "./log.ts";
import { channelNames } from "./start/doctor/machine.ts";
import { failureText } from "./start/failure.ts";
import { type Running, start } from "./start/start.ts";

/** Wiring only: configuration, log, start, and how the process ends. */

function configuration(): Config {
  try {
    return readConfig(process.env, process.cwd());
  } catch (error) {
    return end(error);
  }
}

/** What stops a start is told to the operator in her words, not logged. */
function end(error: unknown): never {
  process.stderr.write(`${failureText(error)}\n`);
  process.exit(1);
}

/** What may be logged of an error: never its message, which could quote what a person wrote. */
function nameless(error: unknown): { type: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error ? { code: String(error.code) } : {};
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { type: error.name, ...code, stack: frames.join("\n") };
}

/** A promise that nobody waits for must not end what others are saying; anything else leaves nobody knows what. */
function guard(log: Log): void {
  process.on("unhandledRejection", (error) => log.error(nameless(error), "a rejection was not handled"));
  process.on("uncaughtException", (error) => {
    log.error(nameless(error), "an exception was not caught; the process ends");
    process.exit(1);
  });
}

/** The first signal ends in order, the second at once. */
function endOnSignal(running: Running, log: Log): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(nameless(error), "the end was not in order");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

// Everything that is written is about people: only this user may read it.
process.umask(0o077);

const config = configuration();
const log = createLog(config.logLevel);
guard(log);
const running = await start({ config, root: packageRoot(), log }).catch(end);
endOnSignal(running, log);
const where = config.simulator ? running.url : `${channelNames(config).join(" and ")} (state: ${running.url}/healthz)`;
process.stdout.write(`Rukun is ready: ${where}\n`);
