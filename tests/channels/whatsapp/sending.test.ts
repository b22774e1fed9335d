import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { proto } from "@whiskeysockets/baileys";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChatExpiry } from "../../../src/channels/whatsapp/chat-expiry.ts";
import { messageIdOf } from "../../../src/channels/whatsapp/message-id.ts";
import type { WhatsAppChannel, WhatsAppOptions } from "../../../src/channels/whatsapp/whatsapp.ts";
import { Inbox } from "../../contract/inbox.ts";
import { WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, sendTo, stopAll } from "./support.ts";

let server: WhatsAppServer;
let home: ReturnType<typeof linkedHome>;

beforeEach(async () => {
  server = await WhatsAppServer.start({ now: () => NOW });
  home = linkedHome();
});
afterEach(async () => {
  await stopAll();
  await server.close();
});

async function connected(options: Partial<WhatsAppOptions> = {}): Promise<WhatsAppChannel> {
  const channel = channelTo(server, home, options);
  await channel.start(new Inbox().receive);
  await server.opened();
  return channel;
}

const idsWritten = () => server.stanzas.filter(({ tag }) => tag === "message").map(({ attrs }) => attrs["id"]);
const never = () => new AbortController().signal;

describe("a message to a phone", () => {
  it("has an id that follows from its key, so that a second try is shown once", async () => {
    const channel = await connected();
    expect(await sendTo(channel, { text: "halo" })).toEqual({ kind: "sent", remoteId: messageIdOf("t1:0") });
    expect(await sendTo(channel, { text: "halo" })).toMatchObject({ kind: "sent" });
    expect(server.delivered(SARI)).toEqual([{ id: messageIdOf("t1:0"), text: "halo" }]);
  });

  it("is sent when WhatsApp has said so, and in question when the line is cut before that", async () => {
    const channel = await connected();
    server.loseNextAck();
    await expect(sendTo(channel, { text: "kuitansi" })).rejects.toMatchObject({ code: "whatsapp.no-answer" });
    await server.opened();
    expect(await sendTo(channel, { text: "kuitansi" })).toMatchObject({ kind: "sent" });
    expect(server.delivered(SARI)).toHaveLength(1);
  });

  it("is in question when its time is up and the line is silent", async () => {
    const channel = await connected();
    await sendTo(channel, { text: "pertama" }, "t0");
    server.proxy.loseReplies();
    const time = new AbortController();
    const sending = channel.send({ key: "t1", address: SARI, body: { text: "halo" } }, time.signal);
    await server.until(() => server.delivered(SARI).length === 2);
    time.abort();
    await expect(sending).rejects.toMatchObject({ code: "whatsapp.no-answer" });
  });

  it("waits, and is no failed try, while there is no connection or its time was up before", async () => {
    const notStarted = channelTo(server, home);
    expect(await sendTo(notStarted, { text: "halo" })).toEqual({ kind: "wait", retryAfterMs: 60_000 });
    const channel = await connected();
    server.proxy.shut();
    await server.until(() => !server.isOpen);
    expect(await sendTo(channel, { text: "halo" })).toEqual({ kind: "wait", retryAfterMs: 5_000 });
    server.proxy.open();
    await server.opened();
    const past = { key: "t1:0", address: SARI, body: { text: "halo" } };
    expect(await channel.send(past, AbortSignal.abort())).toEqual({ kind: "wait", retryAfterMs: 5_000 });
    expect(idsWritten()).toEqual([]);
  });

  it("goes to a hidden number as well", async () => {
    const channel = await connected();
    const hidden = "98765432109876@lid";
    const result = await channel.send({ key: "t1", address: hidden, body: { text: "halo" } }, never());
    expect(result).toMatchObject({ kind: "sent" });
    expect(server.delivered(hidden)).toMatchObject([{ text: "halo" }]);
  });
});

