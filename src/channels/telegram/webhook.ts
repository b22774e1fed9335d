import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { RukunError } from "../../errors.ts";
import { type Log, silentLog } from "./log.ts";

/** How a webhook is made: the channel was made with `reception: "webhook"`, and is started. */
export type TelegramWebhookOptions = {
  channel: { accept: (update: Update) => void };
  /** The `secret_token` that was given to setWebhook: 16 to 256 of A-Z a-z 0-9 _ -. */
  secret: string;
  log?: Log;
};

/** Far above the largest update; a longer request is not Telegram's. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Answers Telegram's requests: 200 only when the update is stored, 503 when it is not, so that Telegram sends it again.
 * Set the webhook with `max_connections: 1`: only then does Telegram keep the order within a chat.
 *
 * @example app.post("/telegram", (c) => webhook(c.req.raw));
 */
export function telegramWebhook(options: TelegramWebhookOptions): (request: Request) => Promise<Response> {
  const { channel, secret, log = silentLog } = options;
  if (!/^[\w-]{16,256}$/.test(secret)) {
    throw new RukunError("telegram.secret", "The webhook's secret must be 16 to 256 of A-Z a-z 0-9 _ and -.");
  }
  const expected = digest(secret);
  return async (request) => {
    if (request.method !== "POST") return empty(405);
    const given = request.headers.get("x-telegram-bot-api-secret-token") ?? "";
    if (!timingSafeEqual(digest(given), expected)) return empty(401);
    const update = await readUpdate(request);
    if (update === undefined) return empty(400);
    try {
      channel.accept(update);
      return empty(200);
    } catch (error) {
      const code = error instanceof RukunError ? error.code : undefined;
      log.error({ channel: "telegram", code }, "an update of the webhook was not stored");
      return empty(503);
    }
  };
}

const empty = (status: number) => new Response(null, { status });

/** Of equal length, whatever was given. */
const digest = (text: string) => createHash("sha256").update(text).digest();

async function readUpdate(request: Request): Promise<Update | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) return undefined;
      chunks.push(chunk);
    }
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return isUpdate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Only the number is checked here: each kind of update is read with care where it is read. */
function isUpdate(value: unknown): value is Update {
  return typeof value === "object" && value !== null && "update_id" in value && typeof value.update_id === "number";
}
