import type { WAMessage } from "@whiskeysockets/baileys";
import { DAY } from "../../clock.ts";
import type { Inbound, InboundContent, MediaKind } from "../../conversation/channel.ts";
import { addressOf, aliasOf } from "./addresses.ts";
import { declaredBytes, type MediaField, mediaPart, mediaRef } from "./media-ref.ts";
import { contextOf, numberIn, type Raw, raw, textIn, unwrap } from "./unwrap.ts";

export { addressOf, aliasOf, jidOf } from "./addresses.ts";

/** Ids are 16 to 32 characters; an app that makes longer ones is not WhatsApp's. */
const ID = /^[\x21-\x7e]{1,128}$/;

/** WhatsApp keeps what could not be delivered for 30 days. */
const OLDEST_MS = 31 * DAY;

/**
 * One message as the conversation knows it, or undefined where it is not for us: groups, status, channels, what we or
 * the phone that we are linked to have sent, what the app says by itself, and what could not be decrypted (Baileys asks
 * for it again, and it comes with the same id). Takes any object: what a stranger's app has made must never throw here.
 *
 * Ids are chosen by the sender's app and are unique only in her chat: a message to several people has the same one for
 * all, and two people's must not be taken for one. So the id is `m:<address>:<id>`, with the address between colons, where
 * HAPUS finds it. The time is not in it, as it is for Telegram: WhatsApp may tell another one when it delivers again.
 */
export function toInbound(message: WAMessage, now: number): Inbound | undefined {
  const { key: rawKey, messageTimestamp } = raw(message);
  const key = raw(rawKey);
  const address = addressOf(key["remoteJid"]);
  const id = key["id"];
  if (address === undefined || key["fromMe"] === true || typeof id !== "string" || !ID.test(id)) return undefined;
  const content = contentOf(message, address);
  if (content === undefined) return undefined;
  const alias = aliasOf(key);
  return {
    id: idOf(address, id),
    address,
    ...(alias !== undefined && { alias }),
    sentAt: sentAt(messageTimestamp, now),
    content,
  };
}

const idOf = (address: string, id: string): string => `m:${address}:${id}`;

/** A time that cannot be is our own: seconds as milliseconds, a phone's clock in the future, 1970. */
function sentAt(timestamp: unknown, now: number): number {
  const ms = (numberIn(timestamp) ?? 0) * 1_000;
  return ms <= now && ms > now - OLDEST_MS ? ms : now;
}

/** `StubType.CALL_MISSED_VOICE` and `_VIDEO`: she rang, and nobody can answer. */
const MISSED_CALLS: readonly unknown[] = [40, 41];

function contentOf(message: WAMessage, address: string): InboundContent | undefined {
  const { key, message: wrapped, messageStubType } = raw(message);
  if (MISSED_CALLS.includes(messageStubType)) return { kind: "other", what: "call" };
  // A photo for one look stays on her phone and on the phone that we are linked to.
  if (raw(key)["isViewOnce"] === true && !wrapped) return { kind: "other", what: "view-once" };
  if (!wrapped || messageStubType === UNDECRYPTED) return undefined;
  const content = unwrap(wrapped);
  return (
    fromProtocol(content, address) ??
    textContent(content) ??
    mediaContent(message, content) ??
    placeIn(content) ??
    otherIn(content)
  );
}

/** `StubType.CIPHERTEXT`. */
const UNDECRYPTED = 2;

/** `ProtocolMessage.Type` and `SecretEncType`, as numbers of the protocol. */
const REVOKE = 0;
const EPHEMERAL_SETTING = 3;
const MESSAGE_EDIT = 14;
const SECRET_MESSAGE_EDIT = 2;

/** A message that speaks of an earlier one: changed, or taken back. Newer apps encrypt the change a second time. */
function fromProtocol(content: Raw, address: string): InboundContent | undefined {
  const changed = raw(content["editedMessage"])["message"];
  const { protocolMessage, secretEncryptedMessage } = changed ? raw(changed) : content;
  const { type, editedMessage, key } = raw(protocolMessage);
  if (type === MESSAGE_EDIT) return { kind: "edited", text: saidIn(unwrap(editedMessage)), ...named(key, address) };
  if (changed) return { kind: "edited", text: saidIn(unwrap(changed)) };
  // The type of a revocation is protobuf's default, so that only its key tells it from an empty message.
  if (type === REVOKE && key !== undefined && key !== null) return { kind: "deleted", ...named(key, address) };
  const { secretEncType, targetMessageKey } = raw(secretEncryptedMessage);
  if (secretEncType === SECRET_MESSAGE_EDIT) return { kind: "edited", text: "", ...named(targetMessageKey, address) };
  return undefined;
}

/** Which of her messages is spoken of. Her app may name any id: whoever looks it up looks whose it is. */
function named(key: unknown, address: string): { of?: string } {
  const { id } = raw(key);
  return typeof id === "string" && ID.test(id) ? { of: idOf(address, id) } : {};
}

const saidIn = (content: Raw) => textOf(content) ?? textIn(mediaPart(content)?.part["caption"]) ?? "";

