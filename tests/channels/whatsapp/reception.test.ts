import { proto } from "@whiskeysockets/baileys";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receive } from "../../../src/conversation/channel.ts";
import { Inbox } from "../../contract/inbox.ts";
import { WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, stopAll } from "./support.ts";

let server: WhatsAppServer;
let home: ReturnType<typeof linkedHome>;
let inbox: Inbox;

beforeEach(async () => {
  server = await WhatsAppServer.start({ now: () => NOW });
  home = linkedHome();
  inbox = new Inbox();
});
afterEach(async () => {
  await stopAll();
  await server.close();
});

/** A channel that is started and connected. */
async function started(receive: Receive = inbox.receive, options: Parameters<typeof channelTo>[2] = {}) {
  const channel = channelTo(server, home, options);
  await channel.start(receive);
  await server.opened();
  return channel;
}

describe("messages from WhatsApp", () => {
  it("come over the wire as they are written, from a phone and from a hidden number", async () => {
    await started();
    await server.userSendsByWire(SARI, "lewat kabel");
    await server.userSendsByWire("98765432109876@lid", "tanpa nomor");
    await inbox.stored(2);
    expect(inbox.messages).toMatchObject([
      { address: SARI, sentAt: NOW, content: { kind: "text", text: "lewat kabel" } },
      { address: "98765432109876@lid", content: { kind: "text", text: "tanpa nomor" } },
    ]);
  });

  it("are taken when they come live and when they waited while we were away, in one order", async () => {
    server.userSendsBurst(SARI, ["menunggu 1", "menunggu 2"]);
    await started();
    await inbox.stored(2);
    server.userSends(SARI, "langsung");
    await inbox.stored(3);
    expect(inbox.texts()).toEqual(["menunggu 1", "menunggu 2", "langsung"]);
  });

  it("get their receipt after they are stored, and not before", async () => {
    const confirmed: number[] = [];
    const receive: Receive = (batch) => {
      confirmed.push(server.receipts.size);
      return inbox.receive(batch);
    };
    server.userSendsBurst(SARI, ["a", "b", "c"]);
    await started(receive);
    await server.until(() => server.receipts.size === 3);
    server.userSends(SARI, "d");
    await server.until(() => server.receipts.size === 4);
    expect(confirmed).toEqual([0, 3]);
  });

  it("are not confirmed when they cannot be stored: the line is closed until they are", async () => {
    const said: string[] = [];
    const waiting: number[] = [];
    const channel = channelTo(server, home, {
      wait: async (ms) => {
        waiting.push(ms);
        said.push((await channel.health()).what);
        if (waiting.length === 2) expect([server.receipts.size, inbox.texts()]).toEqual([0, []]);
      },
    });
    inbox.failNext(3);
    server.userSendsBurst(SARI, ["a", "b"]);
    await channel.start(inbox.receive);
    await server.until(() => server.receipts.size === 2);
    expect(inbox.texts()).toEqual(["a", "b"]);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain("cannot be stored");
    expect(server.proxy.connections).toBe(2);
    expect(await channel.health()).toMatchObject({ ok: true });
  });

  it("are handed over though the line is cut while they lie in Baileys' buffer", async () => {
    const connections: number[] = [];
    const receive: Receive = (batch) => {
      connections.push(server.proxy.connections);
      return inbox.receive(batch);
    };
    let tell = () => {};
    const decrypted = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await started(receive, {
      // Nothing empties the buffer in time: the timer that would never runs.
      timers: { set: () => undefined, clear: () => {} },
      makeSocket: (config) => {
        const socket = server.makeSocket(config);
        if (socket.messageRetryManager !== null) socket.messageRetryManager.addRecentMessage = tell;
        return socket;
      },
    });
    server.userSendsBurst(SARI, ["hampir hilang"]);
    await decrypted;
    await new Promise((resolve) => setImmediate(resolve));
    server.proxy.cut();
    await inbox.stored(1);
    expect([connections, inbox.texts()]).toEqual([[1], ["hampir hilang"]]);
  });

  it("from groups, lists and channels are none of ours", async () => {
    await started();
    const said = proto.Message.encode({ conversation: "bukan kami" }).finish();
    for (const from of ["120363000000000000@g.us", "status@broadcast", "120363000000000001@newsletter"]) {
      const attrs = { from, id: `3AX${from.length}`, participant: "6281299999999@s.whatsapp.net" };
      const { content, ...node } = stanza("", said);
      server.put({ ...node, attrs: { ...node.attrs, ...attrs }, content });
    }
    server.userSends(SARI, "kami");
    await inbox.stored(1);
    expect(inbox.texts()).toEqual(["kami"]);
  });

  it("that nobody could have foreseen stop nobody's messages behind them", async () => {
    await started();
    const broken = Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]);
    server.put(stanza("3AXA", broken));
    server.put({ tag: "message", attrs: { id: "3AXB" } });
    server.put({ tag: "message", attrs: { from: "bukan-jid", id: "3AXC" }, content: [] });
    server.put({ ...stanza("3AXD", Buffer.alloc(0)), content: [] });
    server.put(stanza("3AXE", Buffer.from([0xf8, 0xff, 0x7f, 1])));
    server.userSendsContent(SARI, { conversation: "x".repeat(60_000) });
    server.userSendsContent(SARI, {}, { t: "bukan-waktu" });
    server.userSendsContent(SARI, { imageMessage: {} });
    server.userSendsContent(SARI, { conversation: "masa depan" }, { t: "99999999999" });
    server.userSends(SARI, "halo");
    await inbox.stored(5);
    expect(inbox.texts().at(-1)).toBe("halo");
    const long = inbox.messages.find(({ content }) => content.kind === "text" && content.text.length === 60_000);
    expect(long).toBeDefined();
    const future = inbox.messages.find(({ content }) => content.kind === "text" && content.text === "masa depan");
    expect(future?.sentAt).toBe(NOW);
    expect(server.proxy.connections).toBe(1);
  });

  it("may make Baileys stumble: a listener that rejects ends neither the connection nor the process", async () => {
    const rejections: unknown[] = [];
    const note = (error: unknown) => rejections.push(error);
    process.on("unhandledRejection", note);
    const channel = await started(inbox.receive, {
      makeSocket: (config) => {
        const socket = server.makeSocket(config);
        socket.ws.on("CB:iq", async ({ attrs }: { attrs: Record<string, string> }) => {
          if (attrs["id"] === "jatuh") throw new Error("a listener of Baileys stumbles");
        });
        return socket;
      },
    });
    server.put({ tag: "iq", attrs: { id: "jatuh" } });
    server.userSends(SARI, "masih di sini");
    await inbox.stored(1);
    await channel.stop();
    expect(server.proxy.connections).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(rejections).toEqual([]);
  });

  it("are left alone by a channel without a linked number, which says so", async () => {
    home.keys.clear();
    const alerts: string[] = [];
    const channel = channelTo(server, home, { onAlert: ({ code }) => alerts.push(code) });
    await channel.start(inbox.receive);
    expect(alerts).toEqual(["whatsapp.not-linked"]);
    expect(await channel.health()).toMatchObject({ ok: false, what: "No phone is linked." });
    expect(server.proxy.connections).toBe(0);
  });
});

function stanza(id: string, plaintext: Uint8Array) {
  const attrs = { from: `${SARI}@s.whatsapp.net`, id, type: "text", t: String(NOW / 1_000) };
  return { tag: "message", attrs, content: [{ tag: "plaintext", attrs: {}, content: plaintext }] };
}
