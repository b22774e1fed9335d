import { Command } from "commander";
import type { CommandContext } from "./io.ts";
import type { TrusteeOptions } from "./safeguarding/trustee.ts";

/** `rukun trustee set|show|overdue|read`: the person outside to whom everything is sealed. */
export function trusteeCommand(context: CommandContext): Command {
  const trustee = new Command("trustee").description(
    "the person outside who can read Kotak Suara when officers do not",
  );
  trustee
    .command("set")
    .description("make a key for her and print it as words, once; only its public half is stored")
    .argument("<name>", "who she is; reporters read it when they strike out who must not know")
    .option("--qr", "the same as a QR code too")
    .option("--lang <language>", "the language of what is printed", "id")
    .option("--yes", "print secrets even where there is no terminal, and do not ask")
    .action(async (name: string, options: TrusteeOptions) => {
      const { setTrustee } = await import("./safeguarding/trustee.ts");
      await setTrustee(context, name, options);
    });
  trustee
    .command("show")
    .description("who she is, since when, and how many cases she can read")
    .action(async () => {
      const { showTrustee } = await import("./safeguarding/trustee.ts");
      await showTrustee(context);
    });
  trustee
    .command("overdue")
    .description("the cases that wait for her because officers did not act, by their aliases alone")
    .action(async () => {
      const { overdueForTrustee } = await import("./safeguarding/trustee-read.ts");
      await overdueForTrustee(context);
    });
  trustee
    .command("read")
    .description("she types her 34 words and reads at this terminal; nothing is written down but that she did")
    .option("--yes", "read where there is no terminal")
    .action(async (options: { yes?: true }) => {
      const { readAsTrustee } = await import("./safeguarding/trustee-read.ts");
      await readAsTrustee(context, options);
    });
  return trustee;
}
