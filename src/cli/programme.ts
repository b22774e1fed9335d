import { Command } from "commander";
import { packageRoot } from "../home.ts";
import type { CommandContext } from "./io.ts";
import { oneOf } from "./person/pick.ts";
import type { NewCampaignOptions } from "./programme/campaign.ts";
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
  programme
    .command("start-calendar")
    .description("begin the weeks of socialisation: tasks for whoever has them, with reminders")
    .argument("<id>", "the programme")
    .requiredOption("--from <date>", "a day of the first week, e.g. 2026-11-23")
    .action(async (id: string, options: { from: string }) => {
      const { beginCalendar } = await import("./programme/start-calendar.ts");
      beginCalendar(context, id, options);
    });
  programme.addCommand(campaignCommand(context));
  return programme;
}

/** `rukun programme campaign new|list|approve|pause|resume|cancel`: one message to many people. */
function campaignCommand(context: CommandContext): Command {
  const campaign = new Command("campaign").description("one message to many people, in their hours");
  campaign
    .command("new")
    .description("count and show whom it would reach; with --send it is made")
    .requiredOption("--audience <id>", "an audience of calendar.yaml")
    .option("--programme <id>", "one that runs beside the main programme")
    .option("--text <text>", "what it says; without it, the audience's own message")
    .option("--village <name>", "only those of a village")
    .option("--group <id>", "only those of a group of the programme")
    .option("--cohort <cohort>", "only those who began together, e.g. 2026-1")
    .option("--unit <id>", "only those of a unit")
    .option("--role <role>", "only those with a role")
    .option("--standing <standing>", "only candidate, beneficiary, graduate, left or stopped")
    .option("--days <n>", "how long it may be sent", oneOf("1", "3", "7", "14"), "7")
    .option("--send", "make it")
    .action(async (options: NewCampaignOptions) => {
      const { newCampaign } = await import("./programme/campaign.ts");
      newCampaign(context, options);
    });
  campaign
    .command("list")
    .description("the newest ones, and how far they are")
    .action(async () => {
      const { listCampaigns } = await import("./programme/campaign.ts");
      listCampaigns(context);
    });
  for (const step of ["approve", "pause", "resume", "cancel"] as const)
    campaign
      .command(step)
      .description(`${step} one`)
      .argument("<id>", "its id from rukun programme campaign list")
      .action(async (id: string) => {
        const { stepCampaign } = await import("./programme/campaign.ts");
        stepCampaign(context, step, id);
      });
  return campaign;
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
