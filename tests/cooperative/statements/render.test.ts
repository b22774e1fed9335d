import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import readExcelFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { STATEMENT_NAMES, type StatementName } from "../../../src/cooperative/statements/index.ts";
import { documentOf, textOf, txtPages } from "../../../src/documents/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { emptyBooks, melati } from "./world.ts";

const world = melati();
const subjectOf = (name: StatementName) =>
  name === "slip" ? { entry: 3 } : name === "member-book" ? { member: world.sari } : {};
const read = (name: StatementName) => world.read(name, { subject: subjectOf(name) });
const text = (name: StatementName, format: "txt" | "csv") => [...textOf(read(name), format)].join("");

describe("as text", () => {
  it("fits a narrow screen, draws nothing, and never parts Rp from its figure", () => {
    for (const name of STATEMENT_NAMES) {
      const lines = text(name, "txt").split("\n");
      const formula = (line: string) => line.includes("/") || line.includes(")");
      expect(lines.filter((line) => line.length > 40 && !formula(line))).toEqual([]);
      expect(lines.filter((line) => /[|+─│┌]{2}|-{3}|\t/.test(line) || line.endsWith("Rp"))).toEqual([]);
    }
  });

  it("comes in pages that are one message each, with nothing lost", () => {
    const pages = txtPages(read("cash-book"));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(LIMITS.bubble);
    expect(pages[1]).toMatch(new RegExp(`^Buku Kas, halaman 2 dari ${pages.length}\n\n`));
    const words = (all: string) => all.split(/\s+/).filter((word) => word !== "");
    const told = pages.map((page, i) => (i === 0 ? page : page.slice(page.indexOf("\n\n"))));
    expect(words(told.join(" "))).toEqual(words(text("cash-book", "txt")));
  });
});

describe("as CSV", () => {
  it("is read by a program: dates, whole rupiah, each record as long as its heading", () => {
    const records = parse(text("journal", "csv"), { relaxColumnCount: true }) as string[][];
    const rows = records.slice(
      1,
      records.findIndex((record) => record.length === 1),
    );
    expect(rows.every((row) => row.length === records[0]?.length)).toBe(true);
    expect(rows[0]).toEqual(["2026-06-01", "1", "Saldo awal", "", "1-101", "Kas Unit", "", "5000000", ""]);
  });

  it("reads the journal while it is written: rows that nobody takes are not read", () => {
    const { post, sqlite, make } = emptyBooks();
    sqlite.transaction(() => {
      for (let i = 0; i < 500; i++)
        post("income", "2026-11-20", [debit(ACCOUNTS.cash, 1000), credit(ACCOUNTS.otherIncome, 1000)]);
    })();
    const parts = textOf(make("journal", { unit: "all" }), "csv");
    expect([parts.next().value, parts.next().value]).toEqual([
      "Unit,Tanggal,No,Uraian,Tanggal transaksi,Kode,Akun,Anggota,Debit,Kredit\r\n",
      "Melati,2026-11-20,1,Penerimaan lain,,1-101,Kas Unit,,1000,\r\n",
    ]);
    // The statement in the middle holds the connection: nothing was read ahead into memory.
    expect(() => sqlite.exec("VACUUM")).toThrow();
    parts.return(undefined);
    sqlite.exec("VACUUM");
  });
});

