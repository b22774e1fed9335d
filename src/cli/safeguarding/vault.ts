import { resolve } from "node:path";
import { DAY } from "../../clock.ts";
import { packageRoot } from "../../home.ts";
import {
  copiedOn,
  copiesIn,
  copyVault,
  isStale,
  loadSafeSettings,
  OFFICER_ROLE,
  systemRandom,
  Vault,
  vaultPaths,
} from "../../safeguarding/index.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { homeOf, type Safe, withSafe } from "./open.ts";

/** Makes vault and key file, and says what comes next. */
export function initVault(context: CommandContext): void {
  const home = homeOf(context);
  Vault.create(home, systemRandom);
  const { database, keyFile } = vaultPaths(home);
  const { out } = context.io;
  out(`The vault is ${database}.`);
  out(`The key file is ${keyFile}. Neither is in rukun backup.`);
  out("Keep one copy of the key file where no backup lies, e.g. on paper in a safe: it never changes.");
  out("Copy the vault each day (rukun vault copy <folder>), or cases are lost with the disk.");
  out(
    `Next: rukun trustee set "<name>", then rukun officer enrol <person>, for each who has the role ${OFFICER_ROLE}.`,
  );
}

/** Copies the vault into a folder. */
export async function copy(context: CommandContext, folder: string | undefined): Promise<void> {
  const { io } = context;
  await withSafe(context, ({ vault, home }) => {
    const target = folder === undefined ? vaultPaths(home).copies : resolve(io.cwd, folder);
    io.out(`${copyVault(vault, target, io.now())}`);
    io.out(`${counted(copiesIn(target).length, "copy", "copies")} there; each is destroyed after a week.`);
  });
}

/** Says what stands; what must be mended ends with exit code 1. */
export async function vaultStatus(context: CommandContext): Promise<void> {
  const { io, fail } = context;
  await withSafe(context, (safe) => {
    for (const line of standing(safe)) io.out(line);
    const wrong = missing(safe, io.now());
    for (const line of wrong) io.err(`!! ${line}`);
    if (wrong.length > 0) fail();
  });
}

function standing({ officers, trustees, audit, sqlite }: Safe): string[] {
  const active = officers.all().filter(({ revokedAt }) => revokedAt === null);
  const open = sqlite.prepare("SELECT count(*) FROM safe_case WHERE status <> 'selesai'").pluck().get() as number;
  const chain = audit.verify();
  return [
    `Officers: ${active.length}; trustee: ${trustees.current()?.name ?? "none"}.`,
    `${counted(open, "case")} open.`,
    chain.kind === "whole" ? `The audit is whole: ${counted(chain.lines, "line")}, ending ${chain.head}.` : "",
  ].filter((line) => line !== "");
}

/** Copies older than this are missed. */
const COPY_DUE = 2 * DAY;

function missing(safe: Safe, now: number): string[] {
  const { officers, trustees, cases, vault, programme } = safe;
  const active = officers.all().filter(({ revokedAt }) => revokedAt === null);
  const copied = copiedOn(vault);
  const lost = cases.rows.ids().filter((id) => !cases.shred.has(id) && cases.shred.gone(id) === undefined).length;
  return [
    ...(active.length < 2 ? ["Fewer than two officers: whoever is reported must be able to be struck out."] : []),
    ...(trustees.current() === undefined ? ["No trustee: rukun trustee set."] : []),
    ...(copied === undefined || Date.parse(copied) < now - COPY_DUE
      ? ["No copy of the vault of the last two days: rukun vault copy <folder>, each day."]
      : []),
    ...(lost > 0
      ? [`${counted(lost, "case")} without a key: an older vault was put here. Put the newer one back.`]
      : []),
    ...chainWrong(safe),
    ...referralsWrong(programme, cases.today(now)),
  ];
}

function chainWrong({ audit }: Safe): string[] {
  const chain = audit.verify();
  if (chain.kind === "broken") return [`The audit was changed: line ${chain.line} does not fit.`];
  if (chain.kind === "shorter")
    return [`The audit ends at line ${chain.lines} and had ${chain.known}: an older backup, or its end was cut off.`];
  return [];
}

function referralsWrong(programme: string, today: string): string[] {
  const { settings, problems } = loadSafeSettings(packageRoot(), programme);
  if (settings === undefined)
    return problems.length > 0
      ? problems.map(({ file, line = 1, what }) => `${file}:${line}: ${what}`)
      : [`programmes/${programme}/kotak-suara.yaml is missing: no numbers of others who help.`];
  return settings.referrals
    .filter((referral) => isStale(referral, today))
    .map(({ name, phone, verifiedAt }) => `${name} (${phone}) was last made sure of on ${verifiedAt}: call it.`);
}
