import { Command } from "commander";
import type { CommandContext } from "./io.ts";
import type { CheckOptions } from "./ledger/check.ts";
import type { ExportOptions } from "./ledger/export.ts";
import type { ReportOptions } from "./ledger/report.ts";
import { oneOf } from "./person/pick.ts";

const UNIT = "of this unit alone, by its name or its number in the books";

/** `rukun ledger check|export|report`: the books of the cooperative. */
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
  ledger
    .command("report [name]")
    .description("a statement: cash book, balance sheet, a member's book, ... (--list tells all)")
    .option("--list", "the statements that there are")
    .option("--unit <unit>", "of this unit by its name or number, or all")
    .option("--period <period>", "2026, 2026-11, 2026-11-21 or 2026-11-01..2026-11-21; this month by default")
    .option("--format <format>", "txt, csv, xlsx or pdf", oneOf("txt", "csv", "xlsx", "pdf"), "txt")
    .option("--member <number>", "of this member: 003")
    .option("--loan <number>", "of this loan: P0001")
    .option("--account <code>", "of this account: 1-101")
    .option("--entry <number>", "of this entry, for a slip: 42")
    .option("--out <file>", "write it into this file, which must not be there yet")
    .option("--lang <language>", "id or en", "id")
    .action(async (name: string | undefined, options: ReportOptions & { list?: true }, command: Command) => {
      const { listReports, reportBooks } = await import("./ledger/report.ts");
      if (options.list === true) return listReports(context, options.lang);
      if (name === undefined) return command.error("error: name a statement, or give --list.");
      return await reportBooks(context, name, options);
    });
  return ledger;
}
