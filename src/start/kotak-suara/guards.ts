import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "../../config.ts";
import { ContentError } from "../../errors.ts";
import { homePaths } from "../../home.ts";
import { isOpenToOthers, loadSafeSettings, vaultPaths } from "../../safeguarding/index.ts";
import { type Check, wrong } from "../doctor/check.ts";
import { isDemoVault } from "./demo-vault.ts";
import { type MemoryFacts, memoryFacts } from "./memory.ts";

export const NAME = "kotak suara";

export type Guarded = {
  config: Config;
  /** The folder with `programmes`. */
  root: string;
  memory: MemoryFacts;
  /** What Node was started with, as `--inspect`. */
  execArgv: readonly string[];
  /** The user to whom the home belongs; undefined where there is none (Windows). */
  owner: number | undefined;
};

/** What this process and machine are. */
export const guardedHere = (config: Config, root: string): Guarded => ({
  config,
  root,
  memory: memoryFacts(),
  execArgv: process.execArgv,
  owner: process.platform !== "win32" && existsSync(config.home) ? statSync(config.home).uid : undefined,
});

/** Why Rukun does not start with Kotak Suara on, one line each with what to do. None: it may. */
export function refusals(given: Guarded): Check[] {
  if (given.config.kotakSuara.mode !== "on") return [];
  return [...missingParts(given), ...readableByOthers(given), ...writtenDown(given)];
}

/** Errors: ContentError with all of it. */
export function refuseUnsafe(given: Guarded): void {
  const problems = refusals(given).map(({ what, how = "" }) => ({ file: "KOTAK_SUARA", what, how }));
  if (problems.length > 0) throw new ContentError(problems);
}

function missingParts({ config, root }: Guarded): Check[] {
  const { home, programme } = config;
  const { database, keyFile } = vaultPaths(home);
  const found: Check[] = [];
  const { settings, problems } = loadSafeSettings(root, programme);
  for (const { file, line = 1, what, how } of problems) found.push(wrong(NAME, `${file}:${line}: ${what}`, how));
  if (settings === undefined && problems.length === 0) {
    const how = "Copy programmes/melati/kotak-suara.yaml and decide what stands in it.";
    found.push(wrong(NAME, `programmes/${programme}/kotak-suara.yaml is missing.`, how));
  }
  if (!existsSync(database))
    found.push(wrong(NAME, `There is no vault in ${home}.`, "rukun vault init, or put yesterday's copy there."));
  else if (!existsSync(keyFile))
    found.push(wrong(NAME, `The key file ${keyFile} is missing.`, "Put the copy there that was kept in a safe."));
  if (isDemoVault(home))
    found.push(
      wrong(NAME, "This home has the demo's vault, whose codes lie beside it.", "Begin with a home of your own."),
    );
  return found;
}

/** Files that give away what is in the database, and that others can read or exchange. */
function readableByOthers({ config: { home }, owner }: Guarded): Check[] {
  const { folder, database, copies, keyFile } = vaultPaths(home);
  const inside = [database, `${database}-wal`, `${database}-shm`];
  const paths = [homePaths(home).keys, keyFile, folder, ...inside, copies].filter((path) => existsSync(path));
  return paths.flatMap((path) => {
    const mode = statSync(path).isDirectory() ? "700" : "600";
    if (isOpenToOthers(path))
      return wrong(NAME, `Other users of this machine may read ${path}.`, `chmod ${mode} ${path}`);
    if (owner !== undefined && statSync(path).uid !== owner)
      return wrong(
        NAME,
        `${path} belongs to another user than the home.`,
        `Give it to the user to whom the home belongs: chown ${owner} ${path}`,
      );
    return [];
  });
}

/** What would write down what passes through the process. */
function writtenDown({ config, memory, execArgv }: Guarded): Check[] {
  const found: Check[] = [];
  if (config.logLevel === "trace" || config.logLevel === "debug")
    found.push(wrong(NAME, `LOG_LEVEL=${config.logLevel} logs how messages pass through.`, "Write LOG_LEVEL=info."));
  for (const name of config.kotakSuara.revealing)
    found.push(
      wrong(NAME, `${name} makes Node write down what passes through it.`, `Take ${name} away: unset ${name}.`),
    );
  if (execArgv.some((one) => one.startsWith("--inspect")))
    found.push(wrong(NAME, "Node runs with a debugger, which sees everything.", "Start it without --inspect."));
  if (memory.swap.length > 0) {
    const how = "Encrypt it, end it (swapoff -a), or keep Rukun out of it: MemorySwapMax=0 in rukun.service.";
    found.push(wrong(NAME, `What is in memory may come onto the disk by swap (${memory.swap.join(", ")}).`, how));
  }
  return found;
}

/** What does not stop a start, and is to be mended all the same. */
export function doubts({ config, memory }: Guarded): Check[] {
  if (config.kotakSuara.mode !== "on") return [];
  const found: Check[] = [];
  if (memory.coreDumps)
    found.push(wrong(NAME, "A crash may leave the memory in a file.", "LimitCORE=0 in rukun.service, or ulimit -c 0."));
  for (const place of keysBesideCopies(config))
    found.push(wrong(NAME, `A key file lies beside copies: ${place}.`, "Move it where no copy and no backup lies."));
  return found;
}

/** The key file must not be found where the vault's copies or the backups are. */
function keysBesideCopies({ home, kotakSuara }: Config): string[] {
  const { copies, keyFile } = vaultPaths(home);
  const name = keyFile.slice(dirname(keyFile).length + 1);
  const folders = [copies, homePaths(home).backups, ...(kotakSuara.copies === undefined ? [] : [kotakSuara.copies])];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).flatMap((one) => (one === name ? [join(folder, one)] : [])));
}
