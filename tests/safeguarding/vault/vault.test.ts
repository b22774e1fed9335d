import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { backUp } from "../../../src/db/backup.ts";
import { connect } from "../../../src/db/open.ts";
import { homePaths } from "../../../src/home.ts";
import {
  copiesIn,
  copyVault,
  dropOldCopies,
  systemRandom,
  Vault,
  vaultPaths,
} from "../../../src/safeguarding/index.ts";
import { ShredKeys } from "../../../src/safeguarding/vault/shred-keys.ts";
import { filesBelow, grepFolders } from "../support/grep-home.ts";
import { NOW, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
beforeEach(() => {
  world = new SafeWorld();
});
afterEach(() => world.drop());

const ID = Buffer.alloc(16, 1);
const KEY = Buffer.from("kunci-zaitun-kunci-zaitun-kunci-");
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe("the vault", () => {
  it("and its key file are read by nobody else, nor are the log and the index beside it", () => {
    new ShredKeys(world.vault).keep(ID, KEY);
    const { folder, keyFile } = vaultPaths(world.home);
    for (const path of [...filesBelow(folder), keyFile]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(filesBelow(folder).length).toBeGreaterThan(1);
  });

  it("is made once, and nothing is written over", () => {
    const before = readFileSync(vaultPaths(world.home).keyFile, "utf8");
    expect(() => Vault.create(world.home, systemRandom)).toThrow(code("vault.there"));
    expect(readFileSync(vaultPaths(world.home).keyFile, "utf8")).toBe(before);
  });

  it("does not open without its key file, with another one, or when others may read either", () => {
    const { keyFile, database } = vaultPaths(world.home);
    const text = readFileSync(keyFile, "utf8");
    for (const wrong of ["", "kein Schlüssel", text.replace(/^pepper .*$/m, `pepper ${KEY.toString("base64")}`)]) {
      writeFileSync(keyFile, wrong);
      expect(() => Vault.open(world.home)).toThrow(code("vault.key"));
    }
    writeFileSync(keyFile, text);
    for (const path of [keyFile, database]) {
      chmodSync(path, 0o640);
      expect(() => Vault.open(world.home)).toThrow(code("vault.open-to-others"));
      chmodSync(path, 0o600);
    }
    Vault.open(world.home).close();
    expect(() => Vault.open(join(world.home, "elsewhere"))).toThrow(code("vault.none"));
  });

  it("keeps no time of its last change, by which a report could be matched with who wrote at that moment", () => {
    const { folder } = vaultPaths(world.home);
    const times = () => [...filesBelow(folder), folder].map((path) => statSync(path).mtimeMs);
    const shred = new ShredKeys(world.vault);
    shred.keep(ID, KEY);
    expect(new Set(times())).toEqual(new Set([0]));
    shred.destroy([ID], false);
    expect(new Set(times())).toEqual(new Set([0]));
    world.vault.close();
    expect(new Set(times())).toEqual(new Set([0]));
    world.restart();
  });

  it("has nothing of a destroyed key in its file or log", () => {
    const shred = new ShredKeys(world.vault);
    shred.keep(ID, KEY);
    const { folder } = vaultPaths(world.home);
    expect(grepFolders([folder], [KEY.toString()])).not.toEqual([]);
    shred.destroy([ID], false);
    expect(grepFolders([folder], [KEY.toString()])).toEqual([]);
    expect(shred.using(ID, () => "there")).toBeUndefined();
  });

  it("says that a key may still lie in the log while another process reads there, and destroys it later", () => {
    const shred = new ShredKeys(world.vault);
    shred.keep(ID, KEY);
    const { folder, database } = vaultPaths(world.home);
    world.vault.sqlite.pragma("busy_timeout = 1");
    const other = connect(database, { readonly: true });
    other.exec("BEGIN");
    other.prepare("SELECT count(*) FROM shred").get();
    expect(() => shred.destroy([ID], false)).toThrow(code("vault.busy"));
    other.close();
    shred.destroy([ID], false);
    expect(grepFolders([folder], [KEY.toString()])).toEqual([]);
  });
});

describe("backups", () => {
  it("of Rukun have neither the vault nor the key file in them", async () => {
    new ShredKeys(world.vault).keep(ID, KEY);
    const target = join(world.home, "backups", "one.backup");
    await backUp(world.home, target, NOW);
    const { keyFile } = vaultPaths(world.home);
    const secrets = [...readFileSync(keyFile, "utf8").matchAll(/^[a-z-]+ (.*)$/gm)].map(([, key]) => key ?? "");
    const marks = [KEY.toString(), "key_check", "kotak-suara.key", ...secrets];
    const raw = secrets.map((each) => Buffer.from(each, "base64"));
    expect(secrets).toHaveLength(3);
    expect(grepFolders([homePaths(world.home).backups], marks)).toEqual([]);
    expect(raw.some((bytes) => readFileSync(target).includes(bytes))).toBe(false);
    expect(grepFolders([vaultPaths(world.home).folder, homePaths(world.home).keys], marks)).not.toEqual([]);
  });

  it("of the vault are destroyed after a week, and have no pepper", () => {
    new ShredKeys(world.vault).keep(ID, KEY);
    const { copies } = vaultPaths(world.home);
    const first = copyVault(world.vault, copies, NOW);
    expect(statSync(first).mode & 0o777).toBe(0o600);
    expect(readFileSync(first).includes(world.vault.keys.pepper)).toBe(false);
    copyVault(world.vault, copies, NOW + 6 * DAY);
    expect(copiesIn(copies)).toHaveLength(2);
    copyVault(world.vault, copies, NOW + 7 * DAY);
    expect(existsSync(first)).toBe(false);
    expect(copiesIn(copies)).toHaveLength(2);
    expect(dropOldCopies(copies, NOW + 30 * DAY)).toBe(2);
    expect(grepFolders([copies], [KEY.toString()])).toEqual([]);
  });

  it("of the vault can be put back as it is", () => {
    const shred = new ShredKeys(world.vault);
    shred.keep(ID, KEY);
    const bytes = readFileSync(copyVault(world.vault, vaultPaths(world.home).copies, NOW));
    shred.destroy([ID], false);
    world.stop();
    writeFileSync(vaultPaths(world.home).database, bytes);
    const again = Vault.open(world.home);
    expect(new ShredKeys(again).using(ID, (key) => key.toString())).toBe(KEY.toString());
    again.close();
    world = new SafeWorld();
  });
});
