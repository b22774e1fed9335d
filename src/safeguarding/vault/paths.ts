import { statSync } from "node:fs";
import { join } from "node:path";
import { homePaths } from "../../home.ts";

/** Where the vault and its keys lie in a home. Neither is in `rukun backup`. */
export const vaultPaths = (home: string) => ({
  folder: join(home, "vault"),
  database: join(home, "vault", "vault.db"),
  copies: join(home, "vault", "copies"),
  keyFile: join(homePaths(home).keys, "kotak-suara.key"),
});

const OTHERS_MAY = 0o077;

/** May other users of this machine read it? Not known on Windows, where files have no such bits. */
export function isOpenToOthers(path: string): boolean {
  return process.platform !== "win32" && (statSync(path).mode & OTHERS_MAY) !== 0;
}
