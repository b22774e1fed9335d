export type { Log } from "./log.ts";
export { TelegramChannel, type TelegramOptions } from "./telegram.ts";
export { type TelegramWebhookOptions, telegramWebhook } from "./webhook.ts";
