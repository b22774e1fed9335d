import { packageRoot } from "../../home.ts";
import { loadPacks } from "../../programme/index.ts";
import { loadSafeSettings, Vault } from "../../safeguarding/index.ts";
import { type Safe, safeOf } from "../../start/kotak-suara/safe.ts";
import { type CommandContext, configOf } from "../io.ts";
import { openHome } from "../open.ts";

export type { Safe };

/**
 * Runs work on database and vault of a home and closes both, also beside a running Rukun. Errors: those of `openHome` and
 * of `Vault.open`: `vault.none`, `vault.key`, `vault.open-to-others`.
 */
export async function withSafe<T>({ io, home }: CommandContext, work: (safe: Safe) => T | Promise<T>): Promise<T> {
  const { home: folder, programme } = configOf(io, home());
  const { sqlite } = openHome(folder);
  try {
    const vault = Vault.open(folder);
    try {
      const zone = loadPacks(packageRoot(), [programme]).packs.get(programme)?.zone ?? "Asia/Jakarta";
      const { settings } = loadSafeSettings(packageRoot(), programme);
      return await work(safeOf({ home: folder, programme, sqlite, vault, settings, zone }));
    } finally {
      vault.close();
    }
  } finally {
    sqlite.close();
  }
}

/** The folder must be a home before it gets a vault. Errors: `home.none`. */
export function homeOf({ io, home }: CommandContext): string {
  const { home: folder } = configOf(io, home());
  openHome(folder).sqlite.close();
  return folder;
}
