import { TelegramChannel, type TelegramOptions } from "../../../src/channels/telegram/index.ts";
import { FixedClock } from "../../../src/clock.ts";
import type { OutgoingBody, SendResult } from "../../../src/conversation/channel.ts";
import { TelegramServer, type TelegramServerOptions } from "../../support/telegram-server.ts";

export const NOW = 1_790_000_000_000;
export const CHAT = 1001;

/** Logs into a list, for tests that read what was said. */
export function listLog() {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, log: { info: at("info"), warn: at("warn"), error: at("error") } };
}

/** A channel to a stand-in, without waits; what is given replaces what is here. */
export function channelTo(server: TelegramServer, options: Partial<TelegramOptions> = {}): TelegramChannel {
  return new TelegramChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    clock: new FixedClock(NOW),
    cursor: () => undefined,
    wait: async () => {},
    random: () => 0,
    ...options,
  });
}

/** A stand-in where one person has written, so that she can be written to. */
export async function startedServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const server = await TelegramServer.start({ now: () => NOW, ...options });
  server.bot.chats.add(CHAT);
  return server;
}

export function sendTo(channel: TelegramChannel, body: OutgoingBody, key = "t1:0"): Promise<SendResult> {
  return channel.send({ key, address: String(CHAT), body }, new AbortController().signal);
}
