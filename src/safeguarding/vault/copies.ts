import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { DAY } from "../../clock.ts";
import { syncFile } from "../../db/backup.ts";
import { stampOf } from "../../db/restore.ts";
import { RukunError } from "../../errors.ts";
import { homePaths } from "../../home.ts";
import { wiping } from "../crypto/bytes.ts";
import { LIMITS } from "../limits.ts";
import { vaultPaths } from "./paths.ts";
import type { Vault } from "./vault.ts";

const NAME = /^vault-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.db$/;
/** A copy under way, or what a crash left of one. */
const PART = ".part";

/**
 * Copies the vault into a folder and destroys copies there that are a week old: what was destroyed in the vault can be
 * read from its copies for as long. The key file is not in it. Returns the path. Errors: `vault.copy`.
 */
export function copyVault(vault: Vault, folder: string, now: number): string {
  refuseBesideKey(vault.home, folder);
  const path = join(folder, `vault-${stampOf(now)}.db`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(path)) throw new RukunError("vault.copy", `${path} exists already: wait a second`);
  const bytes = vault.sqlite.serialize();
  const part = path + PART;
  rmSync(part, { force: true });
  wiping([bytes], () => writeWhole(part, "wx", bytes));
  renameSync(part, path);
  syncFile(folder);
  const day = new Date(now).toISOString().slice(0, 10);
  vault.add((db) => db.prepare("UPDATE vault SET copied_on = ?").run(day));
  dropOldCopies(folder, now);
  return path;
}

/** With the key file beside it a copy would give away more than the vault is meant to. */
function refuseBesideKey(home: string, folder: string): void {
  const { keyFile } = vaultPaths(home);
  const isKeys = resolve(folder) === resolve(homePaths(home).keys);
  if (isKeys || existsSync(join(folder, basename(keyFile))))
    throw new RukunError("vault.copy", `a key file lies in ${folder}: copies of the vault go elsewhere`);
}

/** The day (UTC) of the newest copy, in whatever folder; undefined: there was none. */
export function copiedOn(vault: Vault): string | undefined {
  const day = vault.sqlite.prepare("SELECT copied_on FROM vault").pluck().get() as string | null;
  return day ?? undefined;
}

/**
 * Destroys copies that are a week old, whole or not; also to be called each day when no copy is made. Returns how many.
 */
export function dropOldCopies(folder: string, now: number): number {
  const old = [...namedIn(folder, ""), ...namedIn(folder, PART)].filter(
    ({ madeAt }) => madeAt <= now - LIMITS.vaultCopyDays * DAY,
  );
  for (const { path } of old) destroyFile(path);
  return old.length;
}

/** The copies in a folder, newest first. */
export const copiesIn = (folder: string): Copy[] => namedIn(folder, "").toSorted((a, b) => b.madeAt - a.madeAt);

type Copy = { path: string; madeAt: number };

function namedIn(folder: string, ending: string): Copy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const stem = name.endsWith(ending) ? name.slice(0, name.length - ending.length) : "";
    const [, year, month, day, hour, minute, second] = NAME.exec(stem) ?? [];
    if (year === undefined) return [];
    const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return [{ path: join(folder, name), madeAt }];
  });
}

/** Overwritten before it goes; on flash memory only an encrypted disk makes sure of the rest. */
function destroyFile(path: string): void {
  writeWhole(path, "r+", Buffer.alloc(statSync(path).size));
  rmSync(path);
}

function writeWhole(path: string, flags: "wx" | "r+", bytes: Buffer): void {
  const file = openSync(path, flags, 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
