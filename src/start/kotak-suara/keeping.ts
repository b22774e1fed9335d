import type { Config } from "../../config.ts";
import type { KotakSuara } from "../../modules.ts";
import { loadSafeSettings, type SafeSettings, Vault } from "../../safeguarding/index.ts";
import { openDemoVault } from "./demo-vault.ts";

/** Holds the vault of a home open, one for each runtime: a reset of the simulator makes both anew. */
export class SafeKeeping {
  private readonly config: Config;
  private readonly settings: SafeSettings | undefined;
  private current: Vault | undefined;

  constructor(config: Config, root: string) {
    this.config = config;
    this.settings = loadSafeSettings(root, config.programme).settings;
  }

  /** The open vault, of a demo or a real one. */
  get vault(): Vault | undefined {
    return this.current;
  }

  /**
   * For a runtime that is about to be made, before its database is opened. Without a vault nobody can report in
   * confidence, and is told who else helps. Errors: those of `Vault.open`.
   */
  open(): KotakSuara {
    this.close();
    const { settings } = this;
    const { home, kotakSuara } = this.config;
    if (settings === undefined || kotakSuara.mode === "off") return { settings };
    this.current = kotakSuara.mode === "on" ? Vault.open(home) : openDemoVault(home);
    return { settings, vault: this.current };
  }

  /** After the runtime that used it has ended. */
  close(): void {
    this.current?.close();
    this.current = undefined;
  }
}
