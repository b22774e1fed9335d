/** The first bytes of files of each kind, as programs write them, with some more behind. */
const file = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
    Buffer.alloc(40, 7),
  ]);

const SIZE = [0, 0, 0, 32];
const handler = (type: string) => ["hdlr", [0, 0, 0, 0, 0, 0, 0, 0], type] as const;

export const SAMPLES = {
  jpeg: file([0xff, 0xd8, 0xff, 0xe0]),
  png: file([0x89], "PNG\r\n\x1a\n"),
  webp: file("RIFF", SIZE, "WEBPVP8 "),
  ogg: file("OggS", [0, 2]),
  mp3: file("ID3", [4, 0]),
  mp3Frame: file([0xff, 0xfb, 0x90, 0x44]),
  m4a: file(SIZE, "ftypM4A ", ...handler("soun")),
  recorder: file(SIZE, "ftypisom", ...handler("soun")),
  film: file(SIZE, "ftypisom", ...handler("vide"), ...handler("soun")),
  pdf: file("%PDF-1.7\n"),
  exe: file("MZ", [0x90, 0]),
  elf: file([0x7f], "ELF"),
  apk: file("PK", [3, 4]),
  script: file("#!/bin/sh\nrm -rf /\n"),
  html: file("<html><script>"),
  svg: file("<svg onload=''>"),
  aac: file([0xff, 0xf1, 0x50, 0x80]),
  text: file("hello"),
  one: new Uint8Array([0xff]),
} as const;
