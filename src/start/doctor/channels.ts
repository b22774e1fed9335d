import { z } from "zod";
import { systemClock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Health } from "../../web/index.ts";
import { type Check, ok, wrong } from "./check.ts";
import { DISK } from "./machine.ts";
import { keyFileChecks, linkChecks } from "./whatsapp.ts";

/** A process that is alive answers within this, even while it fills a backup's worth of pages. */
const ANSWER_MS = 15_000;

const health = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), what: z.string(), how: z.string().optional() })),
});

/** Asks the platforms themselves. For a process that does not run; a running one is asked by `runningChecks`. */
export async function channelChecks(config: Config, now: number): Promise<Check[]> {
  const checks = [ok("process", "Rukun is not running on this home.")];
  if (config.telegram !== undefined) {
    const { TelegramChannel } = await import("../../channels/telegram/index.ts");
    const channel = new TelegramChannel({ ...config.telegram, clock: systemClock, cursor: () => undefined });
    checks.push({ name: "telegram", ...(await channel.health()) });
  }
  if (config.whatsapp !== undefined) checks.push(...(await linkChecks(config.whatsapp, config.home, now)));
  if (config.simulator) checks.push(ok("simulator", `It will be at http://${config.host}:${config.port}.`));
  return checks;
}

/** What the running process says of itself: only it knows whether its reception is refused or its sending paused. */
export async function runningChecks(config: Config): Promise<Check[]> {
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${config.port}/healthz`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { checks } = health.parse(await answer.json());
    const others = checks.filter(({ name }) => name !== DISK).map(plain);
    const keys = config.whatsapp === undefined ? [] : keyFileChecks(config.whatsapp);
    return [ok("process", `Rukun is running and answers at ${url}.`), ...others, ...keys];
  } catch {
    const how =
      "If it listens elsewhere, give this command the same RUKUN_HOST and RUKUN_PORT; else restart it and see the log.";
    return [wrong("process", `Rukun is running, but does not answer at ${url}.`, how)];
  }
}

const plain = ({ name, ok, what, how }: z.infer<typeof health>["checks"][number]): Health["checks"][number] =>
  how === undefined ? { name, ok, what } : { name, ok, what, how };
