import { resolve } from "node:path";
import { packageRoot } from "../../home.ts";
import { copiesIn, copyVault, OFFICER_ROLE, systemRandom, Vault, vaultPaths } from "../../safeguarding/index.ts";
import { safeChecks, standingLines } from "../../start/doctor/kotak-suara.ts";
import { copiesFolder } from "../../start/kotak-suara/daily-copy.ts";
import { doubts, guardedHere, refusals } from "../../start/kotak-suara/guards.ts";
import { counted, instant } from "../../start/words.ts";
import { type CommandContext, configOf } from "../io.ts";
import { homeOf, withSafe } from "./open.ts";

/** Makes vault and key file, and says what comes next. */
export function initVault(context: CommandContext): void {
  const home = homeOf(context);
  Vault.create(home, systemRandom);
  const { database, keyFile } = vaultPaths(home);
  const { out } = context.io;
  out(`The vault is ${database}.`);
  out(`The key file is ${keyFile}. Neither is in rukun backup.`);
  out("Keep one copy of the key file where no backup lies, e.g. on paper in a safe: it never changes.");
  out(
    "Rukun copies the vault each day into the folder KOTAK_SUARA_COPIES: on another disk, or cases are lost with this one.",
  );
  out(
    `Next: rukun trustee set "<name>", then rukun officer enrol <person>, for each who has the role ${OFFICER_ROLE};`,
  );
  out("at last KOTAK_SUARA=on in .env, and rukun doctor.");
}

/** Copies the vault into a folder. */
export async function copy(context: CommandContext, folder: string | undefined): Promise<void> {
  const { io } = context;
  await withSafe(context, ({ vault }) => {
    const target = folder === undefined ? copiesFolder(configOf(io, context.home())) : resolve(io.cwd, folder);
    io.out(`${copyVault(vault, target, io.now())}`);
    io.out(`${counted(copiesIn(target).length, "copy", "copies")} there; each is destroyed after a week.`);
  });
}

/** Says what stands; what must be mended ends with exit code 1. */
export async function vaultStatus(context: CommandContext): Promise<void> {
  const { io, fail, home } = context;
  const config = configOf(io, home());
  const guarded = guardedHere({ ...config, kotakSuara: { ...config.kotakSuara, mode: "on" } }, packageRoot());
  await withSafe(context, (safe) => {
    const now = io.now();
    const folder = copiesFolder(config);
    const [newest] = copiesIn(folder);
    const at = newest === undefined ? "none" : `newest of ${instant(newest.madeAt)}`;
    const there = `Copies in ${folder}: ${copiesIn(folder).length}, ${at}.`;
    for (const line of [`Kotak Suara is ${config.kotakSuara.mode}.`, ...standingLines(safe), there]) io.out(line);
    const wrong = [...refusals(guarded), ...doubts(guarded), ...safeChecks(safe, folder, now)];
    for (const { what, how } of wrong) io.err(`!! ${what}${how === undefined ? "" : `\n   ${how}`}`);
    if (wrong.length > 0) fail();
  });
}
