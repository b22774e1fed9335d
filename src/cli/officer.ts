import { Command } from "commander";
import type { CommandContext } from "./io.ts";
import type { RotateOptions, SheetOptions } from "./safeguarding/officer.ts";

const PDF = "write the sheet into a new PDF that only you may read, and not onto the screen";
const YES = "print secrets even where there is no terminal, and do not ask";
const LANG = "the language of the sheet";

/** `rukun officer enrol|rotate|revoke|free|list`: who reads Kotak Suara. */
export function officerCommand(context: CommandContext): Command {
  const officer = new Command("officer").description("who may read what is told to Kotak Suara");
  officer
    .command("enrol")
    .description("make a person an officer and print her sheet of codes, once; she needs the role protection")
    .argument("<person>", "her id, or her name")
    .option("--pdf <file>", PDF)
    .option("--lang <language>", LANG, "id")
    .option("--yes", YES)
    .action(async (who: string, options: SheetOptions) => {
      const { enrol } = await import("./safeguarding/officer.ts");
      await enrol(context, who, options);
    });
  officer
    .command("rotate")
    .description("a new key and sheet; asks for a code of the old sheet, with which her cases go along")
    .argument("<person>", "her id, or her name")
    .option("--lost", "her sheet is lost: she cannot read earlier cases any more")
    .option("--pdf <file>", PDF)
    .option("--lang <language>", LANG, "id")
    .option("--yes", YES)
    .action(async (who: string, options: RotateOptions) => {
      const { rotate } = await import("./safeguarding/officer.ts");
      await rotate(context, who, options);
    });
  revokeTo(officer, context);
  return officer;
}

function revokeTo(officer: Command, context: CommandContext): void {
  officer
    .command("revoke")
    .description("end an officer: her key is destroyed; nobody else gains anything by it")
    .argument("<person>", "her id, or her name")
    .option("--yes", "do it without asking")
    .action(async (who: string, options: { yes?: true }) => {
      const { revoke } = await import("./safeguarding/officer.ts");
      await revoke(context, who, options.yes === true);
    });
  officer
    .command("free")
    .description("let an officer use her codes again after five wrong ones")
    .argument("<person>", "her id, or her name")
    .action(async (who: string) => {
      const { free } = await import("./safeguarding/officer.ts");
      await free(context, who);
    });
  officer
    .command("list")
    .description("the officers, and how many codes they have left")
    .action(async () => {
      const { list } = await import("./safeguarding/officer.ts");
      await list(context);
    });
}
