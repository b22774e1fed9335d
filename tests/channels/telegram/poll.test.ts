import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Inbox } from "../../contract/inbox.ts";
import type { TelegramServer } from "../../support/telegram-server.ts";
import { CHAT, channelTo, listLog, startedServer } from "./support.ts";

let server: TelegramServer;
let inbox: Inbox;

beforeEach(async () => {
  server = await startedServer();
  inbox = new Inbox();
});
afterEach(() => server.close());

const pendingCount = () => server.bot.updates.pending.length;

describe("the getUpdates loop", () => {
  it("confirms a batch only with the next request after it was stored", async () => {
    server.userSends(CHAT, "satu");
    const seen: number[] = [];
    const channel = channelTo(server);
    await channel.start((batch) => {
      seen.push(pendingCount());
      return inbox.receive(batch);
    });
    await inbox.stored(1);
    await server.confirmed();
    expect(seen).toEqual([1]);
    await channel.stop();
  });

  it("asks for the updates it knows, from the stored cursor, and stores the next", async () => {
    const first = server.push({});
    server.userSends(CHAT, "satu");
    const call = server.nextCall("getUpdates");
    const channel = channelTo(server, { cursor: () => String(first + 1) });
    await channel.start(inbox.receive);
    expect(await call).toEqual({
      offset: first + 1,
      limit: 100,
      timeout: 30,
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    });
    await inbox.stored(1);
    expect(inbox.cursor()).toBe(String(first + 2));
    await channel.stop();
  });

  it("begins at Telegram's head where the cursor is none of ours, and follows a new series of numbers down", async () => {
    server.bot.updates.startNewSeries(500);
    server.userSends(CHAT, "setelah sepi");
    const channel = channelTo(server, { cursor: () => "700000900" });
    await channel.start(inbox.receive);
    await inbox.stored(1);
    await server.confirmed();
    expect(inbox.cursor()).toBe("501");
    expect(inbox.batches).toHaveLength(1);
    await channel.stop();
    const other = channelTo(server, { cursor: () => "bukan angka" });
    const call = server.nextCall("getUpdates");
    await other.start(inbox.receive);
    expect((await call)["offset"]).toBeUndefined();
    await other.stop();
  });

  it("moves past groups with an empty batch", async () => {
    server.push({ message: { ...server.bot.message(-5, 1, { text: "x" }), chat: { id: -5, type: "group" } } as never });
    const channel = channelTo(server);
    await channel.start(inbox.receive);
    await server.confirmed();
    expect(inbox.batches.map(({ messages }) => messages)).toEqual([[]]);
    await channel.stop();
  });

  it("is not stopped by an update of a shape that nobody foresaw", async () => {
    server.push({ message: { chat: null } as never });
    server.userSends(CHAT, "di belakangnya");
    const { log, lines } = listLog();
    const channel = channelTo(server, { log });
    await channel.start(inbox.receive);
    await inbox.stored(1);
    expect(inbox.texts()).toEqual(["di belakangnya"]);
    expect(lines.map(({ message }) => message)).toEqual(["an update could not be read"]);
    await channel.stop();
  });

  it("waits longer after each failure to store, hands over the same, and says so once", async () => {
    const waits: number[] = [];
    const { log, lines } = listLog();
    const channel = channelTo(server, { log, wait: async (ms) => void waits.push(ms), random: () => 1 });
    inbox.failNext(3);
    server.userSends(CHAT, "satu");
    await channel.start(inbox.receive);
    await inbox.stored(1);
    await server.confirmed();
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(new Set(inbox.handed).size).toBe(1);
    expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    await channel.stop();
  });

  it.each([
    ["a network that cuts", { kind: "cut" }, "telegram.no-answer"],
    ["a lost answer", { kind: "lost" }, "telegram.no-answer"],
    ["a gateway's page", { kind: "garbage" }, "telegram.no-answer"],
    ["an error of Telegram", { kind: "error", code: 500, description: "Internal Server Error" }, "telegram.500"],
    ["a wrong token", { kind: "error", code: 401, description: "Unauthorized" }, "telegram.token"],
    ["another poller", { kind: "error", code: 409, description: "Conflict: terminated" }, "telegram.other-poller"],
  ] as const)("lives through %s", async (_, fault, code) => {
    const { log, lines } = listLog();
    const channel = channelTo(server, { log });
    server.next("getUpdates", fault, 3);
    server.userSends(CHAT, "masih ada");
    await channel.start(inbox.receive);
    await server.confirmed();
    await inbox.stored(1);
    expect(inbox.texts()).toEqual(["masih ada"]);
    expect(lines.filter(({ level }) => level === "warn").map(({ fields }) => fields)).toMatchObject([{ code }]);
    await channel.stop();
  });

  it("waits as long as Telegram asks", async () => {
    const waits: number[] = [];
    const channel = channelTo(server, { wait: async (ms) => void waits.push(ms) });
    server.next("getUpdates", { kind: "error", code: 429, description: "Too Many Requests", retryAfter: 90 });
    server.userSends(CHAT, "halo");
    await channel.start(inbox.receive);
    await inbox.stored(1);
    expect(waits).toEqual([90_000]);
    await channel.stop();
  });

  it("gives up a connection that has died in silence", async () => {
    const channel = channelTo(server, { pollSeconds: 0, graceSeconds: 0.05 });
    server.next("getUpdates", { kind: "silent" });
    server.userSends(CHAT, "halo");
    await channel.start(inbox.receive);
    await inbox.stored(1);
    await channel.stop();
  });

  it("ends a wait when it is stopped", async () => {
    let began = () => {};
    const waiting = new Promise<void>((resolve) => {
      began = resolve;
    });
    const channel = channelTo(server, {
      wait: (_, signal) => {
        began();
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      },
    });
    server.next("getUpdates", { kind: "cut" });
    await channel.start(inbox.receive);
    await waiting;
    await channel.stop();
  });

  it("refuses to be started twice", async () => {
    const channel = channelTo(server);
    await channel.start(inbox.receive);
    await expect(channel.start(inbox.receive)).rejects.toMatchObject({ code: "telegram.started" });
    await channel.stop();
  });

  it("answers the query of a tap after it was stored, and does not mind a refusal", async () => {
    const channel = channelTo(server);
    await channel.start(inbox.receive);
    const sent = server.bot.record({ chat: CHAT, text: "?", buttons: [{ text: "Ya", data: "q1" }] });
    server.next("answerCallbackQuery", { kind: "error", code: 400, description: "Bad Request: query is too old" });
    const answers = [server.nextCall("answerCallbackQuery")];
    const first = server.userTaps(CHAT, sent.messageId, 0);
    expect(await answers[0]).toEqual({ callback_query_id: first });
    answers.push(server.nextCall("answerCallbackQuery"));
    const second = server.userTaps(CHAT, sent.messageId, 0);
    expect(await answers[1]).toEqual({ callback_query_id: second });
    await inbox.stored(2);
    expect(inbox.messages.map(({ id }) => id)).toEqual([`c${first}`, `c${second}`]);
    await channel.stop();
  });
});
