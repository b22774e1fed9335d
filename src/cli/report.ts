import { Command } from "commander";
import { REPORT_KINDS } from "../programme/reports/period.ts";
import type { CommandContext } from "./io.ts";
import { oneOf } from "./person/pick.ts";
import type { AddOptions, WriteOptions } from "./report/write.ts";

const PERIOD: Record<(typeof REPORT_KINDS)[number], string> = {
  weekly: "2026-W45",
  monthly: "2026-10",
  quarterly: "2026-Q4",
  final: "2026, or 2025-03..2026-11",
};
const PROGRAMME = "the programme; the main one by default";

/** `rukun report weekly|monthly|quarterly|final|analysis|approve`: what a programme tells those who ask it. */
export function reportCommand(context: CommandContext): Command {
  const report = new Command("report").description("reports of a programme, drafted from what happened");
  for (const kind of REPORT_KINDS)
    report
      .command(kind)
      .description(`the ${kind} report of a programme; a draft until somebody approves it`)
      .option("--programme <id>", PROGRAMME)
      .requiredOption("--period <period>", PERIOD[kind])
      .option("--format <format>", "txt, csv, xlsx or pdf", oneOf("txt", "csv", "xlsx", "pdf"), "txt")
      .option("--out <file>", "write it into this file, which must not be there yet")
      .option("--lang <language>", "id or en", "id")
      .action(async (options: WriteOptions) => {
        const { writeReport } = await import("./report/write.ts");
        await writeReport(context, kind, options);
      });
  report
    .command("analysis <words>")
    .description("add an analysis in your own words; nothing is overwritten")
    .requiredOption("--kind <kind>", REPORT_KINDS.join(", "), oneOf(...REPORT_KINDS))
    .requiredOption("--period <period>", "as of the report")
    .requiredOption("--by <name>", "who writes it")
    .option("--programme <id>", PROGRAMME)
    .action(async (words: string, options: AddOptions) => {
      const { addAnalysis } = await import("./report/write.ts");
      addAnalysis(context, words, options);
    });
  report
    .command("approve")
    .description("approve a report as it stands now; when its figures change it is a draft again")
    .requiredOption("--kind <kind>", REPORT_KINDS.join(", "), oneOf(...REPORT_KINDS))
    .requiredOption("--period <period>", "as of the report")
    .requiredOption("--by <name>", "the coordinator or manager who approves it")
    .option("--programme <id>", PROGRAMME)
    .action(async (options: AddOptions) => {
      const { approveReport } = await import("./report/write.ts");
      approveReport(context, options);
    });
  return report;
}
