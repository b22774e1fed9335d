import { isAbsolute, resolve } from "node:path";
import { Command } from "commander";
import { contentLines } from "./backup.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";

/** `rukun restore <file>`: puts a backup in the place of the home, which is kept aside. */
export function restoreCommand({ io, home }: CommandContext): Command {
  return new Command("restore")
    .description("put a backup in the place of what is stored; Rukun must be stopped, what there was is kept aside")
    .argument("<file>", "a file that rukun backup made")
    .action(async (file: string) => {
      const { home: folder } = configOf(io, home());
      const { restore } = await import("../db/restore.ts");
      const { contents, aside } = restore(isAbsolute(file) ? file : resolve(io.cwd, file), folder, io.now());
      io.out(`${folder} is now as the backup:`);
      for (const line of contentLines(contents)) io.out(`  ${line}`);
      if (aside !== undefined) io.out(`As it was before, it is kept in ${aside}; remove that when all is well.`);
      io.out("Start Rukun again. What waited to be sent then: questions are sent, receipts of money wait for you");
      io.out("(rukun outbox held), because they may have been sent since.");
      const { afterRestore } = await import("./safeguarding/beside-backup.ts");
      for (const line of afterRestore(folder)) io.out(line);
    });
}
