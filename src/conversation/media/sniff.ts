import type { MediaKind } from "../channel.ts";

type Family = "image" | "audio" | "pdf";

/** What a file is, by its first bytes. */
export type Sniffed = { mime: string; family: Family };

/** What each kind of message may bring. A video or anything else that is not named here is not kept. */
const ALLOWED: Readonly<Record<MediaKind, readonly Family[]>> = {
  photo: ["image"],
  voice: ["audio"],
  audio: ["audio"],
  document: ["image", "audio", "pdf"],
  sticker: ["image"],
  video: [],
};

/** Tells what a file is from its own bytes; what the platform or a name says about it is not believed. */
export function sniff(bytes: Uint8Array): Sniffed | undefined {
  return SIGNS.find(({ fits }) => fits(bytes))?.is;
}

/** What the file is when a message of that kind may bring it; undefined: it is refused. */
export function acceptable(kind: MediaKind, bytes: Uint8Array): Sniffed | undefined {
  const found = sniff(bytes);
  return found !== undefined && ALLOWED[kind].includes(found.family) ? found : undefined;
}

const SIGNS: readonly { is: Sniffed; fits: (bytes: Uint8Array) => boolean }[] = [
  { is: { mime: "image/jpeg", family: "image" }, fits: (b) => starts(b, [0xff, 0xd8, 0xff]) },
  { is: { mime: "image/png", family: "image" }, fits: (b) => starts(b, [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) },
  { is: { mime: "image/webp", family: "image" }, fits: (b) => text(b, 0, 4) === "RIFF" && text(b, 8, 12) === "WEBP" },
  { is: { mime: "audio/ogg", family: "audio" }, fits: (b) => text(b, 0, 4) === "OggS" },
  { is: { mime: "audio/mpeg", family: "audio" }, fits: (b) => text(b, 0, 3) === "ID3" || isMp3Frame(b) },
  { is: { mime: "audio/mp4", family: "audio" }, fits: isM4a },
  { is: { mime: "application/pdf", family: "pdf" }, fits: (b) => text(b, 0, 5) === "%PDF-" },
];

/** An MPEG-4 file with sound and no picture, whatever its brand: a phone's recorder writes `M4A `, `mp42` or `isom`. */
function isM4a(bytes: Uint8Array): boolean {
  if (text(bytes, 4, 8) !== "ftyp") return false;
  const tracks = trackHandlers(bytes);
  return tracks.includes("soun") && !tracks.includes("vide");
}

/** The handler types of an MPEG-4 file: each `hdlr` box names one, twelve bytes after its own name. */
function trackHandlers(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const handlers: string[] = [];
  for (let at = buffer.indexOf("hdlr"); at >= 0; at = buffer.indexOf("hdlr", at + 4)) {
    handlers.push(text(bytes, at + 12, at + 16));
  }
  return handlers;
}

const starts = (bytes: Uint8Array, sign: readonly number[]) => sign.every((byte, at) => bytes[at] === byte);

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** A frame header of MPEG audio layer III: eleven set bits, then a version, bitrate and rate that exist. */
function isMp3Frame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isLayer3 = ((second >> 1) & 3) === 1 && ((second >> 3) & 3) !== 1;
  const hasRates = third >> 4 !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3;
  return isSync && isLayer3 && hasRates;
}
