import { createDecipheriv, createHash, createHmac, timingSafeEqual } from "node:crypto";
import { getMediaKeys } from "@whiskeysockets/baileys";
import { RukunError } from "../../errors.ts";
import { type MediaReference, readMediaRef } from "./media-ref.ts";

/** Where WhatsApp's media are. Only the path is taken from a message: a stranger must not choose whom we ask. */
export const MEDIA_ROOT = "https://mmg.whatsapp.net";

/** Of the refusals those that are over some time later. */
const BUSY: ReadonlySet<number> = new Set([408, 429]);

const MAC_BYTES = 10;
const BLOCK_BYTES = 16;

/**
 * Fetches a file and decrypts it in memory, up to `maxBytes`. Errors: `media.too-large`, from what her app said
 * before anything is asked, from the announced size, or while it comes; `media.gone` when WhatsApp or the reference does not have it; `media.damaged` when it is not what
 * its sender's phone encrypted; `media.unavailable`, which may be tried again.
 */
export async function fetchFile(
  ref: string,
  maxBytes: number,
  signal: AbortSignal,
  root = MEDIA_ROOT,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const reference = readMediaRef(ref);
  if (reference === undefined) throw gone();
  if ((reference.bytes ?? 0) > maxBytes) throw tooLarge(maxBytes);
  try {
    const encrypted = await download(root + reference.path, maxBytes, signal);
    const bytes = await decrypt(reference, encrypted);
    if (bytes.length > maxBytes) throw tooLarge(maxBytes);
    return { bytes, mime: reference.mime };
  } catch (error) {
    // A connection's error may name the URL.
    throw error instanceof RukunError ? error : unavailable();
  }
}

async function download(url: string, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  const response = await fetch(url, { signal, headers: { origin: "https://web.whatsapp.com" } });
  const most = maxBytes + BLOCK_BYTES + MAC_BYTES;
  try {
    if (!BUSY.has(response.status) && response.status >= 400 && response.status < 500) throw gone();
    if (!response.ok || response.body === null) throw unavailable();
    if (Number(response.headers.get("content-length")) > most) throw tooLarge(maxBytes);
    return await readUpTo(response.body, most, maxBytes);
  } catch (error) {
    await response.body?.cancel().catch(() => {});
    throw error;
  }
}

/** Leaving the loop early cancels the download. */
async function readUpTo(body: AsyncIterable<Uint8Array>, most: number, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decrypt({ type, mediaKey, sha256 }: MediaReference, encrypted: Buffer): Promise<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
  if (macKey === undefined || macKey === null || encrypted.length <= MAC_BYTES) throw damaged();
  const secret = encrypted.subarray(0, -MAC_BYTES);
  const mac = createHmac("sha256", macKey).update(iv).update(secret).digest().subarray(0, MAC_BYTES);
  if (!timingSafeEqual(mac, encrypted.subarray(-MAC_BYTES))) throw damaged();
  const decipher = createDecipheriv("aes-256-cbc", cipherKey, iv);
  const bytes = Buffer.concat([decipher.update(secret), decipher.final()]);
  if (sha256 !== undefined && !createHash("sha256").update(bytes).digest().equals(sha256)) throw damaged();
  return bytes;
}

const tooLarge = (maxBytes: number) => new RukunError("media.too-large", `The file has more than ${maxBytes} bytes.`);
const gone = () => new RukunError("media.gone", "WhatsApp does not have this file any more.");
const damaged = () => new RukunError("media.damaged", "The file is not what its sender's phone encrypted.");
const unavailable = () =>
  new RukunError("media.unavailable", "The file could not be fetched from WhatsApp.", { retryable: true });
