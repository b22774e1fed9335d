import type Sqlite from "better-sqlite3";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { loadPacks } from "../../programme/index.ts";
import { AuditChain, CaseParts, Officers, systemRandom, Trustees, Vault } from "../../safeguarding/index.ts";
import { type CommandContext, configOf } from "../io.ts";
import { openHome } from "../open.ts";

/** Database and vault of a home, with what is done to them at the terminal. */
export type Safe = {
  home: string;
  programme: string;
  sqlite: Sqlite.Database;
  vault: Vault;
  audit: AuditChain;
  officers: Officers;
  trustees: Trustees;
  cases: CaseParts;
};

/**
 * Runs work on them and closes both, also beside a running Rukun. Errors: those of `openHome` and of `Vault.open`:
 * `vault.none`, `vault.key`, `vault.open-to-others`.
 */
export async function withSafe<T>({ io, home }: CommandContext, work: (safe: Safe) => T | Promise<T>): Promise<T> {
  const config = configOf(io, home());
  const { sqlite } = openHome(config.home);
  try {
    const vault = Vault.open(config.home);
    try {
      const audit = new AuditChain(sqlite, vault);
      const zone = loadPacks(packageRoot()).packs.get(config.programme)?.zone ?? "Asia/Jakarta";
      return await work({
        home: config.home,
        programme: config.programme,
        sqlite,
        vault,
        audit,
        officers: new Officers({ sqlite, vault, audit, random: systemRandom, newId: randomId }),
        trustees: new Trustees(sqlite, audit),
        cases: new CaseParts({ sqlite, vault, zone, random: systemRandom }),
      });
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
