import { Command } from "commander";
import { packageRoot } from "../home.ts";
import type { CommandContext } from "./io.ts";
import { oneOf } from "./person/pick.ts";
import type { ImportPeopleOptions } from "./programme/import.ts";
import type { ShowOptions } from "./programme/show.ts";

const ROOT = "the folder that holds programmes/";

/** `rukun programme list|check|show|new|import`: for those who describe programmes. */
export function programmeCommand(context: CommandContext): Command {
  const programme = new Command("programme").description("the programmes in programmes/: described as data");
  programme
    .command("list")
    .description("the programmes that there are")
    .option("--root <folder>", ROOT, packageRoot())
    .action(async (options: { root: string }) => {
      const { listProgrammes } = await import("./programme/list.ts");
      listProgrammes(context, options.root);
    });
  programme
    .command("check")
    .description("tell everything that is wrong, with file, line and how to mend it")
    .argument("[id]", "one programme; without it, all of them")
    .option("--root <folder>", ROOT, packageRoot())
    .action(async (id: string | undefined, options: { root: string }) => {
      const { checkProgrammes } = await import("./programme/check.ts");
      checkProgrammes(context, options.root, id);
    });
  programme
    .command("show")
    .description("print a programme to read: its sheet, calendar, forms, indicators and graduation")
    .argument("<id>", "e.g. pesada")
    .option("--format <format>", "txt or md", oneOf("txt", "md"), "txt")
    .option("--lang <code>", "the language of the headings", "id")
    .option("--root <folder>", ROOT, packageRoot())
    .action(async (id: string, options: ShowOptions) => {
      const { showProgramme } = await import("./programme/show.ts");
      showProgramme(context, id, options);
    });
  programme
    .command("new")
    .description("make a folder for a programme, with a comment on everything that may be changed")
    .argument("<id>", "its name in small letters, e.g. mawar")
    .option("--from <id>", "what it begins with: a programme, or _base for the least", "_base")
    .option("--root <folder>", ROOT, packageRoot())
    .action(async (id: string, options: { from: string; root: string }) => {
      const { newProgramme } = await import("./programme/new.ts");
      newProgramme(context, id, options);
    });
  importTo(programme, context);
  return programme;
}

function importTo(programme: Command, context: CommandContext): void {
  programme
    .command("import")
    .description(
      "take in an office's list of people (CSV or XLSX): says what is wrong in which row, and writes the rest",
    )
    .argument("<file>", "with columns Nama, HP, Jenis Kelamin, Tahun Lahir, Desa, Pendamping, Kader, Angkatan")
    .requiredOption("--programme <id>", "the programme that they are for")
    .option("--as <what>", "candidate or beneficiary", oneOf("candidate", "beneficiary"), "candidate")
    .option("--dry-run", "only say what would be done")
    .option("--skip-bad", "take in the rows with which nothing is wrong")
    .option("--consent <how>", "how and when all of them agreed; without it each is asked when she first writes")
    .action(async (file: string, options: ImportPeopleOptions) => {
      const { importProgramme } = await import("./programme/import.ts");
      await importProgramme(context, file, options);
    });
}
