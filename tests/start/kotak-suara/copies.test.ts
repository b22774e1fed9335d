import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Config, readConfig } from "../../../src/config.ts";
import type { Log } from "../../../src/log.ts";
import { copiedOn, copiesIn, systemRandom, Vault, vaultPaths } from "../../../src/safeguarding/index.ts";
import { DailyCopy } from "../../../src/start/kotak-suara/daily-copy.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse("2026-11-20T09:15:00Z");

let cwd: string;
let vault: Vault;
let config: Config;
let errors: object[];
let daily: DailyCopy;
beforeEach(() => {
  cwd = temporaryFolder();
  config = readConfig({ RUKUN_HOME: join(cwd, "home"), KOTAK_SUARA: "on", KOTAK_SUARA_COPIES: "copies" }, cwd);
  Vault.create(config.home, systemRandom);
  vault = Vault.open(config.home);
  errors = [];
  const log: Log = { debug() {}, info() {}, warn() {}, error: (facts) => errors.push(facts) };
  daily = new DailyCopy(config, log);
});
afterEach(() => vault.close());

test("the vault is copied once a day, and what is a week old is destroyed", () => {
  const folder = join(cwd, "copies");
  const made = Array.from({ length: 30 }, (_, at) => daily.step(vault, NOW + (at * DAY) / 2));
  expect(made.filter((one) => one)).toHaveLength(15);
  expect(copiesIn(folder)).toHaveLength(7);
  expect(readdirSync(folder).filter((name) => !/^vault-\d{8}-\d{6}\.db$/.test(name))).toEqual([]);
  for (const { path } of copiesIn(folder)) expect(statSync(path).mode & 0o077).toBe(0);
});

test("what a crash left of a copy does not outlive the week, nor does anything where no new copy can be made", () => {
  const folder = join(cwd, "copies");
  daily.step(vault, NOW);
  writeFileSync(join(folder, "vault-20261120-091600.db.part"), "half a vault");
  copyFileSync(vaultPaths(config.home).keyFile, join(folder, "kotak-suara.key"));
  daily.step(vault, NOW + 6 * DAY);
  expect(readdirSync(folder)).toHaveLength(3);
  daily.step(vault, NOW + 8 * DAY);
  expect(readdirSync(folder)).toEqual(["kotak-suara.key"]);
});

test("a copy never lies where a key file does", () => {
  mkdirSync(join(cwd, "copies"));
  copyFileSync(vaultPaths(config.home).keyFile, join(cwd, "copies/kotak-suara.key"));
  expect(daily.step(vault, NOW)).toBe(false);
  expect(errors).toEqual([{ code: "vault.copy", why: "vault.copy" }]);
  expect(copiesIn(join(cwd, "copies"))).toEqual([]);
});

test("a disk that is away is told once a day, and the copy made when it is back", () => {
  writeFileSync(join(cwd, "copies"), "no folder");
  for (const minute of [0, 1, 2]) daily.step(vault, NOW + minute * 60_000);
  expect(errors).toHaveLength(1);
  expect(copiedOn(vault)).toBeUndefined();
  daily.step(vault, NOW + DAY);
  expect(errors).toHaveLength(2);
});
