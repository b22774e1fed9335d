import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TelegramChannel } from "../../../src/channels/telegram/index.ts";
import { Inbox } from "../../contract/inbox.ts";
import { type Fault, TEST_TOKEN, type TelegramServer } from "../../support/telegram-server.ts";
import { CHAT, channelTo, listLog, sendTo, startedServer } from "./support.ts";

/** The part after the colon: what makes a token one. */
const SECRET = TEST_TOKEN.split(":")[1] ?? "";
const SAID = "suami saya tidak boleh tahu";

const FAULTS: [string, Fault][] = [
  ["a cut connection", { kind: "cut" }],
  ["a lost reply", { kind: "lost" }],
  ["a gateway's page", { kind: "garbage" }],
  ["a wrong token", { kind: "error", code: 401, description: "Unauthorized" }],
  ["another poller", { kind: "error", code: 409, description: "Conflict: terminated by other getUpdates request" }],
  [
    "a refusal that repeats what it refuses",
    { kind: "error", code: 400, description: `Bad Request: ${TEST_TOKEN} ${SAID}` },
  ],
  ["an error of Telegram", { kind: "error", code: 500, description: `Internal ${TEST_TOKEN}` }],
];

let server: TelegramServer;
beforeEach(async () => {
  server = await startedServer();
});
afterEach(() => server.close());

/** All that an error, a log or a health text could show, however deep it hides. */
const shown = (value: unknown) => inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null });

async function outcomes(channel: TelegramChannel): Promise<unknown[]> {
  const signal = new AbortController().signal;
  const caught = (error: unknown) => error;
  return [
    await sendTo(channel, { text: SAID }).catch(caught),
    await channel.fetchMedia("file-1", 100, signal).catch(caught),
    await channel.removeWebhook().catch(caught),
    await channel.health().catch(caught),
  ];
}

describe("the token and what people say", () => {
  it.each(FAULTS)("are in no error, log or health text after %s", async (_, fault) => {
    const { log, lines } = listLog();
    const inbox = new Inbox();
    inbox.failNext(1);
    for (const method of ["getUpdates", "sendMessage", "getFile", "deleteWebhook", "getMe", "answerCallbackQuery"]) {
      server.next(method, fault);
    }
    server.userSends(CHAT, SAID);
    const channel = channelTo(server, { log });
    await channel.start((batch) => {
      try {
        return inbox.receive(batch);
      } catch (cause) {
        throw new Error(`could not store ${SAID}`, { cause });
      }
    });
    await inbox.stored(1);
    await server.confirmed();
    const all = shown([await outcomes(channel), lines]);
    await channel.stop();
    expect(lines.length).toBeGreaterThan(0);
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain(SAID);
    expect(all).not.toContain(String(CHAT));
  });

  it("are in no error where there is no network at all", async () => {
    await server.close();
    const channel = channelTo(server, { apiRoot: server.apiRoot });
    const all = shown(await outcomes(channel));
    expect(all).toContain("telegram.no-answer");
    expect(all).not.toContain(SECRET);
    server = await startedServer();
  });

  it("are not in an inspected channel", () => {
    expect(shown(channelTo(server))).not.toContain(SECRET);
  });
});