describe("what WhatsApp refuses", () => {
  it("is told to a human when WhatsApp says it of the number itself", async () => {
    const alerts: string[] = [];
    await connected({
      onAlert: ({ code }) => alerts.push(code),
      makeSocket: (config) => {
        const socket = server.makeSocket(config);
        setImmediate(() => socket.ev.emit("connection.update", { reachoutTimeLock: { isActive: true } }));
        return socket;
      },
    });
    expect(alerts).toEqual(["whatsapp.chats-restricted"]);
  });

  it("is never sent again where our number may begin no chats, and a human hears of it once", async () => {
    const alerts: string[] = [];
    const channel = await connected({ onAlert: ({ code }) => alerts.push(code) });
    server.refuseNext("463");
    expect(await sendTo(channel, { text: "halo" }, "a")).toEqual({ kind: "refused", code: "whatsapp.463" });
    server.refuseNext("463");
    expect(await sendTo(channel, { text: "halo" }, "b")).toEqual({ kind: "refused", code: "whatsapp.463" });
    expect(idsWritten()).toEqual([messageIdOf("a"), messageIdOf("b")]);
    expect(alerts).toEqual(["whatsapp.chats-restricted"]);
  });

  it("is tried once more with fresh keys where they were out of date, with the same id", async () => {
    const channel = await connected();
    server.refuseNext("479");
    expect(await sendTo(channel, { text: "halo" })).toMatchObject({ kind: "sent" });
    expect(idsWritten()).toEqual([messageIdOf("t1:0"), messageIdOf("t1:0")]);
    expect(server.delivered(SARI)).toHaveLength(1);
    server.refuseNext("479");
    server.refuseNext("479");
    expect(await sendTo(channel, { text: "lagi" }, "t2")).toEqual({ kind: "refused", code: "whatsapp.479" });
    expect(idsWritten()).toHaveLength(4);
  });

  it("waits where WhatsApp is busy, and is not worth a try where it does not want it", async () => {
    const channel = await connected();
    for (const code of ["429", "500", "503"]) {
      server.refuseNext(code);
      expect(await sendTo(channel, { text: "halo" }, "a")).toEqual({ kind: "wait", retryAfterMs: 60_000 });
    }
    server.refuseNext("999");
    expect(await sendTo(channel, { text: "halo" }, "b")).toEqual({ kind: "refused", code: "whatsapp.999" });
    expect(idsWritten()).toHaveLength(4);
  });

  it("is known from an update too, where no refusal was heard", async () => {
    let socket: ReturnType<WhatsAppServer["makeSocket"]> | undefined;
    const channel = await connected({
      makeSocket: (config) => {
        socket = server.makeSocket(config);
        return socket;
      },
    });
    await sendTo(channel, { text: "kenal" }, "t0");
    server.proxy.loseReplies();
    const sending = sendTo(channel, { text: "halo" });
    await server.until(() => server.delivered(SARI).length === 2);
    const key = { remoteJid: `${SARI}@s.whatsapp.net`, fromMe: true, id: messageIdOf("t1:0") };
    socket?.ev.emit("messages.update", [{ key, update: { status: 0, messageStubParameters: ["500x"] } }]);
    expect(await sending).toEqual({ kind: "refused", code: "whatsapp.500x" });
  });

  it("is an address that cannot be one, before anything is asked", async () => {
    const channel = await connected();
    const before = server.stanzas.length;
    for (const address of ["tidak-ada", "", "120363000000000000@g.us", "status@broadcast", "0812", "1@lid"]) {
      const result = await channel.send({ key: "k", address, body: { text: "halo" } }, never());
      expect(result).toEqual({ kind: "unreachable", code: "whatsapp.address" });
    }
    expect(server.stanzas.slice(before).some(({ tag }) => tag === "message")).toBe(false);
  });
});

describe("how a message looks", () => {
  it("disappears in a chat where messages disappear, with the setting of that chat", async () => {
    new ChatExpiry(home.sqlite, "whatsapp").remember(SARI, { seconds: 86_400, setAt: 1_789_000_000 });
    const channel = await connected();
    await sendTo(channel, { text: "halo" });
    const contextInfo = { expiration: 86_400, ephemeralSettingTimestamp: 1_789_000_000 };
    expect(server.written[0]).toEqual({ extendedTextMessage: { text: "halo", contextInfo } });
  });

  it("has no preview of a link, and no setting where there is none", async () => {
    const channel = await connected();
    await sendTo(channel, { text: "Lihat https://contoh.example/a" });
    expect(server.written[0]).toEqual({ extendedTextMessage: { text: "Lihat https://contoh.example/a" } });
  });

  it("leaves a moment to chance before the wire, and nothing else", async () => {
    const waited: number[] = [];
    const wait = async (ms: number) => void waited.push(ms);
    const channel = await connected({ wait, random: () => 0.25, secondsBetween: [3, 5] });
    expect(channel.can.rate).toEqual({ perSecond: 1 / 3, perChatPerSecond: 1 / 3, burst: 1 });
    await sendTo(channel, { text: "halo" });
    expect(waited).toEqual([500]);
  });
});

