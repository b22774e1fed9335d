import { beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { demoHome, rukun } from "../../cli/command.ts";
import { openHome } from "../../db/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

const settings = (...args: string[]) => rukun({ cwd, now: NOW }, "coop", "settings", ...args);

test("the file is brought into force once, and the units' people are those of the programme", async () => {
  expect((await settings("apply", "--dry-run")).out).toContain("Melati (1): new.\n");
  expect((await settings("show")).out).toBe("0 units of the cooperative.\n");
  expect(await settings("apply")).toMatchObject({ code: 0, err: "" });
  expect((await settings("apply")).out).toContain("Melati (1): nothing changed.\n");
  expect((await settings("show")).out).toMatch(
    /\n90 +Pusat Melati +head +Sumberejo +2025-12-01\n3 units of the cooperative\.\n$/,
  );
  const db = openHome(home);
  expect(db.sqlite.prepare("SELECT unit_id FROM coop_unit WHERE id = 1").pluck().get()).toBe("melati");
  expect(db.sqlite.prepare("SELECT count(*) FROM coop_setting").pluck().get()).toBe(3);
  db.sqlite.close();
});

test("what is shown of a unit is a file's words, whole", async () => {
  await settings("apply");
  const { out } = await settings("show", "kenanga");
  const shown = writtenSchema.parse(parse(out));
  expect(shown.savings.mandatory.amount).toBe(10_000);
  expect(shown.meeting).toEqual({ every: "week", on: "saturday" });
  expect((await settings("show", "melatti")).err).toContain('Did you mean "Melati"?');
});

test("a change is told word by word, from what and to what", async () => {
  await settings("apply");
  const db = openHome(home);
  const newest = db.sqlite.prepare("SELECT settings FROM coop_setting WHERE unit = 1").pluck().get() as string;
  const before = JSON.stringify({ ...JSON.parse(newest), "joining-fee": 5_000 });
  db.sqlite.prepare("INSERT INTO coop_setting (unit, settings, by_person, at) VALUES (1, ?, 'x', 0)").run(before);
  db.sqlite.close();
  expect((await settings("apply")).out).toContain("Melati (1): 1 change.\n  joining-fee: 5000 -> 10000\n");
});

test("what a unit keeps for good is told, and not called a change", async () => {
  await settings("apply");
  const db = openHome(home);
  db.sqlite.prepare("UPDATE coop_unit SET opened_on = '2026-01-01' WHERE id = 1").run();
  db.sqlite.prepare("UPDATE unit SET village = 'Karangsari' WHERE id = 'melati'").run();
  db.sqlite.close();
  const { out } = await settings("apply");
  expect(out).toContain("Melati (1): nothing changed.\n  opened: stays 2026-01-01, the file says 2025-12-01\n");
  expect(out).toContain("  village: stays Karangsari, the file says Sumberejo\n");
  expect(out).toContain("Kenanga (2): nothing changed.\nPusat");
});

test("a file whose numbers are those of other units is refused, by a dry run as well", async () => {
  await settings("apply");
  const db = openHome(home);
  db.sqlite.prepare("UPDATE unit SET name = 'Mawar' WHERE id = (SELECT unit_id FROM coop_unit WHERE id = 2)").run();
  db.sqlite.close();
  for (const args of [["apply"], ["apply", "--dry-run"]]) {
    const { code, err } = await settings(...args);
    expect([code, err]).toEqual([1, expect.stringContaining('Unit 2 is "Mawar" in the books, and "Kenanga" in')]);
  }
});