describe("as XLSX", () => {
  it("has numbers that are numbers, dates that are dates, and a sheet for each chapter", async () => {
    const [sheet] = await readExcelFile(await documentOf(read("cash-book"), "xlsx"));
    const rows = sheet?.data ?? [];
    expect(rows.slice(0, 3).map(([cell]) => cell)).toEqual(["Buku Kas", "Melati", "1 Jan 2026 sampai 21 Nov 2026"]);
    expect(rows[4]).toEqual(["Tanggal", "No", "Uraian", "Masuk", "Keluar", "Saldo"]);
    expect(rows[6]).toEqual([new Date("2026-06-01T00:00:00Z"), 1, "Saldo awal", 5_000_000, null, 5_000_000]);
    const book = await readExcelFile(await documentOf(read("annual-book"), "xlsx"));
    expect(book.map((one) => one.sheet)).toEqual([
      "1 Neraca",
      "2 Perhitungan SHU",
      "3 Pembagian SHU",
      "4 Daftar Anggota dan Simpanan",
      "5 Daftar Pinjaman",
      "6 Kolektibilitas Pinjaman",
      "7 PEARLS",
    ]);
  });

  it("has the figures of the text, in every statement", async () => {
    for (const name of STATEMENT_NAMES) {
      const statement = read(name);
      const sheets = await readExcelFile(await documentOf(statement, "xlsx"));
      const inSheets = sheets.flatMap(({ data }) => data.flat()).filter((cell) => typeof cell === "number");
      const figures = statement.sections.flatMap(({ columns, rows }) =>
        rows.flatMap(({ cells }) =>
          columns.flatMap(({ kind }, i) => {
            const cell = cells[i];
            return typeof cell === "number" ? [kind === "percent" ? cell / 1_000_000 : cell] : [];
          }),
        ),
      );
      expect(inSheets).toEqual(figures);
    }
  });

  it("is the same bytes for the same statement, whenever it is written", async () => {
    const first = await documentOf(read("annual-book"), "xlsx");
    expect((await documentOf(read("annual-book"), "xlsx")).equals(first)).toBe(true);
    // 21 November 2026, 05:00 UTC, as MS-DOS writes it; in front of each file and in the list at the end.
    const then = ((((2026 - 1980) << 9) | (11 << 5) | 21) << 16) | (5 << 11);
    const [local, central] = [first.indexOf("PK\u0003\u0004"), first.indexOf("PK\u0001\u0002")];
    expect([first.readInt32LE(local + 10), first.readInt32LE(central + 12)]).toEqual([then, then]);
  });
});

const PDFTOTEXT = "/usr/bin/pdftotext";
const hasPoppler = existsSync(PDFTOTEXT);
if (!hasPoppler) console.warn("skipped: there is no pdftotext here (apt-get install poppler-utils)");

/** The text of a PDF in the order in which it is written. */
function pdfText(bytes: Buffer): string {
  const file = join(temporaryFolder(), "statement.pdf");
  writeFileSync(file, bytes);
  return execFileSync(PDFTOTEXT, ["-raw", file, "-"], { encoding: "utf8" });
}

describe("as PDF", () => {
  it("says its title, language and time, and is the same bytes for the same statement", async () => {
    const first = await documentOf(read("annual-book"), "pdf");
    const raw = first.toString("latin1");
    expect(raw).toContain("/Lang (id-ID)");
    expect(raw).toContain("/DisplayDocTitle true");
    expect(raw).toContain("(D:20261121050000Z)");
    expect((await documentOf(read("annual-book"), "pdf")).equals(first)).toBe(true);
  });

  it.skipIf(!hasPoppler)("begins at the left where no column has words", async () => {
    const file = join(temporaryFolder(), "card.pdf");
    writeFileSync(file, await documentOf(read("loan-card"), "pdf"));
    const laidOut = execFileSync(PDFTOTEXT, ["-layout", file, "-"], { encoding: "utf8" }).split("\n");
    const heading = laidOut.find((line) => line.includes("Jatuh tempo")) ?? "";
    expect(heading).toMatch(/^ {0,4}Angsuran ke/);
  });

  it.skipIf(!hasPoppler)("has every figure of the statement, and numbers its pages", async () => {
    for (const name of STATEMENT_NAMES) {
      const statement = read(name);
      const found = pdfText(await documentOf(statement, "pdf"));
      expect(found).toContain("halaman 1 dari");
      for (const { columns, rows } of statement.sections)
        for (const { cells } of rows)
          for (const [i, { kind }] of columns.entries())
            if (kind === "money" && typeof cells[i] === "number")
              expect(found).toContain(new Intl.NumberFormat("id-ID").format(cells[i]));
    }
  });

  it.skipIf(!hasPoppler)("repeats the heading of a table on each page", async () => {
    const { post, read: readIt } = emptyBooks();
    for (let i = 0; i < 120; i++)
      post("income", "2026-11-20", [debit(ACCOUNTS.cash, 1000), credit(ACCOUNTS.otherIncome, 1000)]);
    const found = pdfText(await documentOf(readIt("cash-book"), "pdf"));
    expect(found.match(/Tanggal No Uraian Masuk Keluar Saldo/g)?.length).toBe(
      found.match(/halaman \d dari 3/g)?.length,
    );
  });
});
