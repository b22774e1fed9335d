import { chmodSync, existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { backUp, checkBackup } from "../../src/db/backup.ts";
import { connect } from "../../src/db/open.ts";
import { homePaths } from "../../src/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { addPerson, addPhoto, NOW, openHome } from "./home.ts";

let folder: string;
let home: string;
let target: string;
beforeEach(() => {
  folder = temporaryFolder();
  home = join(folder, "data");
  target = join(folder, "out", "rukun.backup");
});

test("one file, for its owner alone, with what it holds told", async () => {
  const db = openHome(home);
  addPerson(db, "sari", "Sari");
  const photo = addPhoto(db, home, "a photo of a stall");
  writeFileSync(join(homePaths(home).media, "f".repeat(64)), "a photo that no row names");
  const contents = await backUp(home, target, NOW);
  expect(contents).toMatchObject({ madeAt: NOW, media: 1, files: 0, missing: [], rows: { person: 1, consent: 0 } });
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "out"))).toEqual(["rukun.backup"]);
  const copy = new Sqlite(target, { readonly: true });
  expect(copy.prepare("SELECT name FROM sqlar").pluck().all()).toEqual([`media/${photo}`]);
  copy.close();
  db.sqlite.close();
});

test("while another connection writes, the copy is of one instant and is finished", async () => {
  const db = openHome(home);
  addPerson(db, "sari", "Sari");
  const filler = db.sqlite.prepare(
    "INSERT INTO turn_log (person_id, at, flow, step, events, waited_ms, channel) VALUES ('sari', ?, 'f', 's', ?, 0, 'c')",
  );
  db.sqlite.transaction(() => {
    for (let i = 0; i < 6_000; i += 1) filler.run(i, "x".repeat(4_000));
  })();
  const writer = connect(homePaths(home).database);
  let rounds = 0;
  let writing = true;
  const addBoth = writer.transaction((id: string) => {
    writer
      .prepare("INSERT INTO person (id, zone, status, created_at, changed_at) VALUES (?, 'z', 'guest', 0, 0)")
      .run(id);
    writer.prepare("INSERT INTO opt_out (person_id, topic, at) VALUES (?, 'all', 0)").run(id);
  });
  const write = () => {
    if (!writing) return;
    addBoth.immediate(`p${rounds}`);
    rounds += 1;
    setImmediate(write);
  };
  write();
  await backUp(home, target, NOW);
  writing = false;
  const copy = new Sqlite(target, { readonly: true });
  const count = (table: string) => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  expect(rounds).toBeGreaterThan(2);
  expect(count("person")).toBe(count("opt_out") + 1);
  expect(count("opt_out")).toBeLessThan(rounds);
  for (const each of [copy, writer, db.sqlite]) each.close();
});

test("a photo that is gone or is not what it was is told, and the rest is saved", async () => {
  const db = openHome(home);
  addPerson(db, "sari", "Sari");
  const gone = addPhoto(db, home, "gone");
  const changed = addPhoto(db, home, "changed");
  rmSync(join(homePaths(home).media, gone));
  writeFileSync(join(homePaths(home).media, changed), "something else");
  const contents = await backUp(home, target, NOW);
  expect(contents.missing.toSorted()).toEqual([gone, changed].toSorted());
  expect(contents.media).toBe(0);
  db.sqlite.close();
});

test("nothing is written over, and nothing half-made is left behind", async () => {
  await expect(backUp(home, target, NOW)).rejects.toMatchObject({ code: "backup.nothing" });
  const db = openHome(home);
  db.sqlite.close();
  await backUp(home, target, NOW);
  await expect(backUp(home, target, NOW)).rejects.toMatchObject({ code: "backup.exists" });
  writeFileSync(homePaths(home).database, "no database any more".repeat(300));
  const second = join(folder, "out", "second");
  await expect(backUp(home, second, NOW)).rejects.toThrow();
  expect(readdirSync(join(folder, "out"))).toEqual(["rukun.backup"]);
});

test("a cut, changed or foreign file is told from a backup", async () => {
  const db = openHome(home);
  addPerson(db, "sari", "Sari");
  addPhoto(db, home, "photo");
  db.sqlite.close();
  expect(() => checkBackup(homePaths(home).database)).toThrow(/not made by rukun backup/);
  expect(() => checkBackup(join(folder, "nowhere"))).toThrow(/no file/);
  await backUp(home, target, NOW);
  chmodSync(target, 0o600);
  const copy = new Sqlite(target);
  copy.exec("UPDATE sqlar SET data = x'00', sz = 1");
  copy.close();
  expect(() => checkBackup(target)).toThrow(/photo/);
  truncateSync(target, 8_192);
  expect(() => checkBackup(target)).toThrow(/not a backup that can be used/);
  expect(existsSync(`${target}-wal`)).toBe(false);
});
