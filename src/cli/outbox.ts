import { Command, InvalidArgumentError } from "commander";
import type { Config } from "../config.ts";
import { type CapDay, PLAIN_DAY } from "../conversation/outbox/cap.ts";
import { packageRoot } from "../home.ts";
import { loadPacks } from "../programme/index.ts";
import { counted, instant } from "../start/words.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";
import { withHome } from "./open.ts";
import { masked, table } from "./table.ts";

const HEARS = "A running Rukun takes it up within a minute.";

/** `rukun outbox [held|resend|drop]`: what waits, and what an operator decides about messages that may not have come. */
export function outboxCommand(context: CommandContext): Command {
  const outbox = new Command("outbox").description(
    "messages that wait: to be sent, for another day, or for your decision",
  );
  outbox
    .command("status", { isDefault: true })
    .description("how much waits, and when the last one is reached where a channel has a daily cap")
    .action(() => status(context));
  outbox
    .command("held")
    .description("list messages of which nobody knows whether they arrived, and with --dead those that were given up")
    .option("--dead", "also those that the platform refused")
    .option("--text", "show what they say (it is private)")
    .action((options: { dead?: true; text?: true }) => held(context, options));
  outbox
    .command("resend")
    .description("send a held or dead message again: she may get it twice")
    .argument("<id>", "its number", positive)
    .action((id: number) => decide(context, id, "resend"));
  outbox
    .command("drop")
    .description("give up a held, dead or waiting message: she may never get it")
    .argument("<id>", "its number", positive)
    .action((id: number) => decide(context, id, "drop"));
  return outbox;
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError("It must be a number from rukun outbox held.");
  return Number(text);
}

async function status({ io, home }: CommandContext): Promise<void> {
  const { OutboxStore } = await import("../conversation/outbox/store.ts");
  const { backlogLines } = await import("../start/doctor/backlog.ts");
  const config = configOf(io, home());
  withHome(config.home, ({ sqlite }) => {
    const { waiting, held, dead } = new OutboxStore(sqlite).counts();
    for (const { channel, queued, sending } of waiting)
      io.out(`${channel}: ${counted(queued, "message waits", "messages wait")}, ${sending} under way.`);
    for (const line of backlogLines(sqlite, io.now(), dayOfProgramme(config))) io.out(line);
    if (waiting.length === 0) io.out("Nothing waits to be sent.");
    io.out(aside(held, dead));
  });
}

/** Days are those of the programme's zone; of one that is gone, the plain ones. */
function dayOfProgramme({ programme }: Config): CapDay {
  return loadPacks(packageRoot(), [programme]).packs.get(programme) ?? PLAIN_DAY;
}

const aside = (held: number, dead: number) => `${counted(held, "message")} held, ${dead} given up.`;

async function held({ io, home }: CommandContext, options: { dead?: true; text?: true }): Promise<void> {
  const { OutboxStore } = await import("../conversation/outbox/store.ts");
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const store = new OutboxStore(sqlite);
    const rows = [...store.held(), ...(options.dead === true ? store.dead() : [])];
    const counts = store.counts();
    if (rows.length > 0) {
      const cells = rows.map((row) => {
        const text = options.text === true ? (store.bodyOf(row.key)?.text ?? "(its text is gone)") : "";
        return [String(row.id), masked(row), instant(row.createdAt), row.reason ?? "", text.replaceAll("\n", " / ")];
      });
      io.out(table(["ID", "TO", "MADE", "WHY", options.text === true ? "TEXT" : ""], cells));
    }
    io.out(aside(counts.held, counts.dead));
    if (counts.held > 0)
      io.out("Look in the chat, or ask her, whether it arrived; then: rukun outbox resend <id>, or drop <id>.");
  });
}

async function decide({ io, home, fail }: CommandContext, id: number, what: "resend" | "drop"): Promise<void> {
  const { OutboxStore } = await import("../conversation/outbox/store.ts");
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const store = new OutboxStore(sqlite);
    if (what === "resend" ? store.release(id, io.now()) : store.drop(id)) {
      io.out(what === "resend" ? `Message ${id} will be sent again. ${HEARS}` : `Message ${id} was dropped.`);
      return;
    }
    const why = what === "resend" ? "is not held or dead, or its text is gone" : "is not held, dead or waiting";
    io.err(`rukun: message ${id} ${why}: see rukun outbox held --dead`);
    fail();
  });
}
