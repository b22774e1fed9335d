import { describe, expect, test } from "vitest";
import { findTable, plainHeading } from "../../../src/cooperative/import/columns.ts";
import { csvRows, readSheets } from "../../../src/cooperative/import/sheets.ts";
import { aliasesIn, countIn, everyIn, methodIn, moneyIn, rateIn } from "../../../src/cooperative/import/values.ts";
import { type Cell, EMPTY, type Read, textCell } from "../../../src/tables/cell.ts";
import { dateIn, nameIn, phoneIn } from "../../../src/tables/values.ts";

const ON = "2026-01-01";
const figure = (text: string): Cell => ({ kind: "figure", text });
const date = (text: string): Cell => ({ kind: "date", date: text });
const meant = <T>(read: Read<T>): T | string => (read.ok ? read.value : "wrong");

describe("money", () => {
  test.each([
    ["1.250.000", 1_250_000],
    ["1,250,000", 1_250_000],
    ["1.250.000,00", 1_250_000],
    ["Rp 1.250.000,-", 1_250_000],
    ["Rp1.250.000", 1_250_000],
    ["1250000", 1_250_000],
    ["20rb", 20_000],
    ["1,5jt", 1_500_000],
    ["-", 0],
    ["Rp -", 0],
    ["Rp. -", 0],
    [" Rp-   ", 0],
    ["0", 0],
    ["", 0],
    ["7050000000", 7_050_000_000],
    ["Rp 7.050.000.000", 7_050_000_000],
    ["350,00", 350],
    ["Rp 350,00", 350],
  ])("%j is %d rupiah", (text, amount) => {
    expect(meant(moneyIn(textCell(text)))).toBe(amount);
  });

  test.each([
    "500",
    "20",
    "-20rb",
    "(20.000)",
    "1250000.5",
    "1.25.000",
    "lunas",
    "12/11/2025",
    "#REF!",
    "=A1+B1",
    "1e6",
    "70500000000",
  ])("%j is refused with a way to mend it", (text) => {
    const read = moneyIn(textCell(text));
    expect(read).toMatchObject({ ok: false });
    expect(!read.ok && read.how.length > 10).toBe(true);
  });

  test.each(["(5.000)", "-20rb", "Rp -5.000", "-Rp 5.000", "Rp (5.000)"])(
    "what is below zero is called so, and no figure is offered for it: %s",
    (text) => {
      const how = "A balance is 0 or more; write it in the column where it belongs.";
      expect(moneyIn(textCell(text))).toEqual({ ok: false, what: `"${text}" is below zero.`, how });
    },
  );

  test("a figure of a spreadsheet is whole rupiah, or refused", () => {
    expect(["1250000", "1250000.0", "1.25E6", "0"].map((text) => meant(moneyIn(figure(text))))).toEqual([
      1_250_000, 1_250_000, 1_250_000, 0,
    ]);
    for (const bad of ["1250000.5", "-1", "250", "1e20", "NaN"])
      expect(moneyIn(figure(bad)), bad).toMatchObject({ ok: false });
    expect(moneyIn(date(ON))).toMatchObject({ ok: false });
  });

  test("an amount that a spreadsheet with English settings cut to a thousandth is never guessed", () => {
    expect(moneyIn(figure("250"))).toEqual({
      ok: false,
      what: '"250" may be Rp 250 or Rp 250.000.',
      how: 'Write 250000, or as text "250,00" for Rp 250.',
    });
  });
});

test("dates are day first, a spreadsheet's own, or its number", () => {
  const good = ["12/11/2025", "12-11-25", "12.11.2025", "2025-11-12", "12 Nov 2025", "12 November 2025", "45973"];
  for (const text of good) expect(meant(dateIn(textCell(text), ON)), text).toBe("2025-11-12");
  expect(meant(dateIn(figure("45973"), ON))).toBe("2025-11-12");
  expect(meant(dateIn(date("2025-11-12"), ON))).toBe("2025-11-12");
  expect(meant(dateIn(EMPTY, ON))).toBeUndefined();
  for (const bad of ["31/02/2025", "1/13/2025", "Januari 2025", "2026", "besok", "15/03/2026", "0", "1/1/1800"])
    expect(dateIn(textCell(bad), ON), bad).toMatchObject({ ok: false });
  expect(dateIn(date("2026-01-02"), ON)).toMatchObject({ ok: false, what: expect.stringContaining("behind the day") });
});

test("a rate has its sign, or is points of a hundred, or the fraction of a percent cell", () => {
  const rates = ["1,5%", "1.5 %", "1,5", "1.5% per bulan", "0%"].map((text) => meant(rateIn(textCell(text))));
  expect(rates).toEqual([15_000, 15_000, 15_000, 15_000, 0]);
  expect(["0.015", "1.5", "2", "0.01", "1.4999999999999999E-2"].map((text) => meant(rateIn(figure(text))))).toEqual([
    15_000, 15_000, 20_000, 10_000, 15_000,
  ]);
  for (const bad of ["25%", "-1%", "satu persen", "15000"])
    expect(rateIn(textCell(bad)), bad).toMatchObject({ ok: false });
});

