import type { CallbackQuery, ChatMemberUpdated, Message, Update } from "grammy/types";
import type { Inbound, InboundContent, MediaKind } from "../../conversation/channel.ts";

/** What a pure reading of an update needs to know besides. */
export type Reading = {
  /** The bot's own id (the public number before the colon of its token). */
  botId: string;
  /** For updates that carry no time of their own (a tapped button). */
  nowMs: number;
};

/** The kinds of update that Rukun asks Telegram for. */
export const ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/**
 * One update as the conversation knows it, or undefined where it is not for us: groups and channels, other bots,
 * service messages of the app, moves of a live location.
 *
 * Ids name what happened, not its delivery, so that they are the same whichever way an update comes again: because it
 * was not confirmed, by webhook after polling, or from another Bot API server. A message is
 * `m<date>:<bot>:<chat>:<message>`: the date, Telegram's own and the same at every delivery, comes first so that the
 * dedupe rows and the outbox keys of a busy hour lie beside each other in their indexes and not on a page each.
 * Its update_id would not do: Telegram begins a new random series after a quiet week, and a self-hosted server has its
 * own series for the same messages. The bot is in it because message numbers begin again at 1 for a new bot, and would
 * otherwise look like messages that were answered long ago.
 */
export function toInbound(update: Update, reading: Reading): Inbound | undefined {
  if (update.message !== undefined) return fromMessage(update.message, reading);
  if (update.edited_message !== undefined) return fromEdit(update.edited_message, update.update_id, reading);
  if (update.callback_query !== undefined) return fromTap(update.callback_query, reading);
  if (update.my_chat_member !== undefined) return fromPresence(update.my_chat_member, update.update_id, reading);
  return undefined;
}

function fromMessage(message: Message, { botId }: Reading): Inbound | undefined {
  if (!isFromPerson(message)) return undefined;
  const content = contentOf(message);
  if (content === undefined) return undefined;
  const { chat, message_id, date } = message;
  return {
    id: idOf(message, botId),
    address: String(chat.id),
    remoteId: String(message_id),
    sentAt: date * 1_000,
    content,
  };
}

const idOf = ({ chat, message_id, date }: Message, botId: string): string =>
  `m${inOrder(date)}:${botId}:${chat.id}:${message_id}`;

/** Seconds since 1970 in base 36, of one width, so that text order is time order: `00tm2zk0`. */
const inOrder = (seconds: number): string => seconds.toString(36).padStart(8, "0");

/** An edit has the number of its message; the update tells two edits of one message apart. */
function fromEdit(message: Message, updateId: number, { botId }: Reading): Inbound | undefined {
  if (!isFromPerson(message) || message.location !== undefined) return undefined;
  const { chat, message_id, edit_date, date } = message;
  return {
    id: `e${botId}:${chat.id}:${message_id}:${updateId}`,
    address: String(chat.id),
    sentAt: (edit_date ?? date) * 1_000,
    content: { kind: "edited", text: message.text ?? message.caption ?? "", of: idOf(message, botId) },
  };
}

/** Telegram tells no time for a tap. The number of a query is unique over all bots and chats. */
function fromTap(query: CallbackQuery, { nowMs }: Reading): Inbound | undefined {
  const chat = query.message?.chat;
  if (chat?.type !== "private" || query.data === undefined) return undefined;
  return { id: `c${query.id}`, address: String(chat.id), sentAt: nowMs, content: { kind: "choice", id: query.data } };
}

/** In a private chat this update comes only when the person blocks the bot, or unblocks it. */
function fromPresence(change: ChatMemberUpdated, updateId: number, { botId }: Reading): Inbound | undefined {
  if (change.chat.type !== "private") return undefined;
  const { status } = change.new_chat_member;
  return {
    id: `p${botId}:${change.chat.id}:${updateId}`,
    address: String(change.chat.id),
    sentAt: change.date * 1_000,
    content: { kind: "presence", reachable: status !== "kicked" && status !== "left" },
  };
}

function isFromPerson(message: Message): boolean {
  return message.chat.type === "private" && message.from?.is_bot !== true;
}

/** What the app writes into a chat by itself: nobody said it, and nobody awaits an answer. */
const SILENT = [
  "boost_added",
  "chat_background_set",
  "connected_website",
  "message_auto_delete_timer_changed",
  "pinned_message",
  "write_access_allowed",
] as const satisfies readonly (keyof Message)[];

/** What a phone can send that is neither text, media nor a place. A kind that is not here yet is `unknown`. */
const OTHERS = [
  "contact",
  "dice",
  "poll",
  "story",
  "game",
  "checklist",
  "paid_media",
  "rich_message",
  "invoice",
  "gift",
] as const satisfies readonly (keyof Message)[];

function contentOf(message: Message): InboundContent | undefined {
  if (message.text !== undefined) {
    const isForwarded = message.forward_origin !== undefined;
    return { kind: "text", text: message.text, ...(isForwarded && { forwarded: true }) };
  }
  // A venue carries its location too.
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location;
    return { kind: "location", latitude, longitude };
  }
  const media = mediaOf(message);
  if (media !== undefined) return media;
  if (SILENT.some((key) => message[key] !== undefined)) return undefined;
  return { kind: "other", what: OTHERS.find((key) => message[key] !== undefined) ?? "unknown" };
}

/** The fields that hold a file, and what each is to us. An animation comes with a `document` too: its own name first. */
const MEDIA = [
  ["voice", "voice"],
  ["audio", "audio"],
  ["video", "video"],
  ["video_note", "video"],
  ["animation", "video"],
  ["sticker", "sticker"],
  ["document", "document"],
] as const satisfies readonly (readonly [keyof Message, MediaKind])[];

function mediaOf(message: Message): InboundContent | undefined {
  const photo = largest(message.photo ?? []);
  if (photo !== undefined) return mediaContent("photo", photo, message.caption);
  for (const [key, media] of MEDIA) {
    const file = message[key];
    if (file !== undefined) return mediaContent(media, file, message.caption);
  }
  return undefined;
}

type FileReference = { file_id: string; file_size?: number };

function mediaContent(media: MediaKind, file: FileReference, caption: string | undefined): InboundContent {
  return {
    kind: "media",
    media,
    ref: file.file_id,
    ...(caption !== undefined && { caption }),
    ...(file.file_size !== undefined && { bytes: file.file_size }),
  };
}

/** Telegram sends a photo in several sizes, the original not always last. */
function largest(sizes: NonNullable<Message["photo"]>): NonNullable<Message["photo"]>[number] | undefined {
  return sizes.reduce<(typeof sizes)[number] | undefined>((best, size) => {
    return best === undefined || size.width * size.height > best.width * best.height ? size : best;
  }, undefined);
}
