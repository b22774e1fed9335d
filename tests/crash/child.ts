/**
 * A whole Rukun on Telegram, to be killed. Arguments: home, folder of the content, root of the Bot API, token, and
 * `forgetful` for one that has lost its place and is handed again whatever was not confirmed. It says `opening` before
 * it touches the home; SIGTERM stops it properly.
 */
import { formModule } from "../../bench/support/form.ts";
import { systemClock } from "../../src/clock.ts";
import { loadContent } from "../../src/content/load.ts";
import { lockHome } from "../../src/home.ts";
import { randomId } from "../../src/ids.ts";
import { createLog } from "../../src/log.ts";
import { Runtime } from "../../src/runtime.ts";
import { HurriedTelegram } from "./hurried.ts";

const [home = "", root = "", apiRoot = "", token = "", memory = ""] = process.argv.slice(2);

const content = loadContent(root);
process.stdout.write("opening\n");
const release = lockHome(home);
const log = createLog("error", { write: (line) => process.stderr.write(line) });
const cursor = (): string | undefined => (memory === "forgetful" ? undefined : runtime.reception.cursorOf("telegram"));
const runtime: Runtime = new Runtime({
  home,
  content,
  programme: { name: "Melati", office: "kantor", zone: "Asia/Jakarta", hours: { from: "00:00", to: "23:59" } },
  modules: (parts) => [formModule(parts)],
  channels: [new HurriedTelegram({ token, clock: systemClock, cursor, apiRoot, log })],
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
