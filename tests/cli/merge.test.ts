import { afterEach, beforeEach, expect, test } from "vitest";
import { type Db, openDb } from "../../src/db/open.ts";
import { sequentialIds } from "../../src/ids.ts";
import { Directory } from "../../src/people/directory.ts";
import { findPeople, listPeople } from "../../src/people/list.ts";
import { mergePeople, planMerge } from "../../src/people/merge.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { MIGRATIONS, NOW } from "../db/home.ts";

let db: Db;
let people: PeopleStore;
let directory: Directory;
beforeEach(() => {
  db = openDb(":memory:", MIGRATIONS);
  people = new PeopleStore(db.sqlite);
  directory = new Directory(db, people, sequentialIds());
  const zone = "Asia/Makassar" as const;
  directory.add({ id: "kader", name: "Rina", called: "Kak Rina", zone, roles: ["kader"] }, NOW);
  // Written down by her kader, and later registered once more by herself.
  const village = "Ngargosari";
  directory.add({ id: "old", name: "Sariwati", called: "Bu Sari", zone, village, roles: ["prospective"] }, NOW);
  const addresses = [{ channel: "telegram", address: "4711" }];
  directory.add({ id: "new", name: "Sari", called: "Ibu Sari", zone, roles: ["beneficiary"], addresses }, NOW);
});
afterEach(() => db.sqlite.close());

const rows = (sql: string) => db.sqlite.prepare(sql).raw().all();
const merge = () => {
  const done = mergePeople(db.sqlite, "old", "new", NOW + 10, sequentialIds("m"));
  people.forget();
  return done;
};

function addReport(id: string, personId: string, week: string, replaces: string | null, by = personId): void {
  db.sqlite
    .prepare(
      `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, profit, answers, replaces, at)
       VALUES (?, ?, ?, 'beneficiary', 'self', ?, 1000, '{}', ?, ?)`,
    )
    .run(id, personId, week, by, replaces, NOW);
}

test("what is hers goes along: phones, roles, carers, topics, and what was not known yet", () => {
  people.connect("whatsapp", "628111@s", "old", NOW);
  directory.setCare("kader", "old", "kader", true);
  directory.setOptOut("old", "weekly", true, NOW);
  merge();
  expect(people.person("new")).toMatchObject({ name: "Sari", village: "Ngargosari", status: "active" });
  expect(people.person("new")?.roles.toSorted()).toEqual(["beneficiary", "prospective"]);
  expect(people.at("whatsapp", "628111@s")).toMatchObject({ people: ["new"], speakerId: "new" });
  expect(directory.caredFor("kader", "kader").map(({ id }) => id)).toEqual(["new"]);
  expect(directory.hasOptedOut("new", "weekly")).toBe(true);
  expect(rows("SELECT status, merged_into, name, village FROM person WHERE id = 'old'")).toEqual([
    ["merged", "new", null, null],
  ]);
  expect(rows("SELECT 1 FROM address_person WHERE person_id = 'old'")).toEqual([]);
});

test("of two words on a purpose the newer one counts, whichever record it was said to", () => {
  const word = { version: "1", via: "telegram" };
  directory.recordConsent({ personId: "old", purpose: "photo", given: true, at: NOW, ...word });
  directory.recordConsent({ personId: "new", purpose: "photo", given: false, at: NOW + 1, ...word });
  directory.recordConsent({ personId: "new", purpose: "story", given: true, at: NOW, ...word });
  directory.recordConsent({ personId: "old", purpose: "story", given: false, at: NOW + 1, ...word });
  directory.recordConsent({ personId: "old", purpose: "reports", given: true, at: NOW, ...word });
  expect(merge().consents).toHaveLength(2);
  const given = Object.entries(directory.consents("new")).map(([purpose, { given }]) => [purpose, given]);
  expect(Object.fromEntries(given)).toEqual({ photo: false, story: false, reports: true });
  expect(rows("SELECT count(*) FROM consent WHERE person_id = 'old'")).toEqual([[3]]);
});

