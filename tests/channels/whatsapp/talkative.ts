import { writeFileSync } from "node:fs";
import { inspect } from "node:util";
import type { MakeSocket } from "../../../src/channels/whatsapp/socket.ts";
import { createLog } from "../../../src/log.ts";
import { Inbox } from "../../contract/inbox.ts";
import { WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, sendTo, stopAll } from "./support.ts";

/**
 * A process in which WhatsApp goes well and badly, with Baileys and our log at their most talkative. What must not be
 * in its output is written to the file that is named.
 */
const TEXT = "suami saya tidak boleh tahu";
const ANSWER = "uang simpanan ibu aman";
const HIDDEN = "98765432109876";

const server = await WhatsAppServer.start({ now: () => NOW });
const home = linkedHome();
const creds = home.keys.creds();
if (creds === undefined) throw new Error("nothing is linked");
const privateKeys = [creds.noiseKey.private, creds.signedIdentityKey.private, creds.signedPreKey.keyPair.private];

/** Baileys believes that everything of this log is wanted, frames as XML included. */
const makeSocket: MakeSocket = (config) => {
  if (config.logger !== undefined) config.logger.level = "trace";
  return server.makeSocket(config);
};
let said = "";
const waiting = new Map<string, () => void>();
const write = (line: string) => {
  said += line;
  process.stdout.write(line);
  for (const [words, resolve] of waiting) if (said.includes(words)) resolve();
};
/** Resolves when the log has these words. */
const logged = (words: string) => new Promise<void>((resolve) => void waiting.set(words, resolve));
const log = createLog("trace", { write });
const onAlert = (alert: object) => log.error(alert, "alert");
const channel = channelTo(server, home, { log, onAlert, makeSocket });
const inbox = new Inbox();
await channel.start(inbox.receive);
await server.opened();

await server.userSendsByWire(SARI, TEXT);
await server.userSendsByWire(`${HIDDEN}@lid`, TEXT);
const photo = await server.media.add(Buffer.from("bukan gambar"), "image");
server.userSendsContent(SARI, { imageMessage: { ...photo, caption: TEXT } });
await inbox.stored(3);
await sendTo(channel, { text: ANSWER }, "t1:0");

server.refuseNext("479");
await sendTo(channel, { text: ANSWER }, "t2:0").catch(shown);
server.refuseNext("463");
await sendTo(channel, { text: ANSWER }, "t3:0").catch(shown);
await channel.fetchMedia("no reference", 100, AbortSignal.timeout(5_000)).catch(shown);

// What cannot be decrypted, what is no message, and the other side's goodbye.
const from = `${SARI}@s.whatsapp.net`;
const enc = { tag: "enc", attrs: { type: "pkmsg", v: "2" }, content: Buffer.from(TEXT) };
const undecrypted = logged("failed to decrypt message");
server.put({ tag: "message", attrs: { from, id: "3AFF", t: "1790000000", notify: "Ibu Sari" }, content: [enc] });
server.put({ tag: "message", attrs: { from, notify: "Ibu Sari" }, content: TEXT });
server.put({ tag: "notification", attrs: { from, type: "devices", id: "1" }, content: [] });
process.stdout.write(`${inspect(channel, { depth: 20, showHidden: true, getters: true })}\n`);
process.stdout.write(`${JSON.stringify(await channel.health())}\n`);
await undecrypted;
const alerted = logged("whatsapp.logged-out");
server.put({ tag: "failure", attrs: { reason: "401", location: from } });
await alerted;
process.stdout.write(`${JSON.stringify(await channel.health())}\n`);
await channel.stop();
await stopAll();
await server.close();

const binary = [home.key, photo.mediaKey ?? "", ...privateKeys].map((bytes) => Buffer.from(bytes));
const asText = binary.flatMap((bytes) => [
  bytes.toString("base64"),
  bytes.toString("hex"),
  inspect(bytes).slice(8, 60),
  [...bytes.subarray(0, 12)].join(","),
]);
const secrets = [TEXT, ANSWER, HIDDEN, SARI, "6281100000000", "91100000000000", "Ibu Sari", "tidak boleh", ...asText];
writeFileSync(process.argv[2] ?? "", JSON.stringify(secrets));
process.stdout.write("the end\n");
process.exit(0);

function shown(error: unknown): void {
  process.stdout.write(`${inspect(error, { depth: 20, showHidden: true })}\n`);
}
