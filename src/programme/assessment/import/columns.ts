import { columnIn, type Headings } from "../../../tables/headings.ts";

/** Columns of an office's list of people; the first heading of each is the one to advise. */
export const PEOPLE_COLUMNS = {
  no: ["no", "nomor", "no urut"],
  name: ["nama", "nama lengkap", "nama peserta", "nama calon", "nama pm", "nama cpm"],
  called: ["panggilan", "sapaan", "nama panggilan"],
  phone: ["hp", "no hp", "nomor hp", "telepon", "no telepon", "telp", "no telp", "wa", "no wa", "whatsapp", "no hp wa"],
  sex: ["jenis kelamin", "kelamin", "jk", "l p", "gender"],
  born: ["tahun lahir", "lahir", "tanggal lahir", "tgl lahir", "thn lahir"],
  village: ["desa", "kelurahan", "desa kelurahan", "kampung", "nagari", "gampong"],
  facilitator: ["pendamping", "nama pendamping", "fasilitator"],
  kader: ["kader", "nama kader"],
  cohort: ["angkatan", "gelombang", "kelompok masuk"],
} as const satisfies Headings<string>;
export type PeopleColumn = keyof typeof PEOPLE_COLUMNS;

/** Never taken in, whatever stands there. */
const NEVER = new Set(["nik", "no ktp", "ktp", "no kk", "kk", "nomor kk", "no nik", "nomor nik"]);

export const isNever = (title: string): boolean =>
  NEVER.has(
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}]+/gu, " ")
      .trim(),
  );

/** How many of these texts are headings of such a list. */
export const knownTitles = (texts: readonly string[]): number =>
  texts.filter((text) => columnIn(PEOPLE_COLUMNS, text) !== undefined).length;
