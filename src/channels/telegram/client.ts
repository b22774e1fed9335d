import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Api } from "grammy";

/** Where Telegram is, unless a self-hosted Bot API server or a test says otherwise. */
export const TELEGRAM_API_ROOT = "https://api.telegram.org";

/**
 * An idle connection is not used again after this long. Routers forget idle connections silently; a message sent into
 * such a one would end as "no answer is known", and a receipt of money in the hands of an operator, for nothing.
 */
const IDLE_CONNECTION_MS = 15_000;

/** grammY's client for one bot: no plugins, no retries, errors without their URL in the message. */
export function telegramClient(token: string, apiRoot: string, timeoutSeconds: number): Api {
  const options = { keepAlive: true, timeout: IDLE_CONNECTION_MS };
  const agent = apiRoot.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
  return new Api(token, { apiRoot, timeoutSeconds, baseFetchConfig: { agent, compress: true } });
}

/** grammY declares the signal of an older package; Node's own is one, only the declarations differ. */
export function grammySignal(signal: AbortSignal): NonNullable<Parameters<Api["getMe"]>[0]> {
  return signal as unknown as NonNullable<Parameters<Api["getMe"]>[0]>;
}

/** The bot's own id: the number before the colon of its token, which is no secret. */
export function botIdOf(token: string): string {
  return token.split(":", 1)[0] ?? "";
}
