import type { WASocket } from "@whiskeysockets/baileys";
import { mediaRef, readMediaRef } from "./media-ref.ts";

/**
 * WhatsApp keeps files for about a month. For one that is gone there our own phone, which has had the message too, is
 * asked to upload it again. Resolves with the new reference, or undefined where the phone is off, no longer has it, or
 * the signal is aborted. Never rejects.
 */
export async function uploadedAgain(
  ref: string,
  socket: Pick<WASocket, "updateMediaMessage">,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reference = readMediaRef(ref);
  if (reference === undefined || signal.aborted) return undefined;
  const { type, mediaKey, path, mime, sha256, key } = reference;
  const part = { mediaKey, directPath: path, mimetype: mime, ...(sha256 !== undefined && { fileSha256: sha256 }) };
  const message = { key: { ...key, fromMe: false }, message: { [`${type}Message`]: part } };
  // Baileys writes the new path into the message, and waits for it as long as the connection lasts.
  const asked = socket.updateMediaMessage(message).then(
    () => mediaRef(message),
    () => undefined,
  );
  return Promise.race([asked, aborted(signal)]);
}

const aborted = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
