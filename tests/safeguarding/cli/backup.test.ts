import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampOf } from "../../../src/db/restore.ts";
import { forget, vaultPaths } from "../../../src/safeguarding/index.ts";
import { rukun } from "../../cli/command.ts";
import { NOW, report, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
let file: string;
beforeEach(() => {
  world = new SafeWorld();
  file = join(world.home, "backups", `rukun-${stampOf(NOW)}.backup`);
});
afterEach(() => world.drop());

const run = (...args: string[]) => rukun({ cwd: world.home, now: NOW, env: { RUKUN_HOME: world.home } }, ...args);

test("a backup says what is not in it, and a restore what fits together: the cases open, with the vault that stayed", async () => {
  const lina = world.quickOfficer("lina");
  const sealed = await world.cases.seal(report({ text: "sebelum" }), NOW);
  const { out } = await run("backup");
  expect(out).toContain("its sealed cases are in the backup, what opens them is not");
  world.stop();
  const back = await run("restore", file);
  expect(back.out).toContain("1 sealed case came back");
  ({ db: world.db, vault: world.vault, parts: world.parts } = SafeWorld.openedAt(world.home));
  const opened = world.cases.open(sealed.kind === "sealed" ? sealed.alias : "", lina, NOW);
  expect(opened?.story.toString()).toBe("sebelum");
  if (opened !== undefined) forget(opened);
});

test("restored where there is no vault it says where that belongs; one without Kotak Suara says nothing", async () => {
  world.quickOfficer("lina");
  await world.cases.seal(report(), NOW);
  await run("backup");
  world.stop();
  const kept = join(world.home, "kept.backup");
  cpSync(file, kept);
  const { folder } = vaultPaths(world.home);
  rmSync(folder, { recursive: true });
  const { out } = await run("restore", kept);
  expect(out).toContain("!! Kotak Suara: 1 sealed case came back, and nothing opens them");
  expect((await run("backup", "other.backup")).out).not.toContain("Kotak Suara");
});
