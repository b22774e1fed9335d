import { beforeEach, expect, test } from "vitest";
import { isOfficer } from "../../../src/cooperative/officers.ts";
import { changes } from "../../../src/cooperative/settings/store.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { type CoopWorld, coopWorld, HEAD, MAWAR, MELATI, NOW } from "./coop-world.ts";

let world: CoopWorld;
beforeEach(() => {
  world = coopWorld();
});

test("a unit is found by number, by name in any case, and by its people", () => {
  const { units, people } = world;
  expect(units.named("melati")?.id).toBe(MELATI);
  expect(units.named(" 2 ")?.name).toBe("Mawar");
  expect(units.named("kenanga")).toBeUndefined();
  expect(units.head()?.id).toBe(HEAD);
  const sari = people.person(world.person("Sari", [], MAWAR));
  expect(sari && units.ofPerson(sari)?.id).toBe(MAWAR);
  expect(units.ofPerson({ unitId: null })).toBeUndefined();
});

test("the day of a unit ends at midnight in its own zone", () => {
  const { units } = world;
  const evening = Date.parse("2026-01-31T15:30:00Z");
  expect([MELATI, MAWAR].map((id) => units.today(world.unit(id), evening))).toEqual(["2026-01-31", "2026-02-01"]);
});

test("the unit of the people with that name gets the books, and books are opened once", () => {
  const { units, directory, newId } = world;
  directory.addUnit({ id: "kenanga", name: "Kenanga", village: "Karangsari", zone: "Asia/Jakarta" });
  const kenanga = {
    id: 3,
    kind: "unit",
    name: "KENANGA",
    village: "Karangsari",
    zone: "Asia/Jakarta",
    openedOn: "2026-02-01",
  } as const;
  expect(units.open(kenanga, newId)).toBe(true);
  expect(units.byId(3)).toMatchObject({ unitId: "kenanga", name: "Kenanga" });
  expect(units.open(kenanga, newId)).toBe(false);
  expect(() => units.open({ ...kenanga, id: 4, name: "Pusat Dua", kind: "head" }, newId)).toThrow(/UNIQUE/);
});

test("an office counts in the unit of its holder and nowhere else", () => {
  const { people, officers } = world;
  const endang = world.person("Endang", ["treasurer"], MELATI);
  const retno = world.person("Retno", ["manager", "chair"]);
  const kartika = world.person("Kartika", ["manager"], HEAD);
  const ids = (unit: number, role: "treasurer" | "manager" | "chair") =>
    officers.of(world.unit(unit), role).map(({ id }) => id);
  expect(ids(MELATI, "treasurer")).toEqual([endang]);
  expect(ids(MAWAR, "treasurer")).toEqual([]);
  expect(ids(HEAD, "manager")).toEqual([kartika]);
  expect(officers.all(world.unit(MELATI)).map(({ id }) => id)).toEqual([endang]);
  const may = (id: string, unit: number) => {
    const person = people.person(id);
    return person !== undefined && isOfficer(person, world.unit(unit));
  };
  expect([may(endang, MELATI), may(endang, MAWAR), may(endang, HEAD)]).toEqual([true, false, false]);
  expect([may(retno, MELATI), may(retno, HEAD)]).toEqual([false, false]);
  expect([may(kartika, HEAD), may(kartika, MELATI)]).toEqual([true, false]);
});

test("who left or was erased holds no office any more", () => {
  const { directory, people, officers } = world;
  const endang = world.person("Endang", ["treasurer"], MELATI);
  directory.change(endang, { status: "left" }, NOW);
  const person = people.person(endang);
  expect(person && isOfficer(person, world.unit(MELATI))).toBe(false);
  expect(officers.all(world.unit(MELATI))).toEqual([]);
});

test("a manager who is put into a village unit is no officer of it", () => {
  const { people, officers } = world;
  const retno = people.person(world.person("Retno", ["manager"], MELATI));
  expect(retno && isOfficer(retno, world.unit(MELATI))).toBe(false);
  expect(officers.of(world.unit(MELATI), "manager")).toEqual([]);
});

test("settings are only added to: the newest count, and what was in force at any time is known", () => {
  const { settings, sqlite } = world;
  expect(settings.current(MELATI).savings.mandatory.amount).toBe(0);
  expect(world.decide(MELATI, { savings: { mandatory: { amount: 20_000 } } }, NOW)).toBe(true);
  expect(settings.current(MELATI).savings.mandatory.amount).toBe(20_000);
  expect(world.decide(MELATI, { savings: { mandatory: { amount: 20_000 } } }, NOW + 1)).toBe(false);
  expect(world.decide(MELATI, { savings: { mandatory: { amount: 25_000 } } }, NOW + 2)).toBe(true);
  const at = (instant: number) => settings.at(MELATI, instant).savings.mandatory.amount;
  expect([at(NOW - 1), at(NOW), at(NOW + 1), at(NOW + 2)]).toEqual([0, 20_000, 20_000, 25_000]);
  expect(settings.current(MAWAR).savings.mandatory.amount).toBe(0);
  expect(() => sqlite.exec("UPDATE coop_setting SET settings = '{}'")).toThrow(/append-only/);
  expect(() => sqlite.exec("DELETE FROM coop_setting")).toThrow(/append-only/);
});

test("settings of an earlier version get the defaults of what came later", () => {
  const { settings, sqlite } = world;
  sqlite
    .prepare("INSERT INTO coop_setting (unit, settings, by_person, at) VALUES (1, ?, 'x', 1)")
    .run('{"joining-fee": 5000}');
  settings.forget();
  expect(settings.current(MELATI)).toMatchObject({ joiningFee: 5_000, numberChangeHours: 48 });
});

test("what changed is told word by word", () => {
  const before = writtenSchema.parse({});
  const after = writtenSchema.parse({ savings: { voluntary: { rate: "0.3%" } }, reminders: { before: [1] } });
  expect(changes(before, after)).toEqual([
    { word: "savings.voluntary.rate", from: '"0%"', to: '"0.3%"' },
    { word: "reminders.before", from: "[3]", to: "[1]" },
  ]);
});
