import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { backUp } from "../../src/db/backup.ts";
import { restore } from "../../src/db/restore.ts";
import { homePaths, lockHome, packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { compiled } from "../support/compiled.ts";
import { addPerson, addPhoto, addQueued, NOW, names, openHome } from "./home.ts";

let folder: string;
let home: string;
let backup: string;
beforeEach(async () => {
  folder = temporaryFolder();
  home = join(folder, "data");
  backup = join(folder, "rukun.backup");
  const db = openHome(home);
  addPerson(db, "sari", "Sari");
  addPhoto(db, home, "her stall");
  addQueued(db, "a:0", "resend", NOW);
  addQueued(db, "a:1", "hold", NOW);
  addQueued(db, "a:2", "resend", NOW + 60_000);
  await backUp(home, backup, NOW);
  addPerson(db, "wati", "Wati");
  db.sqlite.close();
});

const namesIn = (at: string) => {
  const db = openHome(at);
  const found = names(db);
  expect(db.sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
  db.sqlite.close();
  return found;
};

test("the home is as the backup, and as it was it is kept aside", () => {
  const { aside, contents } = restore(backup, home, NOW);
  expect(aside).toBe(`${home}.before-20261120-091500`);
  expect(contents.rows.person).toBe(1);
  expect(namesIn(home)).toEqual(["Sari"]);
  expect(namesIn(aside ?? "")).toEqual(["Sari", "Wati"]);
  const [photo = ""] = readdirSync(homePaths(home).media);
  expect(readFileSync(join(homePaths(home).media, photo), "utf8")).toBe("her stall");
  const db = openHome(home);
  expect(db.sqlite.prepare("SELECT name FROM sqlite_master WHERE name IN ('sqlar', 'backup_info')").all()).toEqual([]);
  db.sqlite.close();
  expect(existsSync(join(home, "restoring"))).toBe(false);
});

test("on an empty machine it makes the home", () => {
  const elsewhere = join(folder, "other", "data");
  expect(restore(backup, elsewhere, NOW).aside).toBeUndefined();
  expect(namesIn(elsewhere)).toEqual(["Sari"]);
});

test("what waited to be sent may have been sent since: its policy decides at the next start", () => {
  restore(backup, home, NOW + 1_000);
  const db = openHome(home);
  expect(db.sqlite.prepare("SELECT key, state FROM outbox ORDER BY id").raw().all()).toEqual([
    ["a:0", "sending"],
    ["a:1", "sending"],
    ["a:2", "queued"],
  ]);
  db.sqlite.close();
});

test("while Rukun runs, and with a damaged backup, nothing is changed", () => {
  const letGo = lockHome(home);
  expect(() => restore(backup, home, NOW)).toThrow(/another Rukun is running/);
  letGo();
  writeFileSync(backup, "damaged".repeat(2_000));
  expect(() => restore(backup, home, NOW)).toThrow(/not a backup/);
  expect(namesIn(home)).toEqual(["Sari", "Wati"]);
  expect(existsSync(`${home}.before-20261120-091500`)).toBe(false);
});

test("a database that cannot be opened any more is kept as it is and replaced", () => {
  const wreck = "this was a database".repeat(500);
  writeFileSync(homePaths(home).database, wreck);
  const { aside } = restore(backup, home, NOW);
  expect(namesIn(home)).toEqual(["Sari"]);
  expect(readFileSync(join(aside ?? "", "rukun.db"), "utf8")).toBe(wreck);
});

test("killed at any moment, the home is the old one or the new one, and the same command finishes", async () => {
  const code = `const { restore } = await import(${JSON.stringify(compiled("src/db/restore.ts"))});
    console.log("ready"); process.stdin.once("data", () => {
      for (let i = 0; ; i += 1) { restore(${JSON.stringify(backup)}, ${JSON.stringify(home)}, ${NOW} + i * 1000 + Number(process.argv[1]) * 1e6); }
    });`;
  for (let kill = 1; kill <= 5; kill += 1) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", code, String(kill)], {
      cwd: packageRoot(),
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const exited = once(child, "exit");
    child.stdin.write("go\n");
    // Not a wait for something to happen: the moment of the kill is what is varied.
    setTimeout(() => child.kill("SIGKILL"), 3 + kill * 11);
    await exited;
    expect([["Sari"], ["Sari", "Wati"]]).toContainEqual(namesIn(home));
  }
  restore(backup, home, NOW + 9e9);
  expect(namesIn(home)).toEqual(["Sari"]);
}, 60_000);
