import { randomBytes } from "node:crypto";
import { aesEncryptGCM, hkdf, proto } from "@whiskeysockets/baileys";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mediaRef } from "../../../src/channels/whatsapp/media-ref.ts";
import type { WhatsAppChannel } from "../../../src/channels/whatsapp/whatsapp.ts";
import { Inbox } from "../../contract/inbox.ts";
import { WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, stopAll } from "./support.ts";

const FROM = `${SARI}@s.whatsapp.net`;
const ID = "3A0000000000000000AB";
let server: WhatsAppServer;
let channel: WhatsAppChannel;
beforeEach(async () => {
  server = await WhatsAppServer.start({ now: () => NOW });
  channel = channelTo(server, linkedHome());
  await channel.start(new Inbox().receive);
  await server.opened();
});
afterEach(async () => {
  await stopAll();
  await server.close();
});

/** A photo that WhatsApp has thrown away, and the path under which it lies once it was uploaded again. */
async function goneFile() {
  const bytes = randomBytes(300);
  const { directPath, ...fields } = await server.media.add(bytes, "image");
  const imageMessage = { ...fields, url: "", directPath: "/v/sudah-dihapus.enc" };
  const ref = mediaRef({ key: { remoteJid: FROM, id: ID }, message: { imageMessage } }) ?? "";
  return { ref, bytes, directPath, mediaKey: fields.mediaKey };
}

const isAsked = () => server.stanzas.some(({ attrs }) => attrs["type"] === "server-error" && attrs["id"] === ID);

/** What the phone says: that it has uploaded the file, or that it does not have it either. */
function phoneSays(mediaKey: Uint8Array, said: proto.IMediaRetryNotification): void {
  const iv = randomBytes(12);
  const secret = hkdf(Buffer.from(mediaKey), 32, { info: "WhatsApp Media Retry Notification" });
  const plain = proto.MediaRetryNotification.encode({ stanzaId: ID, ...said }).finish();
  const content = [
    { tag: "enc_p", attrs: {}, content: aesEncryptGCM(plain, secret, iv, Buffer.from(ID)) },
    { tag: "enc_iv", attrs: {}, content: iv },
  ];
  server.put({
    tag: "notification",
    attrs: { type: "mediaretry", id: ID, from: FROM },
    content: [
      { tag: "encrypt", attrs: {}, content },
      { tag: "rmr", attrs: { jid: FROM, from_me: "false" } },
    ],
  });
}

const { SUCCESS, NOT_FOUND } = proto.MediaRetryNotification.ResultType;

describe("a file that WhatsApp no longer has", () => {
  it("is fetched from where our own phone has uploaded it again", async () => {
    const { ref, bytes, directPath, mediaKey } = await goneFile();
    const fetching = channel.fetchMedia(ref, 1_000, AbortSignal.timeout(30_000));
    await server.until(isAsked);
    phoneSays(mediaKey, { result: SUCCESS, directPath });
    expect(await fetching).toEqual({ bytes, mime: "image/jpeg" });
    expect(server.media.asked).toEqual(["/v/sudah-dihapus.enc", directPath]);
  });

  it("is gone when the phone does not have it either, and no other address is asked than WhatsApp's", async () => {
    const { ref, mediaKey } = await goneFile();
    for (const said of [{ result: NOT_FOUND }, { result: SUCCESS, directPath: "//evil.example/x" }]) {
      server.stanzas.length = 0;
      const fetching = channel.fetchMedia(ref, 1_000, AbortSignal.timeout(30_000));
      await server.until(isAsked);
      phoneSays(mediaKey, said);
      await expect(fetching).rejects.toMatchObject({ code: "media.gone" });
    }
    expect(new Set(server.media.asked)).toEqual(new Set(["/v/sudah-dihapus.enc"]));
  });

  it("is gone when the phone is off and the time is up, when the line is cut, and where there is none", async () => {
    const { ref } = await goneFile();
    const time = new AbortController();
    const fetching = channel.fetchMedia(ref, 1_000, time.signal);
    await server.until(isAsked);
    time.abort();
    await expect(fetching).rejects.toMatchObject({ code: "media.gone" });
    server.stanzas.length = 0;
    const cut = channel.fetchMedia(ref, 1_000, AbortSignal.timeout(30_000));
    await server.until(isAsked);
    server.proxy.cut();
    await expect(cut).rejects.toMatchObject({ code: "media.gone" });
    await channel.stop();
    await expect(channel.fetchMedia(ref, 1_000, AbortSignal.timeout(30_000))).rejects.toMatchObject({
      code: "media.gone",
    });
  });
});
