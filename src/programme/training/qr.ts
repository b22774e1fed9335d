import { crc32, deflateSync } from "node:zlib";
import { encode } from "uqr";

/** Pixels of one module, and the quiet border in modules that readers need. */
const SCALE = 10;
const BORDER = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const GREYS = { black: 0x00, white: 0xff };

/** A text as a QR code, in a PNG of 8-bit greys. */
export function qrPng(text: string): Buffer {
  const { data, size } = encode(text, { border: BORDER });
  const rows = data.flatMap((row) => {
    const pixels = Buffer.from(row.flatMap((dark) => Array(SCALE).fill(dark ? GREYS.black : GREYS.white)));
    // Each row begins with its filter: none.
    const line = Buffer.concat([Buffer.from([0]), pixels]);
    return Array<Buffer>(SCALE).fill(line);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size * SCALE, 0);
  head.writeUInt32BE(size * SCALE, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
