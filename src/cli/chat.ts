import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { type ChatLook, LOOKS } from "./chat/channel.ts";
import { type CommandContext, configOf } from "./io.ts";
import { oneOf } from "./person/pick.ts";

export type ChatOptions = { as: string; look: ChatLook; root?: string };

/** `rukun chat [flow]`: plays a conversation at this terminal, in a world of its own that is gone afterwards. */
export function chatCommand({ io, home }: CommandContext): Command {
  return new Command("chat")
    .description("play a conversation at this terminal with the demo programme; nothing that is stored is touched")
    .argument("[flow]", "the conversation to begin with, e.g. weekly-report")
    .option("--as <persona>", "whom to be, by name or id; baru is somebody whom Rukun does not know", "sari")
    .option("--look <look>", "as on whatsapp, or on telegram with buttons under a message", oneOf(...LOOKS))
    .addHelpText(
      "after",
      "\nIn the chat: /maju 1d goes a day forward (h, d, w), /foto berkas.jpg sends a photo, Ctrl-D ends it.",
    )
    .action(async (flow: string | undefined, options: Partial<ChatOptions>) => {
      const { play } = await import("./chat/play.ts");
      const folder = mkdtempSync(join(tmpdir(), "rukun-chat-"));
      try {
        const { programme } = configOf(io, home());
        const { as = "sari", look = "whatsapp" } = options;
        await play(io, { home: folder, programme, as, look, ...(flow === undefined ? {} : { flow }) });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}
