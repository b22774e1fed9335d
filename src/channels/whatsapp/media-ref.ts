import { numberIn, type Raw, raw, textIn, unwrap } from "./unwrap.ts";

/** What the fetching of a file needs. */
export type MediaReference = {
  /** As Baileys names kinds: it is part of the key. */
  type: "image" | "video" | "audio" | "document" | "sticker";
  /** Path on WhatsApp's media hosts, beginning with one slash. */
  path: string;
  /** 32 bytes: with it whoever fetches the file can read it. */
  mediaKey: Uint8Array;
  mime: string;
  /** SHA-256 of the file as it was before it was encrypted. */
  sha256?: Uint8Array;
  /** How large it is, as the sender's app says; believed only when it says "too much". */
  bytes?: number;
  /** To ask her phone to upload it again when WhatsApp no longer has it. */
  key: { remoteJid: string; id: string };
};

const FIELDS = [
  ["imageMessage", "image"],
  ["videoMessage", "video"],
  ["ptvMessage", "video"],
  ["audioMessage", "audio"],
  ["documentMessage", "document"],
  ["stickerMessage", "sticker"],
] as const satisfies readonly (readonly [string, MediaReference["type"]])[];

export type MediaField = (typeof FIELDS)[number][0];

/** The part of a message that holds a file, and under which name; undefined where there is none. */
export function mediaPart(content: Raw): { field: MediaField; type: MediaReference["type"]; part: Raw } | undefined {
  for (const [field, type] of FIELDS) {
    const part = content[field];
    if (typeof part === "object" && part !== null) return { field, type, part: raw(part) };
  }
  return undefined;
}

const MEDIA_KEY_BYTES = 32;
const SHA256_BYTES = 32;
/** One slash and then a name: `//host` or `@host` behind WhatsApp's host would be somebody else's server. */
const PATH = /^\/[\w-][^\s\\]{0,2000}$/;
const MIME = /^[\w.+-]{1,60}\/[\w.+-]{1,100}(?:; ?[\w.+=-]{1,60})?$/;

/**
 * What is kept of a photo or voice note so that it can be fetched later, or undefined where the message does not hold
 * it. The address that the message names is not kept, only its path: a stranger must not choose which server is asked.
 *
 * It contains the media key. It is stored in the table `media` for what a flow asked for, and nowhere else: with a
 * sealed conversation it stays in memory. Who has the database has the file itself as well, in `media/`.
 */
export function mediaRef(message: unknown): string | undefined {
  const { key, message: content } = raw(message);
  const found = mediaPart(unwrap(content));
  const { remoteJid, id } = raw(key);
  if (found === undefined || typeof remoteJid !== "string" || typeof id !== "string") return undefined;
  const mediaKey = bytesIn(found.part["mediaKey"], MEDIA_KEY_BYTES);
  const path = pathOf(found.part);
  if (mediaKey === undefined || path === undefined) return undefined;
  const mime = textIn(found.part["mimetype"]) ?? "";
  const sha256 = bytesIn(found.part["fileSha256"], SHA256_BYTES);
  const bytes = declaredBytes(found.part);
  return JSON.stringify({
    type: found.type,
    path,
    mediaKey: base64(mediaKey),
    mime: MIME.test(mime) ? mime : "application/octet-stream",
    ...(sha256 !== undefined && { sha256: base64(sha256) }),
    ...(bytes !== undefined && { bytes }),
    key: { remoteJid, id },
  });
}

/** Reads what `mediaRef` wrote; undefined for anything else. */
export function readMediaRef(ref: string): MediaReference | undefined {
  const { type, path, mediaKey, mime, sha256, bytes, key } = parsed(ref);
  const { remoteJid, id } = raw(key);
  const kind = FIELDS.find(([, name]) => name === type)?.[1];
  const secret = bytesIn(fromBase64(mediaKey), MEDIA_KEY_BYTES);
  const hash = bytesIn(fromBase64(sha256), SHA256_BYTES);
  if (kind === undefined || secret === undefined || typeof path !== "string" || !PATH.test(path)) return undefined;
  if (typeof mime !== "string" || typeof remoteJid !== "string" || typeof id !== "string") return undefined;
  return {
    type: kind,
    path,
    mediaKey: secret,
    mime,
    ...(hash !== undefined && { sha256: hash }),
    ...(typeof bytes === "number" && { bytes }),
    key: { remoteJid, id },
  };
}

/** How large the sender's app says that the file is; believed only when it says "too much". */
export const declaredBytes = (part: Raw): number | undefined => numberIn(part["fileLength"]) || undefined;

/** Old messages have only the whole address. */
function pathOf(part: Raw): string | undefined {
  const path = textIn(part["directPath"]) ?? pathIn(textIn(part["url"]) ?? "");
  return path !== undefined && PATH.test(path) ? path : undefined;
}

function pathIn(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname, search } = new URL(url);
  return protocol === "https:" && hostname.endsWith(".whatsapp.net") ? pathname + search : undefined;
}

function bytesIn(value: unknown, length: number): Uint8Array | undefined {
  return value instanceof Uint8Array && value.length === length ? value : undefined;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const fromBase64 = (text: unknown) => (typeof text === "string" ? Buffer.from(text, "base64") : undefined);

function parsed(text: string): Raw {
  try {
    return raw(JSON.parse(text));
  } catch {
    return {};
  }
}
