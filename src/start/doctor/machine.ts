import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { DAY, HOUR, MINUTE } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { homePaths } from "../../home.ts";
import { counted, instant, size } from "../words.ts";
import { type Check, ok, wrong } from "./check.ts";

/** Below this a busy week, its log and a backup may not fit. */
const MIN_FREE_BYTES = 500_000_000;
export const DISK = "disk";
/** Before this no Rukun ran: a machine without a battery for its clock wakes up in 1970. */
const EARLIEST = Date.parse("2026-01-01T00:00:00Z");
/** What two clocks, or a clock that is being corrected, may differ. */
const CLOCK_SLACK_MS = MINUTE;
const OTHERS_MAY = 0o077;

/** Can somebody write to this Rukun at all, and is what is open meant to be? */
export function configurationChecks(config: Config): Check[] {
  const name = "configuration";
  const checks: Check[] = [];
  const channels = channelNames(config);
  if (channels.length === 0) checks.push(noChannel());
  const isLoopback = /^(?:127\.|::1$|localhost$)/.test(config.host);
  if (config.simulator && !isLoopback) {
    const how = "Set RUKUN_HOST=127.0.0.1, or RUKUN_SIMULATOR=off.";
    checks.push(wrong(name, `The simulator has no password and is open to everybody who reaches ${config.host}.`, how));
  }
  return checks.length > 0 ? checks : [ok(name, `The programme "${config.programme}" on ${channels.join(" and ")}.`)];
}

/** Where people can write to this Rukun, for an operator to read. */
export function channelNames({ telegram, whatsapp, simulator }: Config): string[] {
  return [telegram && "Telegram", whatsapp && "WhatsApp", simulator && "the simulator"].flatMap((name) => name || []);
}

export const noChannel = (): Check =>
  wrong(
    "configuration",
    "No channel is on: nobody can write to Rukun.",
    "Set TELEGRAM_BOT_TOKEN (from @BotFather), WHATSAPP=on, or RUKUN_SIMULATOR=on.",
  );

/** The folder: there, nobody else's, with room. */
export function homeChecks(home: string): Check[] {
  if (!existsSync(home)) return [ok("home", `${home} does not exist yet; the first start makes it.`)];
  const checks: Check[] = [];
  const { mode } = statSync(home);
  if (process.platform !== "win32" && (mode & OTHERS_MAY) !== 0)
    checks.push(wrong("home", `Other users of this machine can look into ${home}.`, `chmod 700 ${home}`));
  const { bavail, bsize } = statfsSync(home);
  const free = bavail * bsize;
  const how = "Make room, or move the home to a larger disk (docs/OPERATIONS.md): a full disk takes no message.";
  checks.push(
    free < MIN_FREE_BYTES ? wrong(DISK, `Only ${size(free)} are free.`, how) : ok(DISK, `${size(free)} are free.`),
  );
  return checks;
}

/** The newest backup in the home's own folder; others may lie elsewhere, so that none is not a fault. */
export function backupCheck(home: string, now: number): Check {
  const { backups } = homePaths(home);
  const names = existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith(".backup")) : [];
  const times = names.map((name) => statSync(join(backups, name)).mtimeMs);
  if (times.length === 0) return ok("backup", "None in backups/ of the home; docs/OPERATIONS.md has a line for cron.");
  const newest = Math.max(...times);
  const days = Math.floor((now - newest) / DAY);
  const what = `The newest of ${counted(times.length, "backup")} in the home is of ${instant(newest)}.`;
  const how = "See whether the cron line still runs, and whether rukun backup works by hand.";
  return days > 7 ? wrong("backup", `${what} That is ${days} days ago.`, how) : ok("backup", what);
}

/** Time never goes back under what is stored: nobody would be reminded until it has caught up. */
export function clockCheck(sqlite: Sqlite.Database | undefined, now: number, simulated = false): Check {
  const name = "clock";
  const how = "Set the clock and keep it set: timedatectl set-ntp true.";
  if (now < EARLIEST) return wrong(name, `This machine believes that it is ${instant(now)}.`, how);
  const last = sqlite === undefined ? 0 : lastInstant(sqlite);
  const back = last - now;
  if (back > CLOCK_SLACK_MS) {
    const hours = (back / HOUR).toFixed(1);
    const played = "Or the simulator's clock was moved ahead in this home, and the simulator is off now.";
    return wrong(name, `It is ${instant(now)}, ${hours} hours before the last stored message. ${played}`, how);
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const whose = simulated ? " by the simulator's clock" : "";
  return ok(name, `It is ${instant(now)}${whose} (this machine is in ${zone}; people have their own zones).`);
}

/** When something was last stored, by ids that rise with time. */
function lastInstant(sqlite: Sqlite.Database): number {
  const one = (sql: string) => Number(sqlite.prepare(sql).pluck().get() ?? 0);
  return Math.max(
    one("SELECT max(at) FROM inbound"),
    one("SELECT at FROM turn_log ORDER BY id DESC LIMIT 1"),
    one("SELECT created_at FROM outbox ORDER BY id DESC LIMIT 1"),
  );
}
