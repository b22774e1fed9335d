import type { Api } from "grammy";
import { grammySignal } from "./client.ts";
import { type Trouble, troubleOf, WEBHOOK_SET } from "./trouble.ts";

/** What `rukun doctor` shows. */
export type Health = { ok: boolean; what: string; how?: string };

/** `rukun doctor` waits this long for an answer. */
const HEALTH_TIMEOUT_MS = 10_000;

/** Does Telegram know the bot, and do messages come the way this channel expects them? */
export async function healthOf(api: Api, reception: "poll" | "webhook", trouble: Trouble | undefined): Promise<Health> {
  try {
    const signal = grammySignal(AbortSignal.timeout(HEALTH_TIMEOUT_MS));
    const me = await api.getMe(signal);
    const { url } = await api.getWebhookInfo(signal);
    if (reception === "poll" && url !== "" && url !== undefined) return said(WEBHOOK_SET);
    if (reception === "webhook" && (url === "" || url === undefined)) return NO_WEBHOOK;
    return trouble === undefined ? { ok: true, what: `Telegram answers; the bot is @${me.username}.` } : said(trouble);
  } catch (error) {
    return said(troubleOf(error));
  }
}

const NO_WEBHOOK: Health = {
  ok: false,
  what: "Telegram does not know where to deliver this bot's messages: no webhook is set.",
  how: "Set the webhook (setWebhook) with its address, the same secret_token, and max_connections 1.",
};

function said({ what, how }: Trouble): Health {
  return { ok: false, what, how };
}
