import { randomBytes } from "node:crypto";
import { DeviceKeys } from "../../../src/channels/whatsapp/device-keys.ts";
import { WhatsAppChannel, type WhatsAppOptions } from "../../../src/channels/whatsapp/whatsapp.ts";
import { FixedClock } from "../../../src/clock.ts";
import type { OutgoingBody, SendResult } from "../../../src/conversation/channel.ts";
import type { Db } from "../../../src/db/open.ts";
import { freshDb } from "../../support/databases.ts";
import { linkedCreds, type WhatsAppServer } from "../../support/whatsapp-server.ts";

export const NOW = 1_790_000_000_000;
export const SARI = "6281234567890";

/** A home in which a number is linked. */
export function linkedHome(): { sqlite: Db["sqlite"]; key: Buffer; keys: DeviceKeys } {
  const { sqlite } = freshDb();
  const key = randomBytes(32);
  const keys = new DeviceKeys(sqlite, "whatsapp", key);
  keys.saveCreds(linkedCreds());
  return { sqlite, key, keys };
}

const made: WhatsAppChannel[] = [];

/** Ends the channels of a test, also of one that has failed: they would go on connecting. */
export async function stopAll(): Promise<void> {
  for (const channel of made.splice(0)) await channel.stop();
}

/** A channel to a stand-in, without waits; what is given replaces what is here. */
export function channelTo(
  server: WhatsAppServer,
  home: { sqlite: Db["sqlite"]; key: Buffer },
  options: Partial<WhatsAppOptions> = {},
): WhatsAppChannel {
  const channel = new WhatsAppChannel({
    ...home,
    webSocketUrl: server.webSocketUrl,
    mediaRoot: server.media.root,
    makeSocket: server.makeSocket,
    clock: new FixedClock(NOW),
    bodyOf: () => undefined,
    onAlert: () => {},
    secondsBetween: [0, 0],
    wait: async () => {},
    random: () => 0,
    ...options,
  });
  made.push(channel);
  return channel;
}

export function sendTo(channel: WhatsAppChannel, body: OutgoingBody, key = "t1:0"): Promise<SendResult> {
  return channel.send({ key, address: SARI, body }, new AbortController().signal);
}
