import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Books, cooperativeModule } from "../../src/cooperative/index.ts";
import type { Db } from "../../src/db/open.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { findContent, loadWhole } from "../../src/start/content.ts";
import { loadCooperative, openCooperative } from "../../src/start/cooperative.ts";
import { melati, peopleIn } from "../programme/support.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { membershipOnly, PROGRAMME, World } from "../support/world.ts";

const FILE = join("programmes", "melati", "cooperative.yaml");
const NOW = Date.parse("2026-11-20T09:00:00Z");
let root: string;

beforeEach(() => {
  root = temporaryFolder();
  for (const part of ["flows", "locales", "programmes"])
    cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
});

const change = (from: string | RegExp, to: string) =>
  writeFileSync(join(root, FILE), readFileSync(join(root, FILE), "utf8").replace(from, to));

function open(db: Db, now = NOW): Books {
  const pack = melati();
  const { units, problems } = loadCooperative(root, pack);
  expect(problems).toEqual([]);
  openCooperative({ sqlite: db.sqlite, units, pack, newId: sequentialIds("u"), now });
  return new Books({ sqlite: db.sqlite, people: new PeopleStore(db.sqlite), newId: sequentialIds(), random: () => 0 });
}

const settingsRows = (db: Db) =>
  db.sqlite.prepare("SELECT unit, by_person, at FROM coop_setting ORDER BY id").raw().all();

describe("cooperative.yaml at a start", () => {
  it("opens the units, in the zone of their village, with their settings", () => {
    const { db } = peopleIn();
    change("village: Karangsari", "village: Sereh");
    const books = open(db);
    expect(books.units.all().map(({ id, name, kind, zone }) => [id, name, kind, zone])).toEqual([
      [1, "Melati", "unit", "Asia/Jakarta"],
      [2, "Kenanga", "unit", "Asia/Jayapura"],
      [90, "Pusat Melati", "head", "Asia/Jakarta"],
    ]);
    expect(books.setting(2).savings.mandatory.amount).toBe(10_000);
  });

  it("changes nothing the second time, and only what differs after a change", () => {
    const { db } = peopleIn();
    open(db);
    open(db, NOW + 1);
    expect(settingsRows(db)).toHaveLength(3);
    change("joining-fee: 10000", "joining-fee: 15000");
    change(
      "settings:\n      savings: { mandatory: { amount: 10000 } }",
      "settings:\n      joining-fee: 10000\n      savings: { mandatory: { amount: 10000 } }",
    );
    const books = open(db, NOW + 2);
    expect(settingsRows(db).slice(3)).toEqual([
      [1, "system", NOW + 2],
      [90, "system", NOW + 2],
    ]);
    expect(books.setting(1).joiningFee).toBe(15_000);
    expect(books.settings.at(1, NOW + 1).joiningFee).toBe(10_000);
  });

  it.each([
    ["name: Kenanga", "name: Mawar", /Unit 2 is "Kenanga" in the books, and "Mawar" in the file/],
    ["number: 1\n", "number: 7\n", /"Melati" is unit 1 in the books, and 7 in the file/],
    ["number: 90\n    name: Pusat Melati", "number: 91\n    name: Kantor", /The head office is unit 90 in the books/],
    ["name: Pusat Melati\n    kind: head", "name: Pusat Melati", /Unit 90 is the head office in the books/],
    ["name: Kenanga\n    village", "name: kenanga\n    village", undefined],
  ])("never gives what one unit decided to another: %j, then %j", (from, to, what) => {
    const { db } = peopleIn();
    open(db);
    change(from, to);
    change("joining-fee: 10000", "joining-fee: 15000");
    if (what === undefined) expect(open(db).units.all()).toHaveLength(3);
    else expect(() => open(db)).toThrow(what);
    expect(settingsRows(db)).toHaveLength(what === undefined ? 6 : 3);
  });

  it("stops the start with file and line, and the checks see the same", () => {
    change("rate: 1.5%", "rate: 1.5");
    const { problems } = findContent(root, "melati");
    const line =
      readFileSync(join(root, FILE), "utf8")
        .split("\n")
        .findIndex((text) => text.includes("rate: 1.5")) + 1;
    expect(problems.map(({ file, line: at }) => `${file}:${at}`)).toEqual([`${FILE}:${line}`]);
    expect(() => loadWhole(root, "melati")).toThrow(`${FILE}:${line}`);
  });

  it("is not needed: without it there is no cooperative, and nothing of it is heard", async () => {
    rmSync(join(root, FILE));
    expect(loadWhole(root, "melati").units).toEqual([]);
    const world = await World.start({
      modules: (parts) => [...membershipOnly(parts), cooperativeModule({ ...parts, hours: PROGRAMME.hours })],
    });
    openCooperative({ sqlite: world.runtime.db.sqlite, units: [], pack: melati(), newId: sequentialIds(), now: NOW });
    world.add("Endang", "8001", ["treasurer"]);
    for (const text of [
      "setor wajib 003 20rb",
      "saldo",
      "hari ini begini\nsetor wajib 003 20rb\nsetor wajib 004 20rb",
    ]) {
      const answers = await world.send("8001", text);
      expect(answers, text).toHaveLength(1);
      expect(answers[0], text).toMatch(/mau dibantu apa\?|maksud yang mana\?/);
    }
  });
});
