import { describe, expect, it } from "vitest";
import type { Present } from "../../../src/programme/assessment/import/plan.ts";
import { knownTitles, type ListSetting, planPeople } from "../../../src/programme/assessment/index.ts";
import { csvRows } from "../../../src/tables/sheets.ts";

const SETTING: ListSetting = {
  today: "2026-11-20",
  villages: ["Sumberejo", "Karangsari"],
  facilitators: new Map([
    ["dewi lestari", "dewi"],
    ["kak dewi", "dewi"],
    ["sri", ""],
  ]),
  kader: new Map([["ibu ningsih", "ningsih"]]),
};
const person = (id: string, name: string, more: Partial<Present> = {}): Present => ({
  id,
  name,
  born: undefined,
  village: undefined,
  phone: undefined,
  programmes: [],
  staff: false,
  ...more,
});

const plan = (csv: string, present: readonly Present[] = []) =>
  planPeople([{ name: "", rows: csvRows(csv, knownTitles) }], "melati", SETTING, present);
const faults = (csv: string, present: readonly Present[] = []) =>
  plan(csv, present).faults.map(({ row, column, what }) => [row, column, what]);

describe("a list of people", () => {
  it("is read by its Indonesian headings, with titles above them", () => {
    const { people, faults: none } = plan(
      `Daftar calon peserta 2026
Nama Lengkap;No. HP;L/P;Tgl Lahir;Desa/Kelurahan;Pendamping;Kader;Angkatan
Sri Hartati;0812-3456-7890;P;17/08/1985;karangsari;Kak Dewi;Ibu Ningsih;2026-1
Tono;;L;1979;Desa Sumberejo;;;
`,
    );
    expect(none).toEqual([]);
    expect(people).toEqual([
      {
        row: 3,
        name: "Sri Hartati",
        called: "Ibu Sri",
        phone: "6281234567890",
        sex: "female",
        born: 1985,
        village: "Karangsari",
        facilitator: "dewi",
        kader: "ningsih",
        cohort: "2026-1",
      },
      expect.objectContaining({ name: "Tono", called: "Bapak Tono", born: 1979, village: "Sumberejo" }),
    ]);
  });

  it("says of each row what does not do, and goes on", () => {
    const head = "Nama;HP;JK;Tahun Lahir;Desa;Pendamping\n";
    expect(
      faults(
        `${head}Ani;;P;2031;Sumberejo;
Beti;12345;P;1980;Sumberejo;
;;P;1980;Sumberejo;
Cici;;X;01/01/2030;Sumberrejo;Sri
Dedi;;L;1871;Atlantis;Kak Rahel
Eni;;P;1990;Sumberejo;Dewi Lestari`,
      ),
    ).toEqual([
      [2, "Tahun Lahir", "2031 is in the future."],
      [3, "HP", '"12345" is no mobile number.'],
      [4, "Nama", "nothing is no name."],
      [5, "JK", '"X" is not P or L.'],
      [5, "Tahun Lahir", "2030-01-01 is in the future."],
      [5, "Desa", '"Sumberrejo" is no village of the programme.'],
      [5, "Pendamping", '"Sri" is more than one facilitator here.'],
      [6, "Tahun Lahir", "1871 is too long ago."],
      [6, "Desa", '"Atlantis" is no village of the programme.'],
      [6, "Pendamping", '"Kak Rahel" is no facilitator here.'],
    ]);
    expect(plan(`${head}Cici;;P;1990;Sumberrejo;`).faults[0]?.how).toBe('Did you mean "Sumberejo"?');
  });

  it("finds the same woman twice by a near name and her year", () => {
    expect(
      faults(`Nama;Tahun Lahir;Desa
Siti Aminah;1980;Sumberejo
Ibu Siti Aminnah;1980;Karangsari
Siti Aminah;1991;Sumberejo
Siti Aminah;;Karangsari`),
    ).toEqual([[3, "", "Ibu Siti Aminnah is probably Siti Aminah of row 2."]]);
    expect(faults("Nama;Tahun Lahir\nDewi;1980\nDedi;1980")).toEqual([]);
    expect(faults("Nama;Desa\nDewi;Sumberejo\nDewi;Karangsari\nDewi;Sumberejo")).toEqual([
      [4, "", "Dewi is probably Dewi of row 2."],
    ]);
  });

  it("says who is in this programme, in another one, or known already", () => {
    const present = [
      person("p1", "Sari Wulandari", { born: 1984, programmes: [{ id: "melati", name: "Melati" }] }),
      person("p2", "Tuti Handayani", { born: 1979, programmes: [{ id: "pena", name: "PENA" }] }),
      person("p3", "Rina", { village: "Sumberejo" }),
    ];
    expect(
      faults(
        "Nama;Tahun Lahir;Desa\nSari Wulandri;1984;\nTuti Handayani;1979;\nRina;1990;Sumberejo\nRina;1990;Karangsari",
        present,
      ),
    ).toEqual([
      [2, "", "Sari Wulandri is in this programme already (p1)."],
      [3, "", "Tuti Handayani is in the programme PENA (p2)."],
      [4, "", "Rina is known to Rukun already (p3)."],
    ]);
  });

  it("takes a shared phone with a remark, and neither one that was dragged down nor that of staff", () => {
    const rows = ["Ani", "Beti", "Cici", "Dedi", "Eni"].map((name, at) => `${name};081234567890;19${60 + at}`);
    const { faults: found, remarks } = plan(`Nama;HP;Lahir\n${rows.join("\n")}\nFani;081200000011;1950`, [
      person("d", "Dewi", { phone: "6281200000011", staff: true }),
    ]);
    expect(remarks).toHaveLength(3);
    expect(found.map(({ row, what }) => [row, what])).toEqual([
      [6, "Eni has the phone of 4 people above."],
      [7, "Fani has the phone of a member of staff."],
    ]);
  });

  it("is not taken in with headings that nobody knows, nor with numbers of identity cards", () => {
    const { wrongFile } = plan("Nama;Desa;NIK;Golongan darah\nAni;Sumberejo;1;O");
    expect(wrongFile.map(({ column, what }) => [column, what])).toEqual([
      ["NIK", "Numbers of identity cards are not taken in."],
      ["Golongan darah", "This heading is not known, so what stands below it would be lost."],
    ]);
    expect(plan("Ani;Sumberejo").wrongFile[0]?.what).toBe("There is no row of headings.");
  });

  it("names 200 bad rows of 1,000 and keeps the others, against 5,000 known people", () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => {
      const name = `${nameOf(at)} Peserta ${at}`;
      return `${name};${at % 5 === 0 ? 2040 : 1950 + (at % 50)};Sumberejo`;
    });
    const present = Array.from({ length: 5_000 }, (_, at) =>
      person(`p${at}`, `${nameOf(at)} Lama ${at}`, { born: 1950 + (at % 50) }),
    );
    const { people, faults: found } = plan(`Nama;Tahun Lahir;Desa\n${rows.join("\n")}`, present);
    expect(people).toHaveLength(800);
    expect(new Set(found.map(({ row }) => row)).size).toBe(200);
  });
});

const nameOf = (at: number): string => ["Ani", "Beti", "Cici", "Dedi", "Eni", "Fani", "Gita"][at % 7] ?? "";
