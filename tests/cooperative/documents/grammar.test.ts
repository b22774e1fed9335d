import { describe, expect, it } from "vitest";
import { PAPERS, parse, readBarePaper } from "../../../src/cooperative/commands/index.ts";
import { STATEMENT_NAMES } from "../../../src/cooperative/statements/index.ts";
import { check, english, lexicon, line, NORMAL } from "../commands/kit.ts";

describe("asking for a document", () => {
  it("names the statement, its time, its unit and how she wants it, in any order", () => {
    check(`
      laporan -> = laporan
      Laporan ya bu -> = laporan
      laporan neraca -> = laporan neraca
      laporan neraca 11/2026 pdf -> = laporan neraca 11/2026 pdf
      laporan pdf neraca -> none
      laporan neraca pdf 2026 -> = laporan neraca 2026 pdf
      laporan neraca november 2026 -> = laporan neraca 11/2026
      laporan neraca bulan lalu excel -> = laporan neraca 10/2026 xlsx
      laporan neraca semua -> = laporan neraca semua unit
      laporan neraca unit Mawar Merah 2026 -> = laporan neraca 2026 unit Mawar Merah
      laporan neraca Anggrek pdf -> = laporan neraca unit Anggrek pdf
      laporan neraca unit Anggrek 2 -> = laporan neraca unit Anggrek 2
      laporan neraca saldo -> = laporan neraca saldo
      laporan kas kemarin -> = laporan buku kas tgl 20/11/2026
      laporan buku kas tgl 1/11 sampai 7/11 csv -> = laporan buku kas tgl 01/11/2026 sampai tgl 07/11/2026 csv
      kemarin laporan kas -> = laporan buku kas tgl 20/11/2026
      laporan buku besar 1-101 -> = laporan buku besar 1-101
      laporan lainnya -> = laporan lainnya
      laporan saya -> = laporan
      laporan koperasi -> = laporan koperasi
      tolong laporan neraca pdf ya bu -> = laporan neraca pdf
    `);
  });

  it("ends the name of a unit where the units that there are end it, also without the word for a report", () => {
    const units = () => ["Angkatan 2026", "Melati"];
    const bare = readBarePaper("neraca unit Angkatan 2026 pdf", lexicon, { today: NORMAL.today, units });
    expect(bare).toMatchObject({ command: { paper: { unit: "Angkatan 2026" }, format: "pdf" } });
    expect(bare).not.toHaveProperty("command.year");
  });

  it("names a member or a loan where the statement is of one", () => {
    check(`
      laporan buku anggota -> = laporan buku anggota
      laporan buku anggota saya pdf -> = laporan buku anggota pdf
      laporan buku anggota 003 -> = laporan buku anggota 003
      laporan buku anggota 3 -> = laporan buku anggota 003
      laporan buku anggota Bu Maria br Sihombing 2026 pdf -> = laporan buku anggota 2026 Maria br Sihombing pdf
      buku anggota -> = buku anggota
      buku anggota 003 -> = buku anggota 003
      buku anggota pdf -> = laporan buku anggota pdf
      buku anggota 003 pdf -> = laporan buku anggota 003 pdf
      laporan kartu pinjaman P0001 -> = laporan kartu pinjaman P0001
      laporan buku anggota 003 unit Mawar -> = laporan buku anggota 003 unit Mawar
      laporan buku anggota 003 004 -> unsure names 003 004
      laporan neraca 003 -> unsure words 003
      laporan neraca 1-101 -> unsure words
      slip 143 -> = slip #143
      slip no 143 pdf -> = slip #143 pdf
      laporan slip 143 unit Mawar -> = slip #143 unit Mawar
      slip -> ask entry
    `);
  });

  it("is no document when it tells of a report, or of another one", () => {
    check(`
      laporan mingguan -> none
      laporan usaha -> none
      laporan anggota -> none
      laporan 3 -> none
      laporan kas sudah saya buat bu -> none
      laporan neraca belum ada -> none
      slip gaji suami -> none
      neraca -> none
      "laporan neraca" -> none
      laporan neraca 10/2026 2026 -> unsure dates
      laporan kas tgl 31/2 -> ask date date.impossible
    `);
  });

  it("knows every statement that there is, in both languages, also by its own name", () => {
    expect([...PAPERS].filter((name) => name !== "others").sort()).toEqual(
      STATEMENT_NAMES.filter((name) => name !== "slip").sort(),
    );
    for (const words of [lexicon, english])
      for (const name of PAPERS) {
        expect(words.first.get(`paper.${name}`)).toBeDefined();
        for (const said of [name, words.first.get(`paper.${name}`)])
          expect(line(parse(`laporan ${said}`, words, NORMAL))).toBe(`= laporan ${lexicon.first.get(`paper.${name}`)}`);
      }
  });
});
