import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TelegramServer } from "../../support/telegram-server.ts";
import { CHAT, channelTo, sendTo, startedServer } from "./support.ts";

let server: TelegramServer;
beforeEach(async () => {
  server = await startedServer();
});
afterEach(() => server.close());

/** Three parts at 4,096 each. */
const LONG = Array.from({ length: 250 }, (_, index) => `Simpanan wajib yang ke-${index} sudah dicatat. `).join("");
const throttled = { kind: "error", code: 429, description: "Too Many Requests", retryAfter: 7 } as const;

/** The first part goes out, the second meets the fault. */
async function failSecondPart(fault: Parameters<TelegramServer["next"]>[1]) {
  server.next("sendMessage", { kind: "slow", until: Promise.resolve() });
  server.next("sendMessage", fault);
}

const texts = () => server.sent(CHAT).map(({ text }) => text);

describe("send", () => {
  it("sends plain text without previews, and one button a row", async () => {
    const choices = [
      { id: "a1", label: "Ya" },
      { id: "a2", label: "Tidak" },
    ];
    const result = await sendTo(channelTo(server), { text: "*Halo* https://x.id <b>", choices });
    expect(result).toEqual({ kind: "sent", remoteId: String(server.sent(CHAT)[0]?.messageId) });
    expect(server.calls.at(-1)?.fields).toEqual({
      chat_id: String(CHAT),
      text: "*Halo* https://x.id <b>\n\n1. Ya\n2. Tidak",
      link_preview_options: { is_disabled: true },
      reply_markup: {
        inline_keyboard: [[{ text: "Ya", callback_data: "a1" }], [{ text: "Tidak", callback_data: "a2" }]],
      },
    });
  });

  it("refuses an id of more than 64 bytes before anything is sent", async () => {
    const tooLong = [{ id: "é".repeat(33), label: "Ya" }];
    const result = await sendTo(channelTo(server), { text: LONG, choices: tooLong });
    expect(result).toEqual({ kind: "refused", code: "telegram.choice-id" });
    expect(server.calls).toEqual([]);
    const fits = [{ id: "é".repeat(32), label: "Ya" }];
    expect(await sendTo(channelTo(server), { text: "?", choices: fits })).toMatchObject({ kind: "sent" });
  });

  it("leaves out the buttons where they are too many, and keeps the numbers", async () => {
    const choices = Array.from({ length: 101 }, (_, index) => ({ id: `c${index}`, label: `Desa ${index}` }));
    expect(await sendTo(channelTo(server), { text: "?", choices })).toMatchObject({ kind: "sent" });
    expect(server.sent(CHAT)[0]?.buttons).toEqual([]);
    expect(server.sent(CHAT)[0]?.text).toContain("\n101. Desa 100");
  });

  it.each(["-1001", "@kanal", "0", "1e5", ""])("never writes to %j", async (address) => {
    const message = { key: "k", address, body: { text: "halo" } };
    const result = await channelTo(server).send(message, new AbortController().signal);
    expect(result).toEqual({ kind: "unreachable", code: "telegram.address" });
    expect(server.calls).toEqual([]);
  });

  it("tells a closed account", async () => {
    server.bot.deactivated.add(CHAT);
    const result = await sendTo(channelTo(server), { text: "halo" });
    expect(result).toEqual({ kind: "unreachable", code: "telegram.deactivated" });
  });

  it("waits, and does not doubt, where no connection was made", async () => {
    const closed = await startedServer();
    await closed.close();
    const channel = channelTo(server, { apiRoot: closed.apiRoot });
    expect(await sendTo(channel, { text: "halo" })).toEqual({ kind: "wait", retryAfterMs: 5_000 });
  });

  it.each([
    ["a cut connection", { kind: "cut" }],
    ["a gateway's page", { kind: "garbage" }],
    ["an error of Telegram", { kind: "error", code: 500, description: "Internal Server Error" }],
  ] as const)("throws after %s: whether it was sent is not known", async (_, fault) => {
    server.next("sendMessage", fault);
    await expect(sendTo(channelTo(server), { text: "halo" })).rejects.toMatchObject({ retryable: true });
  });

  it("throws when its deadline is over", async () => {
    server.next("sendMessage", { kind: "silent" });
    const deadline = new AbortController();
    void server.nextCall("sendMessage").then(() => deadline.abort());
    const message = { key: "k", address: String(CHAT), body: { text: "halo" } };
    await expect(channelTo(server).send(message, deadline.signal)).rejects.toMatchObject({
      code: "telegram.no-answer",
    });
  });
});

