import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readPeriod } from "../../../src/cooperative/statements/index.ts";
import { homePaths } from "../../../src/home.ts";
import { rukun } from "../../cli/command.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { melati, NOW } from "./world.ts";

let cwd: string;
const report = (...args: string[]) => rukun({ cwd, now: NOW }, "ledger", "report", ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  const { sqlite } = melati(homePaths(join(cwd, "data")).database);
  sqlite.close();
});

describe("rukun ledger report", () => {
  it("lists what there is", async () => {
    const { code, out } = await report("--list");
    expect(code).toBe(0);
    expect(out).toMatch(/^buku-kas, kas +cash-book +Buku Kas$/m);
  });

  it("prints a statement of this month by its Indonesian or English name", async () => {
    const { code, out, err } = await report("buku-kas", "--unit", "Melati");
    expect(code).toBe(0);
    expect(out).toMatch(/^Buku Kas\nMelati\n1 Nov 2026 sampai 21 Nov 2026\n/);
    expect(out).toMatch(/\n21 Nov 2026, Saldo akhir\nMasuk: .*\nKeluar: .*\nSaldo: Rp 3.792.500\n/);
    expect(err).toContain("keep it encrypted");
    expect((await report("Cash Book", "--unit", "1")).out).toBe(out);
  });

  it("asks which statement, unit, member, loan, account, entry and period was meant", async () => {
    const wrong = async (...args: string[]) => (await report(...args)).err;
    expect(await wrong("buku-kass")).toContain('Did you mean "buku-kas"?');
    expect(await wrong("xyzzy")).toContain("--list");
    expect(await wrong("neraca", "--unit", "Kenanga")).toContain("There are Melati, Mawar, Pusat.");
    expect(await wrong("buku-anggota", "--member", "001")).toContain("give --unit together with --member");
    expect(await wrong("buku-anggota", "--unit", "Melati", "--member", "009")).toContain("e.g. --member 003");
    expect(await wrong("kartu-pinjaman", "--unit", "Melati", "--loan", "P0009")).toContain("e.g. --loan P0001");
    expect(await wrong("buku-besar", "--account", "1-999")).toContain("e.g. --account 1-101");
    expect(await wrong("slip", "--unit", "Melati", "--entry", "x")).toContain("e.g. --entry 42");
    expect(await wrong("neraca", "--period", "2026-13")).toContain('"2026-13" is no period');
    expect(await wrong("neraca", "--period", "2026-11-21..2026-11-01")).toContain("earlier date first");
    expect((await report()).code).toBe(2);
    expect((await report("neraca", "--format", "docx")).code).toBe(2);
  });

  it("takes members by number or name, and loans, accounts and entries by what stands on paper", async () => {
    const one = (...args: string[]) => report(...args, "--unit", "Melati", "--period", "2026");
    expect((await one("buku-anggota", "--member", "1")).out).toContain("Anggota: 001 Sari br Ginting");
    expect((await one("buku-anggota", "--member", "lina siregar")).out).toContain("Anggota: 003 Lina");
    expect((await one("kartu-pinjaman", "--loan", "p0002")).out).toContain("P0002 002 Tiur Manalu");
    expect((await one("buku-besar", "--account", "1-201")).out).toContain("1-201 Piutang Pinjaman");
    expect((await one("slip", "--entry", "17")).out).toMatch(/^Slip Uang Keluar\n/);
  });

  it("writes documents into a file of one's own and never over another", async () => {
    const { code, out, err } = await report("neraca", "--unit", "Melati", "--format", "pdf");
    const path = join(cwd, "neraca-melati-2026-11-01-2026-11-21.pdf");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain(path);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = await report("neraca", "--unit", "Melati", "--format", "pdf");
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("is it there already")]);
    await report("jurnal", "--format", "csv", "--out", "jurnal.csv");
    expect(readFileSync(join(cwd, "jurnal.csv"), "utf8")).toMatch(/^Unit,Tanggal,No,.*\r\n/);
  });

  it("is of all units where none is named, and says so", async () => {
    expect((await report("neraca")).out).toMatch(/^Neraca\nSemua unit\n/);
    expect((await report("neraca", "--unit", "all", "--lang", "en")).out).toMatch(/^Balance Sheet\nAll units\n/);
  });
});

describe("a period", () => {
  it("is a year, a month, a day, or from one to another", () => {
    expect(readPeriod("2026")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
    expect(readPeriod("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(readPeriod(" 2026-11-21 ")).toEqual({ from: "2026-11-21", to: "2026-11-21" });
    expect(readPeriod("2026-11..2027")).toEqual({ from: "2026-11-01", to: "2027-12-31" });
    for (const text of ["", "26", "2026-02-30", "2026..", "a..b", "2026..2027..2028"])
      expect(() => readPeriod(text)).toThrow("is no period");
  });
});
