import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { ChatExpiry } from "../../../src/channels/whatsapp/chat-expiry.ts";
import { forgetStrangers } from "../../../src/channels/whatsapp/forgetting.ts";
import { cachedKeys } from "../../../src/channels/whatsapp/socket.ts";
import { DAY, HOUR } from "../../../src/clock.ts";
import { createLog, silentLog } from "../../../src/log.ts";
import { Inbox } from "../../contract/inbox.ts";
import { BOT_PHONE, WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, stopAll } from "./support.ts";

const SARIS_LID = "98765432109876";
const ERASED = { phone: "6281299999999", lid: "55555555555555" };
const HIDDEN = { phone: "6281277777777", lid: "77777777777777" };
const SELF = { phone: BOT_PHONE, lid: "91100000000000@lid" };

function keysOf(phone: string, lid: string) {
  return {
    session: { [`${lid}_1.0`]: randomBytes(9), [`${lid}_1.12`]: randomBytes(9), [`${phone}.0`]: randomBytes(9) },
    "identity-key": { [`${lid}_1.0`]: randomBytes(32) },
    "device-list": { [phone]: ["0"], [lid]: ["0", "12"] },
    "lid-mapping": { [phone]: lid, [`${lid}_reverse`]: phone },
    tctoken: { [`${lid}@lid`]: { token: randomBytes(4), timestamp: "1" } },
  };
}

async function home() {
  const { sqlite, keys } = linkedHome();
  const signalKeys = cachedKeys(keys, silentLog);
  for (const [phone, lid] of [
    [SARI, SARIS_LID],
    [ERASED.phone, ERASED.lid],
    [HIDDEN.phone, HIDDEN.lid],
    [SELF.phone, "91100000000000"],
  ] as const)
    await signalKeys.set(keysOf(phone, lid));
  keys.set({ "pre-key": { "1": { public: randomBytes(32), private: randomBytes(32) } } });
  const known = sqlite.prepare(
    "INSERT INTO address (channel, address, speaker_since, last_inbound_at) VALUES ('whatsapp', ?, 0, 1)",
  );
  for (const address of [SARI, `${HIDDEN.lid}@lid`]) known.run(address);
  const ids = () => sqlite.prepare("SELECT type || ' ' || id FROM device_key").pluck().all() as string[];
  const forget = () => forgetStrangers({ sqlite, channel: "whatsapp", keys, signalKeys, self: SELF });
  return { sqlite, keys, signalKeys, ids, forget };
}

it("What the link keeps of an account that is in no record is forgotten, and nobody else's", async () => {
  const { ids, forget, signalKeys } = await home();
  const before = ids();
  const hers = before.filter((id) => id.includes(ERASED.phone) || id.includes(ERASED.lid));
  expect(await forget()).toBe(hers.length);
  expect(ids().sort()).toEqual(before.filter((id) => !hers.includes(id)).sort());
  // Nor does Baileys' memory have it.
  expect((await signalKeys.get("session", [`${ERASED.lid}_1.0`]))[`${ERASED.lid}_1.0`] ?? undefined).toBeUndefined();
  expect(await signalKeys.get("session", [`${SARIS_LID}_1.0`])).not.toEqual({});
  expect(await forget()).toBe(0);
});

it("The channel does it by itself, an hour after its start and then each day", async () => {
  const { sqlite, key, keys } = linkedHome();
  const server = await WhatsAppServer.start({ now: () => NOW });
  const timers = new Set<{ run: () => void; ms: number }>();
  let tell = () => {};
  const write = (line: string) => {
    if (line.includes("were forgotten")) tell();
  };
  const channel = channelTo(
    server,
    { sqlite, key },
    {
      timers: {
        set: (run, ms) => {
          const timer = { run, ms };
          timers.add(timer);
          return timer;
        },
        clear: (timer) => void timers.delete(timer as { run: () => void; ms: number }),
      },
      log: createLog("info", { write }),
    },
  );
  await channel.start(new Inbox().receive);
  await server.opened();
  for (const ms of [HOUR, DAY]) {
    keys.set(keysOf(ERASED.phone, ERASED.lid));
    const forgotten = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const [due] = [...timers].filter((timer) => timer.ms === ms);
    if (due !== undefined) timers.delete(due);
    due?.run();
    await forgotten;
    expect(keys.get("session", [`${ERASED.lid}_1.0`])).toEqual({});
  }
  await stopAll();
  expect([...timers].filter(({ ms }) => ms >= HOUR)).toEqual([]);
  await server.close();
});

it("The setting of a chat that is in no record goes with it", async () => {
  const { sqlite, forget } = await home();
  const expiry = new ChatExpiry(sqlite, "whatsapp");
  expiry.remember(SARI, { seconds: 86_400, setAt: 1 });
  expiry.remember(ERASED.phone, { seconds: 86_400, setAt: 1 });
  await forget();
  expect([expiry.of(SARI)?.seconds, expiry.of(ERASED.phone)]).toEqual([86_400, undefined]);
});
