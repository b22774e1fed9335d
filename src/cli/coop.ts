import { Command } from "commander";
import type { ImportOptions } from "./coop/import.ts";
import type { CommandContext } from "./io.ts";

/** `rukun coop settings|import|transit`: the units of the cooperative and what they decided. */
export function coopCommand(context: CommandContext): Command {
  const coop = new Command("coop").description(
    "the units of the cooperative: settings, opening balances, money in transit",
  );
  settingsTo(coop, context);
  importTo(coop, context);
  coop
    .command("transit")
    .description("money on its way between units and the head office")
    .action(async () => {
      const { transit } = await import("./coop/transit.ts");
      transit(context);
    });
  return coop;
}

function settingsTo(coop: Command, context: CommandContext): void {
  const settings = coop.command("settings").description("what units decide: programmes/<name>/cooperative.yaml");
  settings
    .command("show")
    .description("print what is in force in a unit")
    .argument("[unit]", "its name or number; without it, the units are listed")
    .action(async (unit: string | undefined) => {
      const { showSettings } = await import("./coop/settings.ts");
      showSettings(context, unit);
    });
  settings
    .command("apply")
    .description("bring the file into force: opens new units, adds changed settings; may be done while Rukun runs")
    .option("--dry-run", "only say what would change")
    .action(async (options: { dryRun?: true }) => {
      const { applySettings } = await import("./coop/settings.ts");
      applySettings(context, options.dryRun === true);
    });
}

function importTo(coop: Command, context: CommandContext): void {
  coop
    .command("import")
    .description("take over the books of before")
    .command("opening")
    .description("members, savings, loans and balances from XLSX or CSV; without --apply it only says what is wrong")
    .argument("<file>", "the members' table; a workbook may have the unit's balances on a second sheet")
    .requiredOption("--unit <unit>", "name or number of the unit")
    .requiredOption("--on <date>", "the day of the balances, e.g. 2026-01-01")
    .option("--balances <file>", "the unit's own balances (Akun, Saldo), where they stand in a file of their own")
    .option(
      "--consent <how>",
      'how members agreed to be written to, e.g. "form on paper, 1 Nov 2026"; needed to take in phones',
    )
    .option("--apply", "write it into the books, all or nothing")
    .action(async (file: string, options: ImportOptions) => {
      const { importOpening } = await import("./coop/import.ts");
      await importOpening(context, file, options);
    });
}
