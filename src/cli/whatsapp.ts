import { Command } from "commander";
import type { CommandContext } from "./io.ts";

const RISK = `
Rukun is an unofficial linked device. WhatsApp may restrict or ban such a number at any time: use one that you can lose,
and read "WhatsApp" in docs/OPERATIONS.md first.`;

/** `rukun whatsapp link|status|unlink`: the number that Rukun is a linked device of. */
export function whatsappCommand(context: CommandContext): Command {
  const whatsapp = new Command("whatsapp").description("the WhatsApp number that Rukun is a linked device of");
  whatsapp
    .command("link")
    .description(
      "link a phone: by a code of 8 letters, or by a QR code to be taken with the phone; Rukun must be stopped",
    )
    .option("--phone <number>", "the phone's number, e.g. 62812...: gives the code to be typed there")
    .option("--yes", "when a number is linked already, give that link up without asking")
    .addHelpText("after", RISK)
    .action(async (options: { phone?: string; yes?: true }) => {
      const { link } = await import("./whatsapp/link.ts");
      await link(context, { phone: options.phone, yes: options.yes === true });
    });
  whatsapp
    .command("status")
    .description("which number is linked, how things stand, and what waits")
    .action(async () => {
      const { status } = await import("./whatsapp/status.ts");
      await status(context);
    });
  whatsapp
    .command("unlink")
    .description("give the link up, here and at WhatsApp; Rukun must be stopped, and without --yes it asks")
    .option("--yes", "do it without asking")
    .action(async (options: { yes?: true }) => {
      const { unlink } = await import("./whatsapp/unlink.ts");
      await unlink(context, options.yes === true);
    });
  return whatsapp;
}
