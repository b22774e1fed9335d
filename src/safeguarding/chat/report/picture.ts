/** What a picture says beside itself: where, when and with whose phone it was taken. None of it is let in. */
export type CleanFile = { mime: string; bytes: Buffer };

/**
 * A photo without all that is not the picture: EXIF (place, time, phone), thumbnails, comments, and whatever was hung on
 * behind its end. Undefined: neither JPEG, PNG nor WebP, or broken, so that nobody knows what is in it. Pure; the bytes
 * are a copy.
 */
export function cleanPicture(bytes: Uint8Array): CleanFile | undefined {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (given.subarray(0, 2).equals(JPEG)) return withMime("image/jpeg", jpeg(given));
  if (given.subarray(0, 8).equals(PNG)) return withMime("image/png", png(given));
  const isWebp = given.toString("latin1", 0, 4) === "RIFF" && given.toString("latin1", 8, 12) === "WEBP";
  return isWebp ? withMime("image/webp", webp(given)) : undefined;
}

/**
 * A voice note as phones record it (Ogg); undefined for any other sound, whose file may hold a place and a name.
 * The bytes are a copy.
 */
export function cleanVoice(bytes: Uint8Array): CleanFile | undefined {
  const given = Buffer.from(bytes);
  return given.toString("latin1", 0, 4) === "OggS" ? { mime: "audio/ogg", bytes: given } : undefined;
}

const withMime = (mime: string, bytes: Buffer | undefined): CleanFile | undefined =>
  bytes === undefined ? undefined : { mime, bytes };

const JPEG = Buffer.from([0xff, 0xd8]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const SOS = 0xda;
const EOI = 0xd9;
/** JFIF says how to draw, and Adobe's segment in which colours; all other APPn and comments are about the picture. */
const JFIF = 0xe0;
const ADOBE = 0xee;
const isAbout = (marker: number) =>
  marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && marker !== JFIF && marker !== ADOBE);

/** Segments until the first scan, then scans with their tables, until the end mark. */
function jpeg(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [JPEG];
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return Buffer.concat([...kept, Buffer.from([0xff, EOI])]);
    if (at + 4 > bytes.length) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    if (!isAbout(marker)) kept.push(marker === JFIF ? plainJfif(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
    if (marker !== SOS) continue;
    const scanEnd = endOfScan(bytes, at);
    if (scanEnd === undefined) return undefined;
    kept.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  return undefined;
}

/** Behind its 16 bytes a JFIF segment may carry a small copy of the picture as it was. */
const JFIF_BYTES = 18;
function plainJfif(segment: Buffer): Buffer {
  if (segment.length <= JFIF_BYTES || segment.toString("latin1", 4, 8) !== "JFIF") return Buffer.alloc(0);
  const plain = Buffer.from(segment.subarray(0, JFIF_BYTES));
  plain.writeUInt16BE(JFIF_BYTES - 2, 2);
  plain.fill(0, JFIF_BYTES - 2);
  return plain;
}

/** Where the next marker stands that belongs to no picture data. */
function endOfScan(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isData = next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff;
    if (!isData) return at;
  }
  return undefined;
}

/** What a PNG is drawn from; text, time, place, colour profiles with names, and animations are not. */
const PNG_KEPT = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM"]);

function png(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [PNG];
  let at = PNG.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return Buffer.concat(kept);
    at = end;
  }
  return undefined;
}

const WEBP_KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH"]);
/** Of the flags of VP8X only the one for transparency. */
const ALPHA = 0x10;

function webp(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [];
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  let at = 12;
  while (at + 8 <= whole) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > whole) return undefined;
    const name = bytes.toString("latin1", at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (name === "VP8X" && size >= 1) chunk[8] = (chunk[8] ?? 0) & ALPHA;
    if (WEBP_KEPT.has(name)) kept.push(chunk);
    at = end;
  }
  if (!kept.some((chunk) => /^VP8[ L]/.test(chunk.toString("latin1", 0, 4)))) return undefined;
  const body = Buffer.concat(kept);
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
