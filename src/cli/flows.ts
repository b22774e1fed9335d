import { existsSync } from "node:fs";
import { Command } from "commander";
import { connect } from "../db/open.ts";
import { problemLine, RukunError } from "../errors.ts";
import type { LiveStep } from "../flow/check/index.ts";
import { homePaths, packageRoot } from "../home.ts";
import { counted } from "../start/words.ts";
import type { StatsOptions } from "./flows/stats.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";
import { withPeriod } from "./period.ts";
import { oneOf } from "./person/pick.ts";

/** `rukun flows check|draw|stats`: for those who write conversations. */
export function flowsCommand(context: CommandContext): Command {
  const flows = new Command("flows").description("the conversations in flows/ and their words in locales/");
  flows
    .command("check")
    .description("tell everything that is wrong in flows, words and programmes, with file, line and how to mend it")
    .option("--root <folder>", "the folder that holds flows/, locales/ and programmes/", packageRoot())
    .action((options: { root: string }) => check(context, options.root));
  flows
    .command("draw")
    .description("print a flow as a Mermaid diagram")
    .argument("<id>", "the flow, e.g. weekly-report")
    .option("--lang <code>", "the language of the texts in it", "id")
    .option("--root <folder>", "the folder that holds flows/ and locales/", packageRoot())
    .action((id: string, options: { root: string; lang: string }) => draw(context, id, options));
  statsTo(flows, context);
  return flows;
}

function statsTo(flows: Command, context: CommandContext): void {
  const stats = flows
    .command("stats")
    .description("tell how each step of a flow went: who reached it, answered, was not understood, dropped out")
    .argument("<id>", "the flow, e.g. weekly-report");
  withPeriod(stats, "the first day, e.g. 2026-11-01", "the last day")
    .option("--format <format>", "table or csv", oneOf("table", "csv"), "table")
    .option("--root <folder>", "the folder that holds flows/ and locales/", packageRoot())
    .action(async (id: string, options: StatsOptions, command: Command) => {
      const { stats } = await import("./flows/stats.ts");
      stats(context, id, options, command);
    });
}

async function check({ io, home, fail }: CommandContext, root: string): Promise<void> {
  const { findContent } = await import("../start/content.ts");
  const config = configOf(io, home());
  const { database } = homePaths(config.home);
  const live = existsSync(database) ? await stepsOf(database) : [];
  const { content, problems } = findContent(root, config.programme, live);
  if (problems.length > 0) {
    for (const problem of problems) io.err(problemLine(problem));
    io.err(`\n${counted(problems.length, "problem")}.`);
    fail();
    return;
  }
  const texts = content.texts.namespaces().flatMap((namespace) => content.texts.keys("id", namespace));
  const people = live.reduce((sum, step) => sum + step.people, 0);
  const alsoLive = live.length === 0 ? "" : `, ${counted(people, "open conversation")} can go on`;
  io.out(`${counted(content.compiled.size, "flow")}, ${counted(texts.length, "text")}${alsoLive}, no problems.`);
}

async function stepsOf(database: string): Promise<LiveStep[]> {
  const { liveSteps } = await import("./flows/live.ts");
  const db = connect(database, { readonly: true });
  try {
    return liveSteps(db);
  } finally {
    db.close();
  }
}

async function draw({ io }: CommandContext, id: string, options: { root: string; lang: string }): Promise<void> {
  const { loadContent } = await import("../content/load.ts");
  const { drawFlow } = await import("../flow/draw.ts");
  const { didYouMean } = await import("../flow/check/near.ts");
  const { compiled, texts } = loadContent(options.root);
  const flow = compiled.get(id);
  if (flow === undefined) {
    const all = `The flows are ${[...compiled.keys()].sort().join(", ")}.`;
    throw new RukunError("flows.unknown", `there is no flow "${id}". ${didYouMean(id, compiled.keys(), all)}`);
  }
  const label = (key: string) => (texts.has(options.lang, key) ? texts.raw(options.lang, key)[0] : undefined);
  io.out(drawFlow(flow.source, label).trimEnd());
}
