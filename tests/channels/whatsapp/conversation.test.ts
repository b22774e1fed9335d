import { randomBytes } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { DeviceKeys } from "../../../src/channels/whatsapp/device-keys.ts";
import type { WhatsAppChannel } from "../../../src/channels/whatsapp/whatsapp.ts";
import { MovableClock } from "../../../src/clock.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { silentLog } from "../../../src/log.ts";
import { Runtime } from "../../../src/runtime.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { ownContent } from "../../support/content.ts";
import { linkedCreds, WhatsAppServer } from "../../support/whatsapp-server.ts";
import { FRIDAY, membershipOnly, PROGRAMME } from "../../support/world.ts";
import { channelTo, SARI, stopAll } from "./support.ts";

let server: WhatsAppServer;
let runtime: Runtime;
afterEach(async () => {
  await runtime.stop();
  await stopAll();
  await server.close();
});

/** A whole Rukun on WhatsApp, linked and connected. */
async function rukun(clock: MovableClock): Promise<void> {
  server = await WhatsAppServer.start({ now: () => clock.now() });
  const key = randomBytes(32);
  let channel: WhatsAppChannel | undefined;
  runtime = new Runtime({
    home: temporaryFolder(),
    content: ownContent(),
    programme: PROGRAMME,
    modules: membershipOnly,
    channels: ({ db: { sqlite }, outbox }) => {
      new DeviceKeys(sqlite, "whatsapp", key).saveCreds(linkedCreds());
      const bodyOf = (id: string) => outbox.bodyByRemoteId("whatsapp", id, clock.now());
      channel = channelTo(server, { sqlite, key }, { clock, bodyOf, secondsBetween: [0.001, 0.001] });
      return [channel];
    },
    clock,
    log: silentLog,
    newId: sequentialIds(),
    random: () => 0.5,
  });
  await runtime.start();
  await server.opened();
}

const shown = () => server.delivered(SARI).map(({ text }) => text);

it("A woman writes on WhatsApp and is answered, also when the line is cut before WhatsApp's word on it", async () => {
  const clock = new MovableClock(FRIDAY - Date.now());
  await rukun(clock);
  server.userSends(SARI, "halo");
  await server.until(() => shown().length === 1);
  expect(shown()[0]).toContain("1. ");
  await runtime.dispatcher.settled();

  server.loseNextAck();
  server.userSends(SARI, "1");
  await server.until(() => shown().length === 2);
  await runtime.dispatcher.settled();
  await server.opened();
  // The try after the one that nobody knows about: the same id, so her phone shows it once.
  clock.advanceTo(clock.now() + 60_000);
  await runtime.dispatcher.settled();
  const sent = runtime.db.sqlite.prepare("SELECT state, attempts FROM outbox ORDER BY id").raw().all();
  expect(sent.at(-1)).toEqual(["sent", 1]);
  expect(new Set(shown()).size).toBe(shown().length);

  const [{ id } = { id: "" }] = server.delivered(SARI);
  expect(runtime.outbox.bodyByRemoteId("whatsapp", id, clock.now())).toBeDefined();
  expect(server.receipts.size).toBe(2);
});
