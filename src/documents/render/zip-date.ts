/** Where the parts of a ZIP file keep their time, after the format's own description (PKWARE APPNOTE 4.3). */
const END = { size: 22, entries: 10, offset: 16 };
const CENTRAL = { size: 46, time: 12, name: 28, extra: 30, comment: 32, local: 42 };
const LOCAL = { time: 10 };

/**
 * Gives every file in a ZIP one time, in place, so that the same content is the same bytes. For a ZIP that was just
 * written: without a comment at its end. `at`: ms UTC, from 1980 on.
 */
export function dateZip(zip: Buffer, at: number): void {
  const time = dosTime(at);
  const end = zip.length - END.size;
  let entry = zip.readUInt32LE(end + END.offset);
  for (let left = zip.readUInt16LE(end + END.entries); left > 0; left -= 1) {
    zip.writeUInt32LE(time, entry + CENTRAL.time);
    zip.writeUInt32LE(time, zip.readUInt32LE(entry + CENTRAL.local) + LOCAL.time);
    const sizes = [CENTRAL.name, CENTRAL.extra, CENTRAL.comment].map((at) => zip.readUInt16LE(entry + at));
    entry += sizes.reduce((sum, size) => sum + size, CENTRAL.size);
  }
}

/** Time in the lower and date in the upper half, as MS-DOS had them. */
function dosTime(at: number): number {
  const then = new Date(at);
  const time = (then.getUTCHours() << 11) | (then.getUTCMinutes() << 5) | (then.getUTCSeconds() >> 1);
  const date = ((then.getUTCFullYear() - 1980) << 9) | ((then.getUTCMonth() + 1) << 5) | then.getUTCDate();
  return date * 0x10000 + time;
}
