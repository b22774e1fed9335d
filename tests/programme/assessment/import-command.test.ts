import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { demoHome, rukun } from "../../cli/command.ts";
import { openHome } from "../../db/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
const LIST = `Nama;HP;JK;Tahun Lahir;Desa;Pendamping
Sri Hartati;0813-1111-2222;P;1985;Karangsari;Kak Dewi
Sari Wulandari;;P;1984;Sumberejo;
Murni;;P;2030;Sumberejo;
`;
let cwd: string;
let home: string;

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
  writeFileSync(join(cwd, "daftar.csv"), LIST);
});

const imported = (...args: string[]) =>
  rukun({ cwd, now: NOW }, "programme", "import", "daftar.csv", "--programme", "melati", ...args);

function inHome<T>(sql: string): T[] {
  const db = openHome(home);
  const rows = db.sqlite.prepare(sql).all() as T[];
  db.sqlite.close();
  return rows;
}

it("says what is wrong in which row and writes nothing, unless the bad rows are to be left out", async () => {
  const first = await imported();
  expect(first.code).toBe(1);
  expect(first.err).toMatch(/row 3: Sari Wulandari is (in this programme|known to Rukun) already/);
  expect(first.err).toContain("row 4: Tahun Lahir 2030 is in the future.");
  expect(first.err).toContain("--skip-bad");
  expect(first.out).toBe("1 person can be taken in, 2 rows cannot.\n");
  const dry = await imported("--skip-bad", "--dry-run");
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.out).toContain("this was a dry run");
  expect(inHome("SELECT 1 FROM imported_person")).toEqual([]);
});

it("writes the others down once, with nothing in the event that says who she is, and with no role before her yes", async () => {
  expect((await imported("--skip-bad")).out).toContain("1 person of daftar.csv were written down.");
  const [event] = inHome<{ data: string; mode: string; source: string }>("SELECT data, mode, source FROM event");
  expect(event).toMatchObject({ data: '{"fields":["name","born","sex","village"]}', mode: "import" });
  expect(event?.source).toMatch(/^import:[0-9a-f]{16}:2$/);
  const sri = "(SELECT id FROM person WHERE name = 'Sri Hartati')";
  expect(inHome(`SELECT role FROM person_role WHERE person_id = ${sri}`)).toEqual([]);
  expect(inHome(`SELECT as_role AS "as" FROM enrolment WHERE person_id = ${sri}`)).toEqual([{ as: "candidate" }]);
  expect(
    inHome(`SELECT a.channel, a.address, a.last_inbound_at AS heard FROM address a JOIN address_person p
    ON p.address_id = a.id WHERE p.person_id = ${sri}`),
  ).toEqual([{ channel: "whatsapp", address: "6281311112222", heard: 0 }]);
  const again = await imported("--skip-bad");
  expect(again.err).toContain("row 2: Sri Hartati is in this programme already");
  expect(again.out).toContain("0 people of");
});

it("gives the role where it is said how all of them agreed", async () => {
  await imported("--skip-bad", "--as", "beneficiary", "--consent", "form on paper, 1 Nov 2026");
  const sri = "(SELECT id FROM person WHERE name = 'Sri Hartati')";
  expect(inHome(`SELECT role FROM person_role WHERE person_id = ${sri}`)).toEqual([{ role: "beneficiary" }]);
  expect(inHome(`SELECT purpose, given FROM consent WHERE person_id = ${sri} ORDER BY id`)).toEqual([
    { purpose: "service", given: 1 },
    { purpose: "reports", given: 1 },
  ]);
});

it("knows the programmes that run here", async () => {
  expect(await rukun({ cwd, now: NOW }, "programme", "import", "daftar.csv", "--programme", "pena")).toMatchObject({
    code: 1,
    err: expect.stringContaining('"pena" does not run here: melati'),
  });
});
