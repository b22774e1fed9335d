import { Command } from "commander";
import type { Json } from "../flow/session.ts";
import { type CommandContext, configOf } from "./io.ts";
import { withHome } from "./open.ts";
import { checkPeriod, type Period, withPeriod } from "./period.ts";
import { oneOf } from "./person/pick.ts";

type ResultsOptions = Period & { format: "csv" | "json"; names?: true; bom?: true };

const PERSONAL =
  "rukun: this holds personal data, names and villages with what each woman earned: keep it encrypted, delete it after use.";
/** Lines that are written at once. */
const BATCH = 500;

/** `rukun results weekly-report`: what was reported, for a spreadsheet or another program. */
export function resultsCommand(context: CommandContext): Command {
  const results = new Command("results").description("what was reported, for a spreadsheet or another program");
  const weekly = results
    .command("weekly-report")
    .description("the newest weekly report of each person and week; persons by their public id");
  withPeriod(
    weekly,
    "the first week: its Monday is this day or later",
    "the last week: its Monday is this day or earlier",
  )
    .option("--format <format>", "csv or json", oneOf("csv", "json"), "csv")
    .option("--names", "also name and village (personal data)")
    .option("--bom", "begin the CSV so that Excel reads it as UTF-8")
    .action(async (options: ResultsOptions, command: Command) => {
      checkPeriod(command, options);
      if (options.bom === true && options.format !== "csv") command.error("error: --bom is for --format csv only.");
      await write(context, options);
    });
  return results;
}

async function write({ io, home }: CommandContext, options: ResultsOptions): Promise<void> {
  const { loadContent } = await import("../content/load.ts");
  const { BOM, csvLine } = await import("../analytics/index.ts");
  const { packageRoot } = await import("../home.ts");
  const { weeklyResults } = await import("../programme/export.ts");
  const content = loadContent(packageRoot());
  if (options.names === true) io.err(PERSONAL);
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const { columns, rows } = weeklyResults(sqlite, content, { ...options, names: options.names === true });
    if (options.format === "json") {
      for (const lines of batches(jsonLines(rows))) io.out(lines.join("\n"));
      return;
    }
    // RFC 4180 ends lines with CR LF; the LF after a batch is the one of `out`.
    const mark = options.bom === true ? BOM : "";
    const records = function* () {
      yield mark + csvLine(columns);
      for (const row of rows) yield csvLine(columns.map((column) => flat(row[column] ?? null)));
    };
    for (const lines of batches(records())) io.out(`${lines.join("\r\n")}\r`);
  });
}

/** One array, an object a line. */
function* jsonLines(rows: Iterable<object>): Generator<string> {
  let before = "[";
  for (const row of rows) {
    yield before + JSON.stringify(row);
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

function* batches(lines: Iterable<string>): Generator<string[]> {
  let batch: string[] = [];
  for (const line of lines) {
    if (batch.push(line) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Several answers in one cell stand behind each other with semicolons between. */
function flat(value: Json): string | number | boolean | null {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? value.map((one: Json) => flat(one) ?? "").join(";") : JSON.stringify(value);
}
