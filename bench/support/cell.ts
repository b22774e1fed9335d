/** The smallest Rukun on Telegram, for measuring a start where the whole one does not: home, root of the Bot API. */
import { TelegramChannel } from "../../src/channels/telegram/index.ts";
import { systemClock } from "../../src/clock.ts";
import { randomId } from "../../src/ids.ts";
import { silentLog } from "../../src/log.ts";
import { Runtime } from "../../src/runtime.ts";
import { TOKEN } from "./bot-api.ts";
import { benchContent } from "./content.ts";
import { dropAllFolders } from "./folders.ts";
import { formModule } from "./form.ts";

const [home = "", apiRoot = ""] = process.argv.slice(2);
const content = benchContent();
dropAllFolders();
const cursor = (): string | undefined => runtime.reception.cursorOf("telegram");
const runtime: Runtime = new Runtime({
  home,
  content,
  programme: { name: "Melati", office: "kantor", zone: "Asia/Jakarta", hours: { from: "08:00", to: "19:30" } },
  modules: (parts) => [formModule(parts)],
  channels: [new TelegramChannel({ token: TOKEN, clock: systemClock, cursor, apiRoot })],
  clock: systemClock,
  log: silentLog,
  newId: randomId,
  random: Math.random,
});
process.on("SIGTERM", () => {
  runtime.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
await runtime.start();
