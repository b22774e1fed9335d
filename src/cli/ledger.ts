import { Command } from "commander";
import type { CommandContext } from "./io.ts";
import type { CheckOptions } from "./ledger/check.ts";
import type { ExportOptions } from "./ledger/export.ts";
import { oneOf } from "./person/pick.ts";

const UNIT = "of this unit alone, by its name or its number in the books";

/** `rukun ledger check|export`: the books of the cooperative. */
export function ledgerCommand(context: CommandContext): Command {
  const ledger = new Command("ledger").description("the books of the cooperative");
  ledger
    .command("check")
    .description("prove that the books are whole, and name the first entry that is not")
    .option("--unit <unit>", UNIT)
    .action(async (options: CheckOptions) => {
      const { checkBooks } = await import("./ledger/check.ts");
      checkBooks(context, options);
    });
  ledger
    .command("export")
    .description("the journal as plain text, for programs of others")
    .requiredOption("--format <format>", "hledger", oneOf("hledger"))
    .option("--unit <unit>", UNIT)
    .option("--out <file>", "write it into this file, which must not be there yet")
    .option("--names", "also the members' names (personal data)")
    .option("--lang <language>", "the language of accounts and kinds", "id")
    .action(async (options: ExportOptions) => {
      const { exportBooks } = await import("./ledger/export.ts");
      exportBooks(context, options);
    });
  return ledger;
}
