import { beforeEach, expect, test } from "vitest";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const person = (...args: string[]) => rukun({ cwd, now: NOW }, "person", ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

const rowOf = (name: string) => {
  const db = openHome(home);
  const row = db.sqlite
    .prepare("SELECT called, zone, village, birth_year AS born, unit_id AS unit, status FROM person WHERE name = ?")
    .get(name);
  db.sqlite.close();
  return row;
};

test("a person is added with what is known of her; her village gives the zone", async () => {
  const given = ["--name", "Yulia  Wibowo", "--called", "Bu Yulia", "--role", "beneficiary,treasurer"];
  const more = ["--born", "1984", "--village", "lembang dua", "--unit", "Melati", "--phone", "0812-3456-7890"];
  const done = await person("add", ...given, ...more, "--consent", "form on paper");
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(done.out).toMatch(
    /^Bu Yulia \(Yulia Wibowo\) was added: [a-z0-9]{16}\nHer consent to service and reports was /,
  );
  const row = { called: "Bu Yulia", zone: "Asia/Makassar", village: "Lembang Dua", born: 1984, unit: "melati" };
  expect(rowOf("Yulia Wibowo")).toEqual({ ...row, status: "active" });
  const { out } = await person("list", "--search", "yulia");
  expect(out).toContain("beneficiary, treasurer");
  expect(out).toContain("whatsapp …890");
  expect(out).not.toContain("81234567890");
});

test("a WhatsApp number is kept as the channel knows it, however it is written", async () => {
  const numbers = [
    "+62 812-3456-7890",
    "6281234567891@s.whatsapp.net",
    "6281234567892:3@s.whatsapp.net",
    "987654321@lid",
  ];
  for (const number of numbers) await person("add", "--name", "Tuti", "--called", "Bu Tuti", "--whatsapp", number);
  const db = openHome(home);
  expect(db.sqlite.prepare("SELECT address FROM address WHERE channel = 'whatsapp' ORDER BY id").pluck().all()).toEqual(
    ["6281234567890", "6281234567891", "6281234567892", "987654321@lid"],
  );
  db.sqlite.close();
});

test.each([
  [["--phone", "0341-123456"], "that is no mobile number"],
  [["--telegram", "@tuti"], "the number of her chat"],
  [["--zone", "WIBB"], "--zone must be one of WIB (Asia/Jakarta)"],
  [["--born", "84"], "--born must be a year"],
  [["--unit", "mawar"], "The units are Melati. A new one is made by: rukun unit add"],
  [["--unit", "melatti"], 'there is no unit "melatti". Did you mean "Melati"?'],
  [["--consent", " "], "--consent says how and when she agreed"],
  [["--village", " "], "--village is empty"],
])("what is wrong with %j is told, and nobody is added", async (args, what) => {
  const done = await person("add", "--name", "Tuti", "--called", "Bu Tuti", ...args);
  expect(done.code).toBe(1);
  expect(done.err).toContain(what);
  expect(rowOf("Tuti")).toBeUndefined();
});

test("a phone that somebody uses already becomes a shared one, and that is said", async () => {
  await person("add", "--name", "Tuti", "--called", "Bu Tuti", "--telegram", "123456789");
  const done = await person("add", "--name", "Yani", "--called", "Bu Yani", "--telegram", "123456789");
  expect(done.out).toContain("telegram …789 is used by somebody else too");
});

test("a list is aligned, filtered and says how many more there are; no phone number stands in it", async () => {
  const { out } = await person("list", "--limit", "3");
  const lines = out.trimEnd().split("\n");
  const column = lines[0]?.indexOf("ROLES") ?? -1;
  expect(lines).toHaveLength(5);
  for (const line of lines.slice(1, 4)) expect(line.slice(column - 2, column)).toBe("  ");
  expect(lines.at(-1)).toMatch(/^\d+ people \(3 shown; use --limit, --search\)\.$/);
  expect((await person("list")).out).not.toMatch(/\d{5}(?!\d*\s)/);
  const kader = await person("list", "--role", "kader", "--village", "KARANGSARI");
  expect(kader.out).toMatch(/Ningsih[^\n]*\n1 person\.\n$/);
});

test("roles are given and taken by name; an unknown one is a wrong command", async () => {
  const done = await person("role", "Sari Wulandari", "--add", "chair", "--remove", "beneficiary");
  expect(done).toMatchObject({ code: 0, out: "Sari Wulandari: chair\n" });
  const wrong = await person("role", "Sari Wulandari", "--add", "boss");
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain("one of prospective, beneficiary");
});

test("a name that may be several people lists them; a name that nobody has is told", async () => {
  const several = await person("role", "an", "--add", "chair");
  expect(several.code).toBe(1);
  expect(several.err).toMatch(/may be several people, give the id:\n {2}\S+ {2}/);
  expect((await person("role", "Zubaidah", "--add", "chair")).err).toContain('nobody is called "Zubaidah"');
});

test("a merge shows what it would do and waits for a yes", async () => {
  await person("add", "--name", "Sari W", "--called", "Bu Sari", "--telegram", "123456789", "--role", "chair");
  const plan = await person("merge", "Sari W", "Sari Wulandari");
  expect(plan.code).toBe(0);
  expect(plan.out).toContain("go along: 1 phone");
  expect(plan.out).toContain('called: "Ibu Sari" stays, "Bu Sari" is given up');
  expect(plan.out).toContain("Nothing was changed.");
  expect(rowOf("Sari W")).toBeDefined();
  const done = await rukun({ cwd, now: NOW, confirms: true }, "person", "merge", "Sari W", "Sari Wulandari");
  expect(done.out).toContain("Done: Sari W");
  expect(rowOf("Sari W")).toBeUndefined();
  expect((await person("list", "--search", "Sari Wulandari")).out).toContain("telegram …789");
});

test("without a home nothing is made in its place", async () => {
  const done = await rukun({ cwd }, "person", "list", "--home", "elsewhere");
  expect(done.code).toBe(1);
  expect(done.err).toContain("there is no database in");
  expect((await rukun({ cwd }, "persons")).code).toBe(2);
  expect((await rukun({ cwd }, "--help")).code).toBe(0);
});
