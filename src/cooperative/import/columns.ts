import { type Cell, EMPTY, type Sheet } from "../../tables/cell.ts";
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
} as const satisfies Record<string, readonly string[]>;
export type Column = keyof typeof HEADINGS;

/** Headings of the table of the unit's own balances. */
export const UNIT_HEADINGS = {
  account: ["akun", "no akun", "kode", "kode akun", "perkiraan", "account"],
  amount: ["saldo", "saldo awal", "jumlah", "amount", "balance"],
} as const;

/** A table in a sheet: where its columns are, and its rows from the first below the headings. */
export type Table = {
  /** 1-based, as the spreadsheet counts. */
  headingRow: number;
  places: ReadonlyMap<Column, number>;
  /** Headings as they stand in the file, for sentences. */
  titles: ReadonlyMap<Column, string>;
  unknown: readonly string[];
  twice: readonly string[];
};

/** Titles of the cooperative may stand above the headings. */
const LOOKED_AT = 20;

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  Object.entries(HEADINGS).flatMap(([column, words]) =>
    words.map((word): [string, Column] => [word, column as Column]),
  ),
);

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
  texts.map(plainHeading).filter((word) => BY_HEADING.has(word) || UNIT_WORDS.has(word)).length;

/** Finds the row of headings: it has a name, and at least one other known word. Undefined where there is none. */
export function findTable({ rows }: Sheet): Table | undefined {
  const at = rows.slice(0, LOOKED_AT).findIndex((row) => {
    const columns = row.map(columnOf);
    return columns.includes("name") && new Set(columns.filter((column) => column !== undefined)).size >= 2;
  });
  const row = rows[at];
  return row === undefined ? undefined : tableOf(row, at + 1);
}

const headingOf = (cell: Cell): string => (cell.kind === "text" ? plainHeading(cell.text) : "");
const columnOf = (cell: Cell): Column | undefined => BY_HEADING.get(headingOf(cell));

const rank = (title: string): number => (HEADINGS.no as readonly string[]).indexOf(plainHeading(title));

function tableOf(row: readonly Cell[], headingRow: number): Table {
  const places = new Map<Column, number>();
  const titles = new Map<Column, string>();
  const unknown: string[] = [];
  const twice: string[] = [];
  const put = (column: Column, place: number, title: string) => {
    places.set(column, place);
    titles.set(column, title);
  };
  row.forEach((cell, place) => {
    if (cell.kind !== "text") return;
    const column = columnOf(cell);
    const before = column === undefined ? undefined : titles.get(column);
    if (column === undefined) unknown.push(cell.text);
    else if (before === undefined) put(column, place, cell.text);
    // "No" beside "No Anggota" counts the rows.
    else if (column !== "no") twice.push(cell.text);
    else if (rank(cell.text) < rank(before)) put(column, place, cell.text);
  });
  return { headingRow, places, titles, unknown, twice };
}

/** The cell of a column in a row; empty where the table has no such column. */
export function cellOf(table: Table, row: readonly Cell[], column: Column): Cell {
  const place = table.places.get(column);
  return place === undefined ? EMPTY : (row[place] ?? EMPTY);
}
