import { OGG } from "../../support/files.ts";

/** What is told, answered and noted down in these tests: whoever finds one of these in a file has found a leak. */
export const MARKS = {
  story: "Zaitun-Wuxaqi",
  more: "Cendana-Vohejy",
  caption: "Gaharu-Qizuve",
  exif: "Penanda-Jyxofa",
  photo: "Mahoni-Zuqewy",
  voice: "Meranti-Xivoqa",
  answer: "Trembesi-Yjuzox",
  reply: "Ketapang-Wyqivu",
  note: "Sonokeling-Fexyzu",
};

export const ALL_MARKS = Object.values(MARKS);

/** A photo whose picture and whose EXIF can be told apart. */
export function markedPhoto(): Buffer {
  const segment = (marker: number, body: string) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, Buffer.from(body)]);
  };
  const begin = Buffer.from([0xff, 0xd8]);
  const parts = [segment(0xe1, `Exif\0\0${MARKS.exif}`), segment(0xdb, "tables"), segment(0xda, "scan")];
  return Buffer.concat([begin, ...parts, Buffer.from(MARKS.photo), Buffer.from([0xff, 0xd9])]);
}

export const markedVoice = (): Buffer => Buffer.concat([OGG, Buffer.from(MARKS.voice)]);

/** The nomor simpanan in what was said; "" where there is none. */
export const numberSaid = (said: readonly string[]): string =>
  /\d{4} \d{4} \d{4} \d{4}/.exec(said.join("\n"))?.[0] ?? "";