test("numbers, methods, periods, names and phones are read as people write them", () => {
  const counts = ["001", "7", "P0012", "No. 3", "10 bulan", "10x", "4.0"].map((text) =>
    meant(countIn(textCell(text), 999, "1")),
  );
  expect(counts).toEqual([1, 7, 12, 3, 10, 10, 4]);
  for (const bad of ["1000", "satu", "1,5", "-3"])
    expect(countIn(textCell(bad), 999, "1"), bad).toMatchObject({ ok: false });
  const methods = ["Menurun", "efektif", "FLAT", "tetap", "Anuitas", ""].map((text) => meant(methodIn(textCell(text))));
  expect(methods).toEqual(["declining", "declining", "flat", "flat", "annuity", undefined]);
  expect(methodIn(textCell("bunga berbunga"))).toMatchObject({ ok: false });
  expect([meant(everyIn(EMPTY)), meant(everyIn(textCell("Minggu"))), meant(everyIn(textCell("bln")))]).toEqual([
    "month",
    "week",
    "month",
  ]);
  expect(["Maria br Sitorus", "Op. Tiur", "Maria 2", "D'Rosari"].map((text) => meant(nameIn(textCell(text))))).toEqual([
    "Maria br Sitorus",
    "Op. Tiur",
    "Maria 2",
    "D'Rosari",
  ]);
  for (const bad of ["", "12", "x", "https://a.id"]) expect(nameIn(textCell(bad)), bad).toMatchObject({ ok: false });
  expect(["0812-3456-7890", "+62 812 3456 7890", "81234567890"].map((text) => meant(phoneIn(textCell(text))))).toEqual(
    Array(3).fill("6281234567890"),
  );
  expect([meant(phoneIn(EMPTY)), meant(phoneIn(textCell("-")))]).toEqual([undefined, undefined]);
  for (const bad of ["0812", "tidak ada", "021-5551234"])
    expect(phoneIn(textCell(bad)), bad).toMatchObject({ ok: false });
  expect(aliasesIn(textCell("Mak Ucok, Op. Tiur / Nai Rosa"))).toEqual(["Mak Ucok", "Op. Tiur", "Nai Rosa"]);
});

test("headings are known without their signs, below titles, and a counter of rows is no member number", () => {
  expect(["Simp. Pokok (Rp)", "TGL. MASUK", "No_Anggota", "Jasa (%)"].map(plainHeading)).toEqual([
    "simp pokok",
    "tgl masuk",
    "no anggota",
    "jasa",
  ]);
  const rows = csvRows("KOPERASI MELATI;;\n\nNo;No Anggota;Nama Anggota;Simp. Wajib;Zodiak;Wajib\n");
  const table = findTable({ name: "", rows });
  expect(table).toMatchObject({ headingRow: 3, unknown: ["Zodiak"], twice: ["Wajib"] });
  expect([...(table?.places ?? [])]).toEqual([
    ["no", 1],
    ["name", 2],
    ["mandatory", 3],
  ]);
  expect(findTable({ name: "", rows: csvRows("a;b\nc;d\n") })).toBeUndefined();
});

test("CSV is read whatever wrote it: marks, separators, quotes, letters of Windows, Unicode text of Excel", async () => {
  const rowsOf = async (bytes: Buffer) =>
    (await readSheets(bytes))[0]?.rows.map((row) => row.map((c) => (c.kind === "text" ? c.text : "")));
  const expected = [
    ["Nama", "Wajib"],
    ["Désirée, Mak Ucok", "20.000"],
  ];
  const texts = [
    'Nama;Wajib\r\n"Désirée, Mak Ucok";20.000\r\n',
    'Nama,Wajib\n"Désirée, Mak Ucok",20.000\n',
    "Nama\tWajib\nDésirée, Mak Ucok\t20.000",
    "sep=|\nNama|Wajib\nDésirée, Mak Ucok|20.000\n",
  ];
  for (const text of texts) {
    expect(await rowsOf(Buffer.from(text, "utf8")), text).toEqual(expected);
    expect(await rowsOf(Buffer.from(`\uFEFF${text}`, "utf8")), text).toEqual(expected);
    expect(await rowsOf(Buffer.from(text, "latin1")), text).toEqual(expected);
    expect(await rowsOf(Buffer.from(`\uFEFF${text}`, "utf16le")), text).toEqual(expected);
  }
});

test("amounts with more commas than there are columns do not make the comma a separator", () => {
  const rows = csvRows("No;Nama;Pokok;Wajib\n1;Maria;1,250,000;2,500,000\n2;Ani;1,000,000;3,000,000\n");
  expect(rows[1]).toEqual(["1", "Maria", "1,250,000", "2,500,000"].map(textCell));
});

test("a line break in a cell does not shift the rows", () => {
  const rows = csvRows('Nama;Wajib\n"Maria\nbr Sitorus";20rb\nAni;30rb\n');
  expect(rows.map((row) => row[0])).toEqual([textCell("Nama"), textCell("Maria br Sitorus"), textCell("Ani")]);
});

test("what is no table is refused with a way on", async () => {
  await expect(readSheets(Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]))).rejects.toMatchObject({ code: "import.format" });
  await expect(readSheets(Buffer.from([0x89, 0x50, 0, 0, 1]))).rejects.toMatchObject({ code: "import.format" });
  await expect(readSheets(Buffer.from("a;b\n".repeat(6_001)))).rejects.toMatchObject({ code: "import.size" });
  await expect(readSheets(Buffer.alloc(11 * 1024 * 1024, "a"))).rejects.toMatchObject({ code: "import.size" });
});
