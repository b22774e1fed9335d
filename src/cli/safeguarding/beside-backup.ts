import { existsSync } from "node:fs";
import { connect } from "../../db/open.ts";
import { homePaths } from "../../home.ts";
import { vaultPaths } from "../../safeguarding/vault/paths.ts";
import { counted } from "../../start/words.ts";

/** What an operator has to know of Kotak Suara when she makes a backup; nothing where the home has no vault. */
export function besideBackup(home: string): string[] {
  const { database, keyFile } = vaultPaths(home);
  if (!existsSync(database)) return [];
  return [
    `Kotak Suara: its sealed cases are in the backup, what opens them is not (${database}, ${keyFile}).`,
    "The vault is copied on its own (rukun vault copy); keep no copy of it longer than a week, and none beside the key file.",
  ];
}

/** The same after a restore: what fits together, and what is missing. */
export function afterRestore(home: string): string[] {
  const { database, keyFile } = vaultPaths(home);
  const there = existsSync(database);
  const cases = sealedCases(home);
  if (!there && cases === 0) return [];
  if (!there)
    return [
      `!! Kotak Suara: ${counted(cases, "sealed case")} came back, and nothing opens them: there is no vault here.`,
      `   Put the newest copy of the vault at ${database} and the key file at ${keyFile}, both chmod 600, before the start.`,
    ];
  return [
    `Kotak Suara: ${counted(cases, "sealed case")} came back. Cases since this backup are lost; put a newer one back within`,
    "a week, or their keys are destroyed. What was destroyed since stays so: the next start takes its rows away.",
  ];
}

function sealedCases(home: string): number {
  const sqlite = connect(homePaths(home).database, { readonly: true });
  try {
    // A backup from before Kotak Suara gets its tables at the next start.
    if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'safe_case'").get() === undefined) return 0;
    return sqlite.prepare("SELECT count(*) FROM safe_case").pluck().get() as number;
  } finally {
    sqlite.close();
  }
}
