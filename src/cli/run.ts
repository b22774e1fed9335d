import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { packageRoot } from "../home.ts";
import { failureText } from "../start/failure.ts";
import { backupCommand } from "./backup.ts";
import { chatCommand } from "./chat.ts";
import { coopCommand } from "./coop.ts";
import { doctorCommand } from "./doctor.ts";
import { flowsCommand } from "./flows.ts";
import type { CommandContext, Io } from "./io.ts";
import { ledgerCommand } from "./ledger.ts";
import { officerCommand } from "./officer.ts";
import { outboxCommand } from "./outbox.ts";
import { personCommand } from "./person.ts";
import { programmeCommand } from "./programme.ts";
import { reportCommand } from "./report.ts";
import { restoreCommand } from "./restore.ts";
import { resultsCommand } from "./results.ts";
import { trusteeCommand } from "./trustee.ts";
import { unitCommand } from "./unit.ts";
import { vaultCommand } from "./vault.ts";
import { whatsappCommand } from "./whatsapp.ts";

const HELP = `
Exit codes: 0 all is well, 1 something is wrong or was refused, 2 the command was written wrongly.`;

/**
 * Runs one command line and gives its exit code. Never throws.
 *
 * @example process.exitCode = await run(process.argv.slice(2), processIo());
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command("rukun");
  const context: CommandContext = {
    io,
    home: () => program.opts<{ home?: string }>().home,
    fail: () => {
      exitCode = 1;
    },
  };
  program
    .description("Rukun, a bot for empowerment programmes and women's cooperatives: what its operator does")
    .version(version(), "-V, --version")
    .option("--home <folder>", "the folder of everything that is stored (RUKUN_HOME, ./data)")
    .addHelpText("after", HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) });
  const makers = [
    personCommand,
    unitCommand,
    flowsCommand,
    chatCommand,
    doctorCommand,
    outboxCommand,
    reportCommand,
    resultsCommand,
    whatsappCommand,
    ledgerCommand,
    coopCommand,
    programmeCommand,
    vaultCommand,
    officerCommand,
    trusteeCommand,
    backupCommand,
    restoreCommand,
  ];
  for (const make of makers) inherit(program, make(context));
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return told(error, io);
  }
}

function version(): string {
  const about = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return about.version;
}

/** A command that was made for itself does not have the settings of the program above it. */
function inherit(parent: Command, command: Command): void {
  parent.addCommand(command);
  inheritBelow(parent, command);
}

function inheritBelow(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent);
  for (const below of command.commands) inheritBelow(command, below);
}

/** Says what went wrong, and how the process ends. */
function told(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  io.err(failureText(error));
  return 1;
}
