import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { PeopleStore } from "../../../src/people/store.ts";
import { demoHome, rukun } from "../../cli/command.ts";
import { openHome } from "../../db/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
const MEMBERS = `No;Nama;HP;Masuk;Pokok;Wajib
1;Maria;0812-0000-1001;12/11/2020;100.000;240.000
2;Sari Wulandari;0812-0000-0001;12/11/2020;100.000;240.000
3;Ani;;12/11/2020;100.000;240.000
4;Titi;0812-0000-0015;12/11/2020;100.000;240.000
`;
const UNIT = "Akun;Saldo\n1-101;1.360.000\n";
let cwd: string;
let home: string;

beforeEach(async () => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
  writeFileSync(join(cwd, "anggota.csv"), MEMBERS);
  writeFileSync(join(cwd, "unit.csv"), UNIT);
  await coop("settings", "apply");
  const db = openHome(home);
  const people = new PeopleStore(db.sqlite);
  const idOf = (name: string) => db.sqlite.prepare("SELECT id FROM person WHERE name = ?").pluck().get(name) as string;
  people.connect("whatsapp", "6281200000001", idOf("Sari Wulandari"), NOW);
  people.connect("whatsapp", "6281200000015", idOf("Endang Susilowati"), NOW);
  db.sqlite.close();
});

const coop = (...args: string[]) => rukun({ cwd, now: NOW }, "coop", ...args);
const opening = (...args: string[]) =>
  coop("import", "opening", "anggota.csv", "--unit", "melati", "--on", "2026-01-01", "--balances", "unit.csv", ...args);

/** What the database says, read anew. */
function inHome<T>(sql: string): T[] {
  const db = openHome(home);
  const rows = db.sqlite.prepare(sql).all() as T[];
  db.sqlite.close();
  return rows;
}

test("a dry run writes nothing, and --apply writes all of it, once", async () => {
  const dry = await opening();
  expect(dry).toMatchObject({ code: 0, err: "" });
  expect(dry.out).toContain("4 members and 0 loans on 2026-01-01:");
  expect(dry.out).toMatch(/1-101 +1\.360\.000\n +3-101 +400\.000\n +3-102 +960\.000\n +3-999 +0 {2}\(must be 0\)/);
  expect(dry.out).toContain("Nothing was written.");
  expect(inHome("SELECT * FROM coop_member")).toEqual([]);
  expect((await opening("--apply")).out).toContain("4 members, 0 loans and 5 entries were written.");
  expect((await opening("--apply")).out).toBe("anggota.csv was imported into Melati before: nothing is to be done.\n");
  expect(inHome("SELECT * FROM journal_entry")).toHaveLength(5);
});

test("phones are taken in only where it is said how their owners agreed, and never an officer's", async () => {
  const without = await opening("--apply");
  expect(without.out).toContain("Phones: 1 of people who are known, 0 new, 2 not taken in.");
  expect(without.out).toContain('With --consent "how and when they agreed"');
  expect(without.out).toContain("row 5: Titi has the phone of Endang Susilowati, an officer");
  // Sari is known by the name on the list at her own phone; nobody else was written down.
  expect(inHome("SELECT m.no FROM coop_member m WHERE person_id IS NOT NULL")).toEqual([{ no: 2 }]);
});

test("with a consent, new people are written down with their unit and as members, without an office", async () => {
  const done = await opening("--apply", "--consent", "form on paper, 1 Nov 2026");
  expect(done.out).toContain("Phones: 1 of people who are known, 1 new, 1 not taken in.");
  const people = inHome<{ no: number; name: string; unit_id: string; via: string; purpose: string }>(
    `SELECT m.no, p.name, p.unit_id, c.via, c.purpose FROM coop_member m JOIN person p ON p.id = m.person_id
     JOIN consent c ON c.person_id = p.id WHERE m.no = 1`,
  );
  expect(people).toEqual([
    { no: 1, name: "Maria", unit_id: "melati", via: "cli: form on paper, 1 Nov 2026", purpose: "service" },
  ]);
  const roles = inHome("SELECT role FROM person_role r JOIN coop_member m ON m.person_id = r.person_id WHERE m.no = 1");
  expect(roles).toEqual([{ role: "member" }]);
});

test("a file with problems is refused with all of them", async () => {
  writeFileSync(join(cwd, "anggota.csv"), MEMBERS.replace("240.000\n2", "dua\n2").replace("3;Ani", "2;Ani"));
  const done = await opening("--apply");
  expect(done.code).toBe(1);
  expect(done.err).toContain('row 2, Wajib: "dua" may be Rp 2 or Rp 2.000.');
  expect(done.err).toContain("row 4: The number 2 stands in row 3 already.");
  expect(done.err).toContain("2 problems: nothing was written.");
  expect(inHome("SELECT * FROM coop_member")).toEqual([]);
});

test.each([
  [["--unit", "mawar"], /there is no unit "mawar"/],
  [["--on", "2026-02-30"], /--on must be a day up to today, 2026-11-20/],
  [["--on", "2027-01-01"], /--on must be a day up to today/],
  [["--balances", "tidak-ada.csv"], /there is no file tidak-ada.csv/],
  [["--consent", " "], /--consent says how and when/],
])("%j is refused", async (args, words) => {
  const done = await opening(...args);
  expect(done.code).toBe(1);
  expect(done.err).toMatch(words);
});
