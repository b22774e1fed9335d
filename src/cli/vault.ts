import { Command } from "commander";
import type { CommandContext } from "./io.ts";

/** `rukun vault init|status|copy|statistics`: the keys of Kotak Suara. */
export function vaultCommand(context: CommandContext): Command {
  const vault = new Command("vault").description("the keys of Kotak Suara: docs/KOTAK-SUARA.md");
  vault
    .command("init")
    .description("make the vault and the key file of this home, once")
    .action(async () => {
      const { initVault } = await import("./safeguarding/vault.ts");
      initVault(context);
    });
  vault
    .command("status")
    .description("what stands and what is missing, without a word of any case")
    .action(async () => {
      const { vaultStatus } = await import("./safeguarding/vault.ts");
      await vaultStatus(context);
    });
  vault
    .command("copy")
    .description("copy the vault, and destroy copies there that are a week old; Rukun does it by itself each day")
    .argument("[folder]", "where to (default: KOTAK_SUARA_COPIES, else vault/copies in the home)")
    .action(async (folder: string | undefined) => {
      const { copy } = await import("./safeguarding/vault.ts");
      await copy(context, folder);
    });
  vault
    .command("statistics")
    .description("cases by month and category, with small numbers hidden")
    .action(async () => {
      const { vaultStatistics } = await import("./safeguarding/statistics.ts");
      await vaultStatistics(context);
    });
  return vault;
}
