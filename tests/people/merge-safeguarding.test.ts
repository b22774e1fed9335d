import { afterEach, beforeEach, expect, test } from "vitest";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople, planMerge } from "../../src/people/merge.ts";
import { addPerson } from "../db/home.ts";
import { NOW, report, SafeWorld } from "../safeguarding/support/world.ts";

let world: SafeWorld;
beforeEach(() => {
  world = new SafeWorld();
});
afterEach(() => world.drop());

const merge = (from: string, into: string) => mergePeople(world.db.sqlite, from, into, NOW, sequentialIds("m"));
const recipients = () => world.cases.recipients();

test("an officer whose record is merged into another one is still told and can still read", async () => {
  const lina = world.quickOfficer("lina");
  world.quickOfficer("mira");
  addPerson(world.db, "lina2", "Lina");
  const sealed = await world.cases.seal(report({ text: "sebelum" }), NOW);
  merge("lina", "lina2");
  expect(recipients().map(({ id, personId }) => [id, personId])).toContainEqual([lina.id, "lina2"]);
  expect(world.officers.ofPerson("lina2")?.id).toBe(lina.id);
  const alias = sealed.kind === "sealed" ? sealed.alias : "";
  expect(world.cases.open(alias, lina, NOW)?.story.toString()).toBe("sebelum");
});

test("who was struck out stays so under another record, and by another office", async () => {
  const lina = world.quickOfficer("lina");
  const mira = world.quickOfficer("mira");
  const sealed = await world.cases.seal(report({ struckOut: [lina.id] }), NOW);
  const alias = sealed.kind === "sealed" ? sealed.alias : "";
  const officer = world.officers.ofPerson("lina");
  if (officer === undefined) throw new Error("lina is no officer");
  world.officers.revoke(officer, NOW);
  world.person("lina2");
  merge("lina", "lina2");
  const { officer: again } = await world.officers.enrol("lina2", NOW);
  const to = recipients().find(({ id }) => id === again.id);
  if (to === undefined) throw new Error("she is no recipient");
  expect(world.cases.share(alias, mira, to, NOW)).toBe(false);
  const other = world.quickOfficer("nia");
  const nia = recipients().find(({ id }) => id === other.id);
  expect(nia !== undefined && world.cases.share(alias, mira, nia, NOW)).toBe(true);
});

test("two officers are not merged: two keys, of which a reporter may have struck out one", () => {
  world.quickOfficer("lina");
  world.quickOfficer("mira");
  expect(() => planMerge(world.db.sqlite, "lina", "mira")).toThrow("rukun officer revoke");
  const officer = world.officers.ofPerson("lina");
  if (officer !== undefined) world.officers.revoke(officer, NOW);
  expect(planMerge(world.db.sqlite, "lina", "mira").into.id).toBe("mira");
});

test("open complaints go along", () => {
  for (const id of ["sari", "sari2"]) addPerson(world.db, id, "Sari");
  const { sqlite } = world.db;
  sqlite.exec(`INSERT INTO complaint (person_id, category, opened_at) VALUES ('sari', 6, 0);
    INSERT INTO complaint_entry (complaint_no, no, kind, by_person, text, at) VALUES (1, 1, 'told', 'sari', 'x', 0)`);
  merge("sari", "sari2");
  expect(sqlite.prepare("SELECT person_id FROM complaint").pluck().get()).toBe("sari2");
  expect(sqlite.prepare("SELECT by_person FROM complaint_entry").pluck().get()).toBe("sari2");
});
