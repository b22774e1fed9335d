import type { Config } from "../../config.ts";
import type { Log } from "../../log.ts";
import { copiesIn, copyVault, dropOldCopies, type Vault, vaultPaths } from "../../safeguarding/index.ts";

/** Where the vault of a home is copied to by itself. */
export const copiesFolder = ({ home, kotakSuara }: Config): string => kotakSuara.copies ?? vaultPaths(home).copies;

/**
 * A copy of the vault each day (UTC), and the end of those that are a week old. Called each minute by the process that
 * holds the home; a disk that is away is logged once a day, and tried again each time.
 */
export class DailyCopy {
  private readonly config: Config;
  private readonly log: Log;
  private complained = "";

  constructor(config: Config, log: Log) {
    this.config = config;
    this.log = log;
  }

  /** True when a copy was made now. */
  step(vault: Vault, now: number): boolean {
    const today = dayOf(now);
    const folder = copiesFolder(this.config);
    try {
      const [newest] = copiesIn(folder);
      if (newest !== undefined && dayOf(newest.madeAt) === today) return false;
      // Also when no new one can be made.
      dropOldCopies(folder, now);
      copyVault(vault, folder, now);
      return true;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      if (this.complained !== today) this.log.error({ code: "vault.copy", why: code }, "the vault could not be copied");
      this.complained = today;
      return false;
    }
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
