import type Sqlite from "better-sqlite3";
import { isHomeTaken } from "../../home.ts";
import { runningChecks } from "../../start/doctor/channels.ts";
import type { Check } from "../../start/doctor/check.ts";
import { linkChecks } from "../../start/doctor/whatsapp.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { withHome } from "../open.ts";
import { isOn, whatsAppConfig } from "./device.ts";

/** Which number is linked, how it stands, and what waits. A running Rukun is asked; nothing is connected for this. */
export async function status(context: CommandContext): Promise<void> {
  const { io, fail } = context;
  const { config, whatsapp } = whatsAppConfig(context);
  const running = isHomeTaken(config.home);
  const work = withHome(config.home, ({ sqlite }) => workLines(sqlite, whatsapp.newPerDay));
  const stored = await linkChecks(whatsapp, config.home, io.now());
  // A running Rukun holds the lease that the stored state tells of.
  const checks = running ? [...stored.slice(0, 1), ...(await runningChecks(config)).filter(isAboutIt)] : stored;
  for (const { ok, what, how } of checks)
    io.out(`${ok ? "ok" : "!!"}  ${what}${how === undefined ? "" : `\n    ${how}`}`);
  if (!running) io.out("--  Rukun is not running on this home.");
  if (!isOn(context)) io.out("--  WHATSAPP is off in the configuration.");
  for (const line of work) io.out(`--  ${line}`);
  if (checks.some((check) => !check.ok)) fail();
}

const isAboutIt = ({ name }: Check) => name.startsWith("whatsapp") || name === "process";

function workLines(sqlite: Sqlite.Database, newPerDay: number): string[] {
  const waiting = sqlite
    .prepare("SELECT count(*) FROM outbox WHERE channel = 'whatsapp' AND state IN ('queued', 'sending')")
    .pluck()
    .get() as number;
  const newest = sqlite
    .prepare(
      "SELECT day, count(*) AS n FROM approached WHERE channel = 'whatsapp' GROUP BY day ORDER BY day DESC LIMIT 1",
    )
    .get() as { day: string; n: number } | undefined;
  const asked =
    newest === undefined
      ? "Nobody has been written to first yet"
      : `On ${newest.day} ${counted(newest.n, "person", "people")} got something that they did not ask for`;
  return [
    `${counted(waiting, "message waits", "messages wait")} to be sent.`,
    `${asked}; at most ${newPerDay} a day may.`,
  ];
}