describe("a message of several parts", () => {
  it("gives the ids of all parts", async () => {
    const result = await sendTo(channelTo(server), { text: LONG });
    const ids = server.sent(CHAT).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(3);
    expect(result).toEqual({ kind: "sent", remoteId: ids.join(",") });
  });

  it("goes on with the part that had to wait", async () => {
    const channel = channelTo(server);
    await failSecondPart(throttled);
    expect(await sendTo(channel, { text: LONG })).toEqual({ kind: "wait", retryAfterMs: 7_000 });
    expect(texts()).toHaveLength(1);
    expect(await sendTo(channel, { text: LONG })).toMatchObject({ kind: "sent", remoteId: "1,2,3" });
    expect(new Set(texts()).size).toBe(3);
  });

  it("repeats at most the part whose answer was lost", async () => {
    const channel = channelTo(server);
    await failSecondPart({ kind: "lost" });
    await expect(sendTo(channel, { text: LONG })).rejects.toBeInstanceOf(Error);
    await sendTo(channel, { text: LONG });
    expect(texts()).toHaveLength(4);
    expect(texts()[1]).toBe(texts()[2]);
  });

  it("says that it is refused when a later part is, and begins anew if it is ever sent again", async () => {
    const channel = channelTo(server);
    await failSecondPart({ kind: "error", code: 400, description: "Bad Request: something new" });
    expect(await sendTo(channel, { text: LONG })).toEqual({ kind: "refused", code: "telegram.bad-request" });
    expect(texts()).toHaveLength(1);
    await sendTo(channel, { text: LONG });
    expect(texts()).toHaveLength(4);
  });

  it("keeps the parts of other messages apart", async () => {
    const channel = channelTo(server);
    await failSecondPart(throttled);
    await sendTo(channel, { text: LONG }, "a:0");
    await sendTo(channel, { text: LONG }, "b:0");
    await sendTo(channel, { text: LONG }, "a:0");
    expect(texts()).toHaveLength(6);
  });
});

describe("remove", () => {
  const signal = new AbortController().signal;
  const sentIds = async () => {
    const result = await sendTo(channelTo(server), { text: LONG });
    return result.kind === "sent" ? (result.remoteId ?? "") : "";
  };

  it("deletes every part, and does not mind that they are gone", async () => {
    const ids = await sentIds();
    expect(await channelTo(server).remove(String(CHAT), ids, signal)).toBe(true);
    expect(texts()).toEqual([]);
    expect(await channelTo(server).remove(String(CHAT), ids, signal)).toBe(true);
  });

  it("says where it is too late, and throws where nothing is known", async () => {
    const ids = await sentIds();
    const tooLate = {
      kind: "error",
      code: 400,
      description: "Bad Request: message can't be deleted for everyone",
    } as const;
    server.next("deleteMessage", tooLate);
    expect(await channelTo(server).remove(String(CHAT), ids, signal)).toBe(false);
    server.next("deleteMessage", { kind: "cut" });
    await expect(channelTo(server).remove(String(CHAT), ids, signal)).rejects.toMatchObject({ retryable: true });
  });
});

describe("a file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rukun-telegram-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const fileAt = (path: string) => ({ name: "buku-kas.csv", mime: "text/csv", path });

  it("goes out as a document with its text and choices", async () => {
    const path = join(folder, "k.csv");
    await writeFile(path, "tanggal;jumlah\n");
    const choices = [{ id: "a1", label: "Sudah benar" }];
    const result = await sendTo(channelTo(server), { text: "Ini buku kasnya, Bu.", file: fileAt(path), choices });
    expect(result).toMatchObject({ kind: "sent" });
    const [sent] = server.sent(CHAT);
    expect(sent?.text).toBe("Ini buku kasnya, Bu.\n\n1. Sudah benar");
    expect(sent?.document?.name).toBe("buku-kas.csv");
    expect(sent?.document?.bytes.toString()).toBe("tanggal;jumlah\n");
    expect(sent?.buttons).toEqual([{ text: "Sudah benar", data: "a1" }]);
  });

  it("goes before a text that is too long for a caption", async () => {
    const path = join(folder, "k.csv");
    await writeFile(path, "x");
    await sendTo(channelTo(server), { text: "Panjang. ".repeat(150), file: fileAt(path) });
    expect(server.sent(CHAT).map(({ text, document }) => [text.length > 0, document !== undefined])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("is refused where it is not there, and nothing is sent", async () => {
    const result = await sendTo(channelTo(server), { text: "Ini", file: fileAt(join(folder, "tidak-ada")) });
    expect(result).toEqual({ kind: "refused", code: "telegram.file-missing" });
    expect(server.calls).toEqual([]);
  });
});
