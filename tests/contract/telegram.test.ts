import { TelegramChannel } from "../../src/channels/telegram/index.ts";
import { FixedClock } from "../../src/clock.ts";
import { TelegramServer } from "../support/telegram-server.ts";
import { channelContract } from "./contract.ts";
import { type ChannelHarness, type HarnessSupport, sha256 } from "./harness.ts";

const supports: HarnessSupport = {
  manyPeople: true,
  taps: true,
  wait: true,
  lostReply: true,
  unreachable: true,
  refused: true,
  survivesRestart: true,
  fetchMedia: true,
  removes: true,
  removesHeard: true,
  protects: true,
};

async function telegramHarness(): Promise<ChannelHarness> {
  const server = await TelegramServer.start();
  const faults = {
    wait: { kind: "error", code: 429, description: "Too Many Requests: retry after 3", retryAfter: 3 },
    lost: { kind: "lost" },
    refused: { kind: "error", code: 400, description: "Bad Request: something new" },
  } as const;
  return {
    supports,
    people: ["1001", "1002"],
    waitMs: 3_000,
    open: (cursor) =>
      new TelegramChannel({
        token: server.token,
        apiRoot: server.apiRoot,
        clock: new FixedClock(1_790_000_000_000),
        cursor,
        wait: async () => {},
        random: () => 0,
      }),
    userSends: (person, text) => void server.userSends(Number(person), text),
    userSendsBurst: (person, texts) => {
      for (const text of texts) server.userSends(Number(person), text);
    },
    userSendsUnknown: (person) => void server.userSendsContent(Number(person), { dice: { emoji: "🎲", value: 3 } }),
    userSendsPhoto: (person, bytes) => void server.userSendsPhoto(Number(person), bytes),
    userTaps: (person, index) => {
      const last = server.sent(Number(person)).at(-1);
      server.userTaps(Number(person), last?.messageId ?? 0, index);
    },
    delivered: (person) =>
      server.sent(Number(person)).map(({ text, buttons }) => ({ text, buttons: buttons.map((button) => button.text) })),
    lastFile: (person) => {
      const file = server.sent(Number(person)).findLast(({ document }) => document !== undefined)?.document;
      return file && { name: file.name, sha256: sha256(file.bytes) };
    },
    removed: (person) => server.removed(Number(person)),
    isProtected: (person) => server.sent(Number(person)).at(-1)?.isProtected === true,
    answerNext: (what) => server.next("sendMessage", faults[what]),
    block: (person) => server.blockedBy(Number(person)),
    close: () => server.close(),
  };
}

channelContract("Telegram", supports, telegramHarness);
