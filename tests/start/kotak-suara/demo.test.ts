import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { loadContent } from "../../../src/content/load.ts";
import type { CompiledFlow } from "../../../src/flow/compile.ts";
import { packageRoot } from "../../../src/home.ts";
import { CodeSheets, readCode, systemRandom, Vault, vaultPaths } from "../../../src/safeguarding/index.ts";
import { demoNote, enrolDemoOfficers, isDemoVault, openDemoVault } from "../../../src/start/kotak-suara/demo-vault.ts";
import { SafeKeeping } from "../../../src/start/kotak-suara/keeping.ts";
import { notOffered } from "../../../src/start/kotak-suara/offered.ts";
import { World } from "../../support/world.ts";

let world: World;
let vault: Vault;
beforeEach(async () => {
  world = await World.start();
  world.add("Maya", "1", ["protection"]);
  const opened = openDemoVault(world.home);
  if (opened === undefined) throw new Error("no vault");
  vault = opened;
});
afterEach(() => vault.close());

describe("the demo's vault", () => {
  it("has officers and a trustee whose secrets lie open, in a file that says that it is a demo, for its owner alone", async () => {
    await enrolDemoOfficers(world.runtime, vault);
    const file = join(world.home, "demo-kotak-suara.txt");
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^=== DEMO ===/);
    expect(text.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g)).toHaveLength(40);
    expect(text).toContain("34. ");
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("tells on the page which codes come next, also after one was used and after a restart", async () => {
    await enrolDemoOfficers(world.runtime, vault);
    const [maya] = world.runtime.directory.withRole("protection");
    const id = maya?.id ?? "";
    const codes = () => demoNote(world.runtime, vault, id)?.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? [];
    const [first = "", second] = codes();
    expect(readCode(first)).toBeDefined();
    const sql = "SELECT public_key FROM officer WHERE person_id = ?";
    const key = world.runtime.db.sqlite.prepare(sql).pluck().get(id) as Buffer;
    expect((await new CodeSheets(vault).unlock(key, first, "read")).kind).toBe("open");
    expect(codes()[0]).toBe(second);
    vault.close();
    vault = openDemoVault(world.home) ?? vault;
    await enrolDemoOfficers(world.runtime, vault);
    expect(codes()[0]).toBe(second);
    expect(demoNote(world.runtime, vault, "nobody")).toBeUndefined();
  });

  it("is not made among real people, nor in the place of a vault that is there", async () => {
    const other = await World.start();
    other.runtime.people.connect("telegram", "4711", other.add("Sari", "2"), 0);
    expect(openDemoVault(other.home)).toBeUndefined();
    expect(existsSync(vaultPaths(other.home).folder)).toBe(false);
    const third = await World.start();
    Vault.create(third.home, systemRandom);
    expect(openDemoVault(third.home)).toBeUndefined();
    expect([isDemoVault(third.home), isDemoVault(world.home)]).toEqual([false, true]);
  });
});

describe("Kotak Suara", () => {
  it("has no vault where it is off, and still the programme's numbers of others who help", () => {
    const keeping = new SafeKeeping(readConfig({ RUKUN_HOME: world.home, KOTAK_SUARA: "off" }, "/"), packageRoot());
    const { settings, vault: none } = keeping.open();
    expect([none, settings?.referrals.length]).toEqual([undefined, expect.any(Number)]);
  });

  it("is offered by no menu where it is off, and by its word all the same", () => {
    const content = loadContent(packageRoot());
    const menu = content.compiled.get("menu");
    if (menu === undefined) throw new Error("no menu");
    const sealed: CompiledFlow = {
      ...menu,
      source: { ...menu.source, privacy: "sealed", start: { words: true, menu: 60 } },
    };
    const { compiled } = notOffered({ ...content, compiled: new Map([...content.compiled, ["sealed", sealed]]) });
    expect(compiled.get("sealed")?.source.start).toEqual({ words: true });
    expect(compiled.get("weekly-report")).toBe(content.compiled.get("weekly-report"));
  });
});
