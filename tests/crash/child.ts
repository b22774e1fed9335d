/**
 * A whole Rukun on Telegram, to be killed. Arguments: what it does (`forms` to fill in, `books` to keep, or a `campaign` to
 * send), home, folder of the content, root of the Bot API, token, and `forgetful` for one that has lost its place and is
 * handed again whatever was not confirmed. It says `opening` before it touches the home; SIGTERM stops it properly.
 */
import { systemClock } from "../../src/clock.ts";
import { loadContent } from "../../src/content/load.ts";
import type { Module } from "../../src/conversation/module.ts";
import { lockHome } from "../../src/home.ts";
import { randomId } from "../../src/ids.ts";
import { createLog } from "../../src/log.ts";
import type { ModuleParts } from "../../src/module-parts.ts";
import { Runtime } from "../../src/runtime.ts";
import { BriskTelegram, HurriedTelegram } from "./hurried.ts";

const [does = "", home = "", root = "", apiRoot = "", token = "", memory = ""] = process.argv.slice(2);
const hours = { from: "00:00", to: "23:59" };

/** Only what is needed is loaded: it starts again and again. */
async function moduleOf(): Promise<(parts: ModuleParts) => Module> {
  if (does === "books") {
    const { cooperativeModule } = await import("../../src/cooperative/index.ts");
    return (parts) => cooperativeModule({ ...parts, hours });
  }
  if (does === "campaign") {
    const { hesitant } = await import("./campaign-unit.ts");
    return hesitant(hours);
  }
  const { formModule } = await import("../../bench/support/form.ts");
  return formModule;
}

const module = await moduleOf();
const content = loadContent(root);
process.stdout.write("opening\n");
const release = lockHome(home);
const log = createLog("error", { write: (line) => process.stderr.write(line) });
const cursor = (): string | undefined => (memory === "forgetful" ? undefined : runtime.reception.cursorOf("telegram"));
const runtime: Runtime = new Runtime({
  home,
  content,
  programme: { name: "Melati", office: "kantor", zone: "Asia/Jakarta", hours },
  modules: (parts) => [module(parts)],
  channels: [
    new (does === "campaign" ? BriskTelegram : HurriedTelegram)({ token, clock: systemClock, cursor, apiRoot, log }),
  ],
  clock: systemClock,
  log,
  newId: randomId,
  random: Math.random,
});
process.on("SIGTERM", () => {
  runtime.stop().then(
    () => {
      release();
      process.exit(0);
    },
    () => process.exit(4),
  );
});
await runtime.start();
// A minute would be long: what is looked at each minute is looked at all the time.
if (does === "campaign") setInterval(() => void runtime.tickGently(), 40);