const textOf = (content: Raw) => textIn(content["conversation"]) ?? textIn(raw(content["extendedTextMessage"])["text"]);

function textContent(content: Raw): InboundContent | undefined {
  const text = textOf(content);
  if (text === undefined) return undefined;
  const { isForwarded, forwardingScore } = contextOf(content);
  const forwarded = isForwarded === true || (numberIn(forwardingScore) ?? 0) > 0;
  return { kind: "text", text, ...(forwarded && { forwarded: true }) };
}

const KINDS: Record<MediaField, MediaKind> = {
  imageMessage: "photo",
  videoMessage: "video",
  ptvMessage: "video",
  audioMessage: "audio",
  documentMessage: "document",
  stickerMessage: "sticker",
};

function mediaContent(message: WAMessage, content: Raw): InboundContent | undefined {
  const found = mediaPart(content);
  if (found === undefined) return undefined;
  const media = found.field === "audioMessage" && found.part["ptt"] === true ? "voice" : KINDS[found.field];
  const ref = mediaRef(message);
  const caption = textIn(found.part["caption"]);
  const bytes = declaredBytes(found.part);
  return {
    kind: "media",
    media,
    ...(ref !== undefined && { ref }),
    ...(caption !== undefined && { caption }),
    ...(bytes !== undefined && { bytes }),
  };
}

/** A live location counts once, where it began: its moves come another way. */
function placeIn(content: Raw): InboundContent | undefined {
  const place = raw(content["locationMessage"] ?? content["liveLocationMessage"]);
  const { degreesLatitude: latitude, degreesLongitude: longitude } = place;
  const isPlace = isDegree(latitude, 90) && isDegree(longitude, 180);
  return isPlace ? { kind: "location", latitude, longitude } : undefined;
}

function isDegree(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most;
}

/**
 * What nobody said and nobody awaits an answer to: what the app does by itself, and reactions. A 👍 is no yes: it may
 * stand under any message of any day, is taken back with a tap, and comes by accident while she scrolls; money is not
 * booked on that. The question stands, and its reminder comes. An album's heading is followed by its photos.
 */
const SILENT = [
  "protocolMessage",
  "reactionMessage",
  "encReactionMessage",
  "pinInChatMessage",
  "keepInChatMessage",
  "pollUpdateMessage",
  "albumMessage",
  "callLogMesssage",
  "placeholderMessage",
  "stickerSyncRmrMessage",
  "messageHistoryBundle",
  "messageHistoryNotice",
  "chat",
] as const;

/** Keys for groups and details of the device, which lie beside what was said. */
const BESIDE = ["messageContextInfo", "senderKeyDistributionMessage", "fastRatchetKeySenderKeyDistributionMessage"];

/** What a phone can send that is neither text, media nor a place. A kind that is not here yet is `unknown`. */
const OTHERS: Readonly<Record<string, string>> = {
  contactMessage: "contact",
  contactsArrayMessage: "contact",
  pollCreationMessage: "poll",
  pollCreationMessageV2: "poll",
  pollCreationMessageV3: "poll",
  pollCreationMessageV5: "poll",
  eventMessage: "event",
  locationMessage: "location",
  liveLocationMessage: "location",
  groupInviteMessage: "invitation",
  stickerPackMessage: "sticker",
  productMessage: "product",
  orderMessage: "order",
  call: "call",
};

function otherIn(content: Raw): InboundContent | undefined {
  const fields = Object.entries(content).filter(([name, value]) => {
    return value !== null && value !== undefined && value !== "" && !BESIDE.includes(name);
  });
  const names = fields.map(([name]) => name);
  if (names.length === 0 || SILENT.some((name) => names.includes(name))) return undefined;
  return { kind: "other", what: names.map((name) => OTHERS[name]).find((what) => what !== undefined) ?? "unknown" };
}

/** A disappearing chat's setting. */
export type Expiry = {
  /** After how many seconds messages disappear; 0: they stay. */
  seconds: number;
  /** When it was set, by the platform's clock, in seconds: answers repeat it, or her phone shows another setting. */
  setAt: number;
};

/** WhatsApp's longest is 90 days. */
const LONGEST_EXPIRY_SECONDS = 365 * 24 * 60 * 60;

/** What a message tells of its chat's setting; undefined where it tells nothing, which is not the same as "off". */
export function expiryOf(message: WAMessage): Expiry | undefined {
  const { message: wrapped, messageTimestamp } = raw(message);
  const content = unwrap(wrapped);
  const protocol = raw(content["protocolMessage"]);
  const isSetting = protocol["type"] === EPHEMERAL_SETTING;
  const context = contextOf(content);
  const seconds = numberIn(isSetting ? (protocol["ephemeralExpiration"] ?? 0) : context["expiration"]);
  if (seconds === undefined || seconds > LONGEST_EXPIRY_SECONDS) return undefined;
  const told = isSetting ? protocol["ephemeralSettingTimestamp"] : context["ephemeralSettingTimestamp"];
  return { seconds, setAt: numberIn(told) || numberIn(messageTimestamp) || 0 };
}