describe("a phone that could not read a message", () => {
  const ask = async (id: string, body: { text: string } | undefined, more: object = {}) => {
    let getMessage: ((key: proto.IMessageKey) => Promise<proto.IMessage | undefined>) | undefined;
    await connected({
      bodyOf: (remoteId) => (remoteId === "3EB0A" && body !== undefined ? { ...body, ...more } : undefined),
      makeSocket: (config) => {
        getMessage = config.getMessage as typeof getMessage;
        return server.makeSocket(config);
      },
    });
    return getMessage?.({ id, remoteJid: `${SARI}@s.whatsapp.net` });
  };

  it("gets the same words again, with their choices and the chat's setting", async () => {
    new ChatExpiry(home.sqlite, "whatsapp").remember(SARI, { seconds: 60, setAt: 5 });
    const again = await ask("3EB0A", { text: "Lanjut?" }, { choices: [{ id: "a", label: "Ya" }] });
    const contextInfo = { expiration: 60, ephemeralSettingTimestamp: 5 };
    expect(again).toEqual({ extendedTextMessage: { text: "Lanjut?\n\n1. Ya", contextInfo } });
  });

  it.each([
    ["of what is not known", "3EB0B", { text: "a" }, {}],
    ["of what is no text", "3EB0A", { text: "a" }, { file: { name: "a.pdf", mime: "application/pdf", path: "/x" } }],
    ["of what has no words", "3EB0A", { text: " " }, {}],
    ["of one part of a long text", "3EB0A", { text: "kata ".repeat(2_000) }, {}],
  ])("gets nothing %s, and never an empty text", async (_, id, body, more) => {
    expect(await ask(id, body, more)).toBeUndefined();
  });
});

describe("a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rukun-file-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const made = (name: string, mime: string, bytes: string) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return { name, mime, path };
  };

  it("is uploaded encrypted and named in a message, with the text under it", async () => {
    const channel = await connected();
    const file = made("laporan.pdf", "application/pdf", "isi laporan");
    expect(await sendTo(channel, { text: "Ini laporannya.", file })).toMatchObject({ kind: "sent" });
    expect(server.written[0]?.documentMessage).toMatchObject({
      fileName: "laporan.pdf",
      mimetype: "application/pdf",
      caption: "Ini laporannya.",
      directPath: "/v/up/1.enc",
    });
    expect(server.media.uploads).toHaveLength(1);
    expect(server.media.uploads[0]?.includes("isi laporan")).toBe(false);
  });

  it("that is a picture is shown as one", async () => {
    const channel = await connected();
    const file = made("grafik.png", "image/png", "sebuah grafik");
    await sendTo(channel, { text: "", file });
    expect(server.written[0]?.imageMessage).toMatchObject({ mimetype: "image/png" });
    expect(server.written[0]?.imageMessage?.caption ?? "").toBe("");
  });

  it("comes before too long a text, and both count as one message", async () => {
    const channel = await connected();
    const file = made("a.pdf", "application/pdf", "a");
    const result = await sendTo(channel, { text: "Kalimat yang panjang. ".repeat(100), file });
    expect(result).toEqual({ kind: "sent", remoteId: `${messageIdOf("t1:0")},${messageIdOf("t1:0", 1)}` });
    expect(server.written.map((message) => Object.keys(message)[0])).toEqual(
      expect.arrayContaining(["documentMessage", "extendedTextMessage"]),
    );
  });

  it("that is missing or too large is refused; one that cannot be uploaded now waits", async () => {
    const channel = await connected();
    const missing = { name: "a.pdf", mime: "application/pdf", path: join(folder, "tidak-ada.pdf") };
    expect(await sendTo(channel, { text: "a", file: missing })).toEqual({
      kind: "refused",
      code: "whatsapp.file-missing",
    });
    server.media.isFull = true;
    const file = made("b.pdf", "application/pdf", "b");
    expect(await sendTo(channel, { text: "b", file })).toEqual({ kind: "wait", retryAfterMs: 60_000 });
    expect(idsWritten()).toEqual([]);
  });
});

describe("a message that is taken back", () => {
  it("is revoked for everyone, all its parts", async () => {
    const channel = await connected();
    await sendTo(channel, { text: "salah kirim" });
    expect(await channel.remove(SARI, "3EB0AA,3EB0BB", never())).toBe(true);
    const revoked = server.written.flatMap(({ protocolMessage }) => protocolMessage ?? []);
    const key = { remoteJid: `${SARI}@s.whatsapp.net`, fromMe: true };
    expect(revoked).toEqual(
      expect.arrayContaining([
        { key: { ...key, id: "3EB0AA" }, type: 0 },
        { key: { ...key, id: "3EB0BB" }, type: 0 },
      ]),
    );
    const stanzas = server.stanzas.filter(({ attrs }) => attrs["edit"] === "7");
    expect(stanzas.map(({ attrs }) => attrs["id"])).toEqual([
      messageIdOf("remove:3EB0AA"),
      messageIdOf("remove:3EB0BB"),
    ]);
  });

  it("stays where WhatsApp does not want it, and is not known to be gone without a connection", async () => {
    const channel = await connected();
    server.refuseNext("406");
    expect(await channel.remove(SARI, "3EB0AA", never())).toBe(false);
    await channel.stop();
    await expect(channel.remove(SARI, "3EB0AA", never())).rejects.toMatchObject({ code: "whatsapp.away" });
  });
});
