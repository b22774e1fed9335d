import { existsSync } from "node:fs";
import { Command } from "commander";
import type { Config } from "../config.ts";
import { connect } from "../db/open.ts";
import { ContentError } from "../errors.ts";
import { homePaths, isHomeTaken, packageRoot } from "../home.ts";
import { loadPacks } from "../programme/index.ts";
import { storedAheadMs } from "../simulation/clock.ts";
import { channelChecks, runningChecks } from "../start/doctor/channels.ts";
import { type Check, healthOf, looked, ok, wrong } from "../start/doctor/check.ts";
import { DAMAGED_HOW, databaseChecks } from "../start/doctor/database.ts";
import { backupCheck, clockCheck, configurationChecks, homeChecks } from "../start/doctor/machine.ts";
import { workChecks } from "../start/doctor/work.ts";
import type { CommandContext } from "./io.ts";
import { configOf, type Io } from "./io.ts";

/** `rukun doctor`: looks at everything that can be wrong, and says how to mend it. Changes nothing. */
export function doctorCommand({ io, home, fail }: CommandContext): Command {
  return new Command("doctor")
    .description("look at configuration, content, database, clock, channels and what waits; say how to mend it")
    .option("--json", "as JSON, for a monitor")
    .action(async (options: { json?: true }) => {
      const health = healthOf(await examine(io, home()));
      if (options.json === true) io.out(JSON.stringify(health, null, 2));
      else for (const line of lines(health.checks)) io.out(line);
      if (health.ok) return;
      const n = health.checks.filter((check) => !check.ok).length;
      if (options.json !== true) io.out(`\n${n === 1 ? "1 thing has" : `${n} things have`} to be mended.`);
      fail();
    });
}

/** `ok  clock     It is ...`; what to do about it stands below. */
function lines(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const margin = " ".repeat(width + 6);
  return checks.flatMap(({ name, ok, what, how }) => [
    `${ok ? "ok" : "!!"}  ${name.padEnd(width)}  ${what.replaceAll("\n", `\n${margin}`)}`,
    ...(how === undefined ? [] : [`${margin}${how}`]),
  ]);
}

const HOME_HOW = "See who owns it and whether its disk is there.";

async function examine(io: Io, home: string | undefined): Promise<Check[]> {
  const config = readable(io, home);
  if (Array.isArray(config)) return config;
  const lock = lockState(config.home);
  if (typeof lock === "object") return [...configurationChecks(config), lock];
  return [
    ...configurationChecks(config),
    ...looked("home", HOME_HOW, () => homeChecks(config.home)),
    ...(await contentChecks(config)),
    ...storedChecks(config, io.now(), lock === "taken"),
    ...(await kotakSuara(config, io.now())),
    ...(lock === "taken" ? await runningChecks(config) : await channelChecks(config, io.now())),
  ];
}

function lockState(home: string): "taken" | "free" | Check {
  try {
    return isHomeTaken(home) ? "taken" : "free";
  } catch (error) {
    return wrong("home", error instanceof Error ? error.message : String(error), HOME_HOW);
  }
}

function readable(io: Io, home: string | undefined): Config | Check[] {
  try {
    return configOf(io, home);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(({ file, line, what, how }) =>
      wrong("configuration", `${file}${line === undefined ? "" : `:${line}`}: ${what}`, how),
    );
  }
}

async function contentChecks(config: Config): Promise<Check[]> {
  const { findContent } = await import("../start/content.ts");
  const { content, problems } = findContent(packageRoot(), config.programme);
  const [first] = problems;
  if (first === undefined) return [ok("content", `${content.compiled.size} flows and their words are in order.`)];
  const where = `${first.file}${first.line === undefined ? "" : `:${first.line}`}`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return [wrong("content", `${where}: ${first.what}${more}`, `${first.how} All of them: rukun flows check.`)];
}

/** Beside database and vault, also of a Rukun that runs. */
async function kotakSuara(config: Config, now: number): Promise<Check[]> {
  const { kotakSuaraChecks } = await import("../start/doctor/kotak-suara.ts");
  const { guardedHere } = await import("../start/kotak-suara/guards.ts");
  const { database } = homePaths(config.home);
  const guarded = guardedHere(config, packageRoot());
  const zone = loadPacks(packageRoot(), [config.programme]).packs.get(config.programme)?.zone ?? "Asia/Jakarta";
  if (!existsSync(database)) return kotakSuaraChecks(guarded, undefined, zone, now);
  return looked("kotak suara", DAMAGED_HOW, () => {
    const sqlite = connect(database, { readonly: true });
    try {
      return kotakSuaraChecks(guarded, sqlite, zone, now);
    } finally {
      sqlite.close();
    }
  });
}

/** What the database says, and what is to be said of it. */
function storedChecks(config: Config, now: number, running: boolean): Check[] {
  const { database } = homePaths(config.home);
  if (!existsSync(database)) return [ok("database", "None yet; the first start makes it."), clockCheck(undefined, now)];
  return looked("database", DAMAGED_HOW, () => {
    const sqlite = connect(database, { readonly: true });
    try {
      const ahead = config.simulator ? storedAheadMs(sqlite) : 0;
      const at = now + ahead;
      return [
        ...databaseChecks(config.home, sqlite),
        clockCheck(sqlite, at, ahead > 0),
        backupCheck(config.home, now),
        ...(running ? [] : workChecks(sqlite, at, running)),
      ];
    } finally {
      sqlite.close();
    }
  });
}
