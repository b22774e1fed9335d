import type { Sheet } from "../../tables/cell.ts";
import { type Customs, columnIn, type Headings, type Table as TableOf, tableIn } from "../../tables/headings.ts";
import { ACCOUNTS, SAVINGS } from "../accounts.ts";

// Dana duka is nobody's own: it stands in the table of the unit.
const { solidarity: _, ...OWN_SAVINGS } = SAVINGS;

/** What a column may hold. Those of money name the account that they belong to. */
export const MONEY_COLUMNS = { ...OWN_SAVINGS, held: ACCOUNTS.heldForMembers, shu: ACCOUNTS.shuPayable } as const;
export type MoneyColumn = keyof typeof MONEY_COLUMNS;

/** Every heading that is understood, as it looks without signs and in small letters; the first is the one to advise. */
export const HEADINGS = {
  no: ["no anggota", "nomor anggota", "no", "nomor", "no urut", "nba", "no buku anggota", "member number"],
  name: ["nama", "nama anggota", "nama lengkap", "anggota", "name"],
  alias: ["panggilan", "nama lain", "nama panggilan", "alias", "sapaan"],
  phone: ["hp", "no hp", "nomor hp", "telepon", "no telepon", "telp", "no telp", "wa", "no wa", "whatsapp", "phone"],
  joined: ["tanggal masuk", "tgl masuk", "masuk", "tanggal bergabung", "tgl bergabung", "bergabung", "joined"],
  principal: ["simpanan pokok", "pokok", "sp", "simp pokok"],
  mandatory: ["simpanan wajib", "wajib", "sw", "simp wajib"],
  voluntary: ["simpanan sukarela", "sukarela", "ss", "simp sukarela", "tabungan"],
  term: ["simpanan berjangka", "berjangka", "simp berjangka", "deposito", "sisuka"],
  termMonths: ["jangka berjangka", "jangka bulan", "lama berjangka", "jangka waktu berjangka"],
  termOpened: ["mulai berjangka", "tanggal berjangka", "tgl berjangka"],
  termRate: ["jasa berjangka", "bunga berjangka"],
  holiday: ["simpanan hari raya", "hari raya", "simp hari raya", "lebaran", "natal"],
  education: ["simpanan pendidikan", "pendidikan", "simp pendidikan"],
  capitalisation: ["simpanan kapitalisasi", "kapitalisasi", "simp kapitalisasi"],
  held: ["titipan", "titipan anggota", "lebih bayar"],
  shu: ["shu", "utang shu", "shu belum diambil", "shu belum dibagi"],
  loan: ["pinjaman", "pokok pinjaman", "besar pinjaman", "jumlah pinjaman", "plafon"],
  outstanding: ["sisa pinjaman", "sisa pokok", "saldo pinjaman", "sisa", "sisa pokok pinjaman"],
  method: ["metode", "cara", "cara hitung", "sistem", "sistem jasa", "method"],
  rate: ["jasa", "bunga", "jasa persen", "jasa per bulan", "bunga per bulan", "suku bunga", "rate"],
  every: ["per", "satuan", "bulan minggu", "periode", "every"],
  periods: ["kali angsuran", "lama angsuran", "tenor", "jangka waktu", "lama", "jangka", "x angsuran", "periods"],
  disbursed: ["tanggal cair", "tgl cair", "tanggal pinjam", "tgl pinjam", "cair", "tanggal pinjaman", "disbursed"],
  paid: ["angsuran ke", "sudah diangsur", "angsuran terbayar", "angsuran dibayar", "terbayar", "paid"],
  unpaidInterest: ["tunggakan jasa", "jasa tertunggak", "tunggakan bunga", "sisa jasa"],
} as const satisfies Headings<string>;
export type Column = keyof typeof HEADINGS;

/** Headings of the table of the unit's own balances. */
export const UNIT_HEADINGS = {
  account: ["akun", "no akun", "kode", "kode akun", "perkiraan", "account"],
  amount: ["saldo", "saldo awal", "jumlah", "amount", "balance"],
} as const;

/** The table of members in a sheet. */
export type Table = TableOf<Column>;

/** `Simp. Pokok (Rp)` is `simp pokok`. */
export const plainHeading = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\((?:rp|rupiah|bulan|bln|%)\.?\)/gu, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/ rp$/u, "")
    .trim();

const UNIT_WORDS: ReadonlySet<string> = new Set(Object.values(UNIT_HEADINGS).flat());

/** How many of these texts are headings of either table. */
export const knownHeadings = (texts: readonly string[]): number =>
  texts.filter((text) => columnIn(HEADINGS, text, CUSTOMS) !== undefined || UNIT_WORDS.has(plainHeading(text))).length;

/** Finds the row of headings: it has a name, and at least one other known word. Undefined where there is none. */
export const findTable = (sheet: Sheet): Table | undefined => tableIn(sheet, HEADINGS, "name", CUSTOMS);

const CUSTOMS: Customs<Column> = {
  plain: (title) => plainHeading(title),
  // "No" beside "No Anggota" counts the rows.
  again: (column, title, before) => (column !== "no" ? "twice" : rank(title) < rank(before) ? "instead" : "ignored"),
};

const rank = (title: string): number => (HEADINGS.no as readonly string[]).indexOf(plainHeading(title));
