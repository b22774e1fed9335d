import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TelegramChannel, telegramWebhook } from "../../../src/channels/telegram/index.ts";
import { Inbox } from "../../contract/inbox.ts";
import type { TelegramServer } from "../../support/telegram-server.ts";
import { CHAT, channelTo, startedServer } from "./support.ts";

const SECRET = "rahasia-rahasia-rahasia";
let server: TelegramServer;
let inbox: Inbox;
beforeEach(async () => {
  server = await startedServer();
  inbox = new Inbox();
});
afterEach(() => server.close());

describe("health", () => {
  it("is good where the bot answers", async () => {
    expect(await channelTo(server).health()).toEqual({
      ok: true,
      what: "Telegram answers; the bot is @rukun_uji_bot.",
    });
  });

  it.each([
    ["a wrong token", { kind: "error", code: 401, description: "Unauthorized" }, /token/],
    ["a cut connection", { kind: "cut" }, /does not answer/],
  ] as const)("says what to do about %s", async (_, fault, what) => {
    server.next("getMe", fault);
    const health = await channelTo(server).health();
    expect(health).toMatchObject({ ok: false, what: expect.stringMatching(what), how: expect.any(String) });
  });

  it("sees a webhook that is in the way, which can be removed", async () => {
    server.bot.webhook = "https://lama.example/hook";
    const channel = channelTo(server);
    expect(await channel.health()).toMatchObject({ ok: false, what: expect.stringMatching(/webhook/) });
    await channel.removeWebhook();
    expect(await channel.health()).toMatchObject({ ok: true });
  });

  it("sees a webhook that is missing", async () => {
    const channel = channelTo(server, { reception: "webhook" });
    expect(await channel.health()).toMatchObject({ ok: false, how: expect.stringMatching(/setWebhook/) });
  });

  it("tells the trouble of the loop until it is over", async () => {
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let isWaiting = () => {};
    const waiting = new Promise<void>((resolve) => {
      isWaiting = resolve;
    });
    const wait = () => {
      isWaiting();
      return waited;
    };
    const channel = channelTo(server, { wait });
    server.next("getUpdates", { kind: "error", code: 409, description: "Conflict: terminated by other getUpdates" });
    await channel.start(inbox.receive);
    await waiting;
    expect(await channel.health()).toMatchObject({ ok: false, what: expect.stringMatching(/Another program/) });
    goOn();
    server.userSends(CHAT, "halo");
    await inbox.stored(1);
    await server.confirmed();
    expect(await channel.health()).toMatchObject({ ok: true });
    await channel.stop();
  });
});

/** What Telegram would deliver next. */
const nextUpdate = () => JSON.stringify(server.bot.updates.pending.at(-1));

function post(body: string, secret = SECRET, method = "POST"): Request {
  const headers = { "x-telegram-bot-api-secret-token": secret, "content-type": "application/json" };
  return new Request("https://rukun.example/telegram", { method, headers, ...(method === "POST" && { body }) });
}

describe("the webhook", () => {
  let channel: TelegramChannel;
  let hook: (request: Request) => Promise<Response>;
  const status = async (request: Request) => (await hook(request)).status;
  beforeEach(async () => {
    channel = channelTo(server, { reception: "webhook" });
    hook = telegramWebhook({ channel, secret: SECRET });
    await channel.start(inbox.receive);
  });
  afterEach(() => channel.stop());

  it("answers 200 when the update is stored, and polls nothing", async () => {
    server.userSends(CHAT, "halo");
    expect(await status(post(nextUpdate()))).toBe(200);
    expect(inbox.texts()).toEqual(["halo"]);
    expect(inbox.cursor()).toBeUndefined();
    expect(server.calls).toEqual([]);
  });

  it("gives the ids that polling gives", async () => {
    server.userSends(CHAT, "halo");
    await hook(post(nextUpdate()));
    const polled = new Inbox();
    const poller = channelTo(server);
    await poller.start(polled.receive);
    await polled.stored(1);
    await poller.stop();
    expect(polled.messages).toEqual(inbox.messages);
  });

  it("answers 503 when it is not stored, so that it comes again", async () => {
    server.userSends(CHAT, "halo");
    inbox.failNext(1);
    expect(await status(post(nextUpdate()))).toBe(503);
    expect(await status(post(nextUpdate()))).toBe(200);
    expect(new Set(inbox.handed).size).toBe(1);
    await channel.stop();
    expect(await status(post(nextUpdate()))).toBe(503);
  });

  it("answers the query of a tap", async () => {
    const sent = server.bot.record({ chat: CHAT, text: "?", buttons: [{ text: "Ya", data: "q1" }] });
    const id = server.userTaps(CHAT, sent.messageId, 0);
    const answered = server.nextCall("answerCallbackQuery");
    expect(await status(post(nextUpdate()))).toBe(200);
    expect(await answered).toEqual({ callback_query_id: id });
  });

  it("takes nothing from anybody else", async () => {
    server.userSends(CHAT, "halo");
    expect(await status(post(nextUpdate(), "tebakan"))).toBe(401);
    expect(await status(post(nextUpdate(), ""))).toBe(401);
    expect(await status(post(nextUpdate(), SECRET, "GET"))).toBe(405);
    expect(await status(post("{"))).toBe(400);
    expect(await status(post("{}"))).toBe(400);
    expect(await status(post(`"${"x".repeat(1024 * 1024)}"`))).toBe(400);
    expect(inbox.batches).toEqual([]);
  });

  it("wants a secret worth the name", () => {
    expect(() => telegramWebhook({ channel, secret: "pendek" })).toThrow(/16 to 256/);
  });
});

describe("fetchMedia", () => {
  const signal = new AbortController().signal;
  const photoRef = (bytes: Uint8Array, announce: boolean) =>
    server.userSendsPhoto(CHAT, bytes, { announce }).photo?.[0]?.file_id ?? "";

  it("gives the bytes and their kind", async () => {
    const ref = photoRef(Buffer.from("foto"), true);
    const { bytes, mime } = await channelTo(server).fetchMedia(ref, 4, signal);
    expect([Buffer.from(bytes).toString(), mime]).toEqual(["foto", "image/jpeg"]);
  });

  it("stops a file that grows past the limit, whatever was announced", async () => {
    const channel = channelTo(server);
    for (const announce of [true, false]) {
      const ref = photoRef(Buffer.alloc(200_000), announce);
      await expect(channel.fetchMedia(ref, 100_000, signal)).rejects.toMatchObject({ code: "media.too-large" });
    }
  });

  it.each([
    [
      "a file too big for bots",
      { kind: "error", code: 400, description: "Bad Request: file is too big" },
      "media.too-large",
    ],
    ["a file that is gone", { kind: "error", code: 400, description: "Bad Request: wrong file_id" }, "media.gone"],
    ["a cut connection", { kind: "cut" }, "media.unavailable"],
  ] as const)("names %s", async (_, fault, code) => {
    server.next("getFile", fault);
    await expect(channelTo(server).fetchMedia("file-1", 100, signal)).rejects.toMatchObject({ code });
  });
});