test("a report is written again under her name as a correction, once, and the old rows stay", () => {
  addReport("a", "old", "2026-11-02", null);
  addReport("b", "old", "2026-11-02", "a");
  addReport("c", "old", "2026-11-09", null, "kader");
  expect(merge().reports).toBe(2);
  const standing = `SELECT person_id, week, by_person, replaces FROM weekly_report AS r
    WHERE NOT EXISTS (SELECT 1 FROM weekly_report WHERE replaces = r.id) ORDER BY week`;
  expect(rows(standing)).toEqual([
    ["new", "2026-11-02", "new", "b"],
    ["new", "2026-11-09", "kader", "c"],
  ]);
  expect(rows("SELECT count(*) FROM weekly_report")).toEqual([[5]]);
});

test("of two talks with a human one goes on, nobody helps herself, and her conversation ends", () => {
  const ticket = db.sqlite.prepare(
    "INSERT INTO ticket (id, person_id, helper_id, kind, state, opened_at) VALUES (?, ?, ?, 'help', ?, 0)",
  );
  ticket.run("t1", "old", "kader", "talking");
  ticket.run("t2", "new", "kader", "talking");
  ticket.run("t3", "old", "new", "open");
  db.sqlite.prepare("INSERT INTO session (person_id, frames, n, heard_at) VALUES ('old', '[{}]', 1, 0)").run();
  expect(merge().endsConversation).toBe(true);
  expect(rows("SELECT id, person_id, state FROM ticket ORDER BY id")).toEqual([
    ["t1", "new", "closed"],
    ["t2", "new", "talking"],
    ["t3", "new", "closed"],
  ]);
  expect(rows("SELECT count(*) FROM session")).toEqual([[0]]);
});

test("a plan changes nothing and shows no secret; what is over or unknown cannot be merged", () => {
  directory.change("old", { pin: "salt:key1" }, NOW);
  directory.change("new", { pin: "salt:key2" }, NOW);
  const before = db.sqlite.serialize();
  const plan = planMerge(db.sqlite, "old", "new");
  expect(db.sqlite.serialize().equals(before)).toBe(true);
  expect(plan).toMatchObject({ filled: ["village"], roles: ["prospective"] });
  expect(plan.givenUp.map(({ what }) => what)).toEqual(["name", "called", "pin"]);
  expect(JSON.stringify(plan)).not.toContain("key1");
  merge();
  expect(() => planMerge(db.sqlite, "old", "new")).toThrow(/merged already/);
  expect(() => planMerge(db.sqlite, "new", "new")).toThrow(/herself/);
  expect(() => planMerge(db.sqlite, "new", "nobody")).toThrow(/no person/);
});

test("a merge of a merge leads to the last one, and a list shows neither", () => {
  merge();
  mergePeople(db.sqlite, "new", "kader", NOW + 20, sequentialIds("n"));
  expect(rows("SELECT id, merged_into FROM person WHERE status = 'merged' ORDER BY id")).toEqual([
    ["new", "kader"],
    ["old", "kader"],
  ]);
  expect(listPeople(db.sqlite, { limit: 10 }).people.map(({ id }) => id)).toEqual(["kader"]);
});

test("people are found by id, by whole name, by part of it; a percent sign is a percent sign", () => {
  const found = (text: string) => findPeople(db.sqlite, text, 10).map(({ id }) => id);
  expect(found("new")).toEqual(["new"]);
  expect(found("sari")).toEqual(["new"]);
  expect(found("sar")).toEqual(["new", "old"]);
  expect(found("%")).toEqual([]);
  const { people: some, total } = listPeople(db.sqlite, { limit: 1 });
  expect([some.length, total]).toEqual([1, 3]);
  expect(listPeople(db.sqlite, { role: "kader", limit: 9 }).people).toMatchObject([{ id: "kader", roles: ["kader"] }]);
  expect(listPeople(db.sqlite, { village: "NGARGOSARI", limit: 9 }).people).toMatchObject([{ id: "old" }]);
});
