import { prepareWAMessageMedia, type proto, type WAMediaUpload, type WASocket } from "@whiskeysockets/baileys";
import type { ILogger } from "@whiskeysockets/baileys/lib/Utils/logger.js";
import type { PresentedMessage } from "../present.ts";
import type { Expiry } from "./inbound.ts";

/** Longest text under a file. */
export const MAX_CAPTION = 1_024;

/** Uploading one file over a village's connection may take this long; the send's own deadline may come first. */
const UPLOAD_MS = 120_000;

/** What is sent for a text, and what is given again when a phone could not read it: the two must be the same. */
export function textContent(text: string, expiry: Expiry | undefined): proto.IMessage {
  // Never a preview: Baileys would fetch the page behind a link that somebody wrote.
  return { extendedTextMessage: { text, ...contextOf(expiry) } };
}

/** Uploads a file, encrypted, and gives the message that names it: a picture as one, anything else as a document. */
export async function fileContent(
  file: NonNullable<PresentedMessage["file"]>,
  caption: string,
  expiry: Expiry | undefined,
  upload: WASocket["waUploadToServer"],
  logger: ILogger,
): Promise<proto.IMessage> {
  const media: WAMediaUpload = "bytes" in file ? Buffer.from(file.bytes) : { url: file.path };
  const options = { upload, logger, mediaUploadTimeoutMs: UPLOAD_MS };
  const shown = caption === "" ? {} : { caption };
  if (file.mime === "image/jpeg" || file.mime === "image/png") {
    // An empty thumbnail: Baileys would make one from a copy of the file that it leaves for a moment unencrypted.
    const image = { image: media, mimetype: file.mime, jpegThumbnail: "", ...shown };
    const { imageMessage } = await prepareWAMessageMedia(image, options);
    return { imageMessage: { ...imageMessage, ...contextOf(expiry) } };
  }
  const document = { document: media, mimetype: file.mime, fileName: file.name, ...shown };
  const { documentMessage } = await prepareWAMessageMedia(document, options);
  return { documentMessage: { ...documentMessage, ...contextOf(expiry) } };
}

/** Takes back a message of ours, for everyone. */
export function revocation(remoteJid: string, id: string): proto.IMessage {
  return { protocolMessage: { key: { remoteJid, fromMe: true, id }, type: REVOKE } };
}

/** `ProtocolMessage.Type.REVOKE`. */
const REVOKE = 0;

function contextOf(expiry: Expiry | undefined): { contextInfo?: proto.IContextInfo } {
  if (expiry === undefined) return {};
  return { contextInfo: { expiration: expiry.seconds, ephemeralSettingTimestamp: expiry.setAt } };
}
