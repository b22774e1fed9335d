import type { BotState } from "./bot.ts";

/** A call as it came in: its fields, and the files of a form. */
export type Call = {
  fields: Record<string, unknown>;
  files: Map<string, { name: string; bytes: Buffer }>;
};

/** Telegram says no, in its own words. */
export class Refusal extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;

  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MAX_DATA_BYTES = 64;
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

/** The methods of the Bot API that the stand-in knows, apart from getUpdates, which holds its request. */
export const METHODS: Record<string, (bot: BotState, call: Call) => unknown> = {
  getMe: (bot) => ({
    id: bot.botId,
    is_bot: true,
    first_name: "Rukun",
    username: "rukun_uji_bot",
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getWebhookInfo: (bot) => ({
    url: bot.webhook,
    has_custom_certificate: false,
    pending_update_count: bot.updates.pending.length,
  }),
  setWebhook: (bot, { fields }) => {
    bot.webhook = String(fields["url"] ?? "");
    return true;
  },
  deleteWebhook: (bot) => {
    bot.webhook = "";
    return true;
  },
  sendMessage,
  sendDocument,
  answerCallbackQuery: (bot, { fields }) => {
    const isKnown = bot.queries.delete(String(fields["callback_query_id"]));
    if (isKnown) return true;
    throw new Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
  },
  deleteMessage: (bot, { fields }) => {
    const isKnown = bot.remove(Number(fields["chat_id"]), Number(fields["message_id"]));
    if (isKnown) return true;
    throw new Refusal(400, "Bad Request: message to delete not found");
  },
  getFile: (bot, { fields }) => {
    const id = String(fields["file_id"]);
    const file = bot.files.get(id);
    if (file === undefined) throw new Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    if ((file.announced ?? 0) > MAX_DOWNLOAD_BYTES) throw new Refusal(400, "Bad Request: file is too big");
    const size = file.announced === undefined ? {} : { file_size: file.announced };
    return { file_id: id, file_unique_id: id, file_path: file.path, ...size };
  },
};

function sendMessage(bot: BotState, { fields }: Call) {
  const chat = chatOf(bot, fields);
  const text = String(fields["text"] ?? "");
  if (text.trim() === "") throw new Refusal(400, "Bad Request: message text is empty");
  if (text.length > MAX_TEXT) throw new Refusal(400, "Bad Request: message is too long");
  const sent = bot.record({ chat, text, buttons: buttonsOf(fields), isProtected: isProtected(fields) });
  return bot.message(chat, sent.messageId, { text });
}

function sendDocument(bot: BotState, { fields, files }: Call) {
  const chat = chatOf(bot, fields);
  const caption = String(fields["caption"] ?? "");
  if (caption.length > MAX_CAPTION) throw new Refusal(400, "Bad Request: message caption is too long");
  const document = files.get(String(fields["document"]).replace("attach://", ""));
  if (document === undefined) throw new Refusal(400, "Bad Request: there is no document in the request");
  const buttons = buttonsOf(fields);
  const sent = bot.record({ chat, text: caption, buttons, document, isProtected: isProtected(fields) });
  const file = { file_id: `sent-${sent.messageId}`, file_unique_id: `sent-${sent.messageId}` };
  return bot.message(chat, sent.messageId, { caption, document: file });
}

/** A form has only words. */
const isProtected = (fields: Record<string, unknown>): boolean => String(fields["protect_content"]) === "true";

function chatOf(bot: BotState, fields: Record<string, unknown>): number {
  const chat = Number(fields["chat_id"]);
  if (bot.blocked.has(chat)) throw new Refusal(403, "Forbidden: bot was blocked by the user");
  if (bot.deactivated.has(chat)) throw new Refusal(403, "Forbidden: user is deactivated");
  if (!bot.chats.has(chat)) throw new Refusal(400, "Bad Request: chat not found");
  return chat;
}

function buttonsOf(fields: Record<string, unknown>): { text: string; data: string }[] {
  const markup = fields["reply_markup"] as
    | { inline_keyboard?: { text: string; callback_data?: string }[][] }
    | undefined;
  const buttons = (markup?.inline_keyboard ?? []).flat();
  return buttons.map(({ text, callback_data = "" }) => {
    const length = Buffer.byteLength(callback_data);
    if (length < 1 || length > MAX_DATA_BYTES) throw new Refusal(400, "Bad Request: BUTTON_DATA_INVALID");
    return { text, data: callback_data };
  });
}
