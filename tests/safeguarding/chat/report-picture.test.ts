import { describe, expect, it } from "vitest";
import { cleanPicture, cleanVoice } from "../../../src/safeguarding/chat/report/picture.ts";
import { JPEG as SMALL_JPEG } from "../../support/files.ts";

const MARK = "Penanda-Rahasia-GPS-7.2575";

function segment(marker: number, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

const jfif = (thumbnail: string) =>
  segment(0xe0, Buffer.concat([Buffer.from("JFIF\0\x01\x02\0\0\x01\0\x01\x04\x04", "latin1"), Buffer.from(thumbnail)]));
const SCAN = Buffer.from([0x11, 0xff, 0x00, 0x22, 0xff, 0xd3, 0x33, 0xff, 0xff, 0x00, 0x44]);
const tables = segment(0xdb, "table-of-quantisation");

function jpeg({ progressive = false } = {}): Buffer {
  const scan = Buffer.concat([segment(0xda, "scan-header"), SCAN]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif(MARK),
    segment(0xe1, `Exif\0\0${MARK}`),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${MARK}`),
    segment(0xed, `Photoshop 3.0\0${MARK}`),
    segment(0xee, "Adobe-colours"),
    segment(0xfe, MARK),
    tables,
    scan,
    ...(progressive ? [segment(0xc4, "huffman"), scan] : []),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(`${MARK} a second picture hung on behind`),
  ]);
}

function chunk(name: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, Buffer.from(name), bytes, Buffer.from("crc!")]);
}

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const png = () =>
  Buffer.concat([
    PNG_HEAD,
    chunk("IHDR", "head"),
    chunk("tEXt", MARK),
    chunk("eXIf", MARK),
    chunk("iTXt", MARK),
    chunk("tIME", "time"),
    chunk("IDAT", "picture"),
    chunk("IEND", ""),
    Buffer.from(MARK),
  ]);

function riff(name: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return Buffer.concat([Buffer.from(name), size, bytes, Buffer.alloc(bytes.length % 2)]);
}

function webp(): Buffer {
  const flags = Buffer.from([0x1c, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    riff("VP8X", flags),
    riff("VP8 ", "picture"),
    riff("EXIF", MARK),
    riff("XMP ", MARK),
  ]);
  return riff("RIFF", body);
}

describe("a photo that is let in", () => {
  it.each([
    ["JPEG", jpeg()],
    ["progressive JPEG", jpeg({ progressive: true })],
    ["PNG", png()],
    ["WebP", webp()],
  ])("says nothing of where, when and with what it was taken: %s", (_, bytes) => {
    const clean = cleanPicture(bytes);
    expect(clean?.bytes.includes(MARK)).toBe(false);
    expect(clean?.bytes.includes("Exif")).toBe(false);
    expect(bytes.includes(MARK)).toBe(true);
  });

  it("keeps what it is drawn from, byte by byte", () => {
    const clean = cleanPicture(jpeg({ progressive: true }));
    expect(clean?.mime).toBe("image/jpeg");
    for (const part of [tables, SCAN, segment(0xee, "Adobe-colours"), segment(0xc4, "huffman")])
      expect(clean?.bytes.includes(part)).toBe(true);
    expect(clean?.bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    expect(cleanPicture(png())?.bytes).toEqual(
      Buffer.concat([PNG_HEAD, chunk("IHDR", "head"), chunk("IDAT", "picture"), chunk("IEND", "")]),
    );
    const sharp = cleanPicture(webp());
    expect(sharp?.bytes.readUInt32LE(4)).toBe((sharp?.bytes.length ?? 0) - 8);
    // Of the flags only transparency is left: EXIF and XMP are announced no more.
    expect(sharp?.bytes[20]).toBe(0x10);
  });

  it("is the same when it is cleaned twice, and a copy", () => {
    const once = cleanPicture(SMALL_JPEG);
    expect(once).toBeDefined();
    expect(cleanPicture(once?.bytes ?? Buffer.alloc(0))?.bytes).toEqual(once?.bytes);
    once?.bytes.fill(0);
    expect(SMALL_JPEG.some((byte) => byte !== 0)).toBe(true);
  });

  it("is refused when it is something else, or broken anywhere", () => {
    for (const other of ["%PDF-1.7", "GIF89a", "ftypheic", ""])
      expect(cleanPicture(Buffer.from(other))).toBeUndefined();
    for (const whole of [jpeg(), png(), webp()]) {
      const end = whole.indexOf(MARK.slice(0, 4), whole.length - 60);
      for (let cut = 2; cut < Math.min(whole.length, end < 0 ? whole.length : end) - 2; cut += 1)
        expect(() => cleanPicture(whole.subarray(0, cut))).not.toThrow();
    }
    expect(cleanPicture(jpeg().subarray(0, 40))).toBeUndefined();
    expect(cleanPicture(png().subarray(0, 40))).toBeUndefined();
  });
});

describe("a voice note that is let in", () => {
  it("is one as phones record it, and no file with a name and a place", () => {
    expect(cleanVoice(Buffer.from("OggS and so on"))?.mime).toBe("audio/ogg");
    for (const other of ["ID3 song", "\0\0\0 ftypM4A ", "RIFF....WAVE"])
      expect(cleanVoice(Buffer.from(other))).toBeUndefined();
  });
});
