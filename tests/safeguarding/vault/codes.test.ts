import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeyPair } from "../../../src/safeguarding/crypto/keys.ts";
import { vaultPaths } from "../../../src/safeguarding/index.ts";
import { CodeSheets } from "../../../src/safeguarding/vault/codes.ts";
import { SafeWorld } from "../support/world.ts";

let world: SafeWorld;
let sheets: CodeSheets;
let publicKey: Buffer;
let codes: string[];
beforeEach(async () => {
  world = new SafeWorld();
  sheets = new CodeSheets(world.vault);
  const keys = KeyPair.fromSeed(randomBytes(32));
  publicKey = keys.publicKey;
  codes = await sheets.make(keys, randomBytes, 4);
  keys.wipe();
});
afterEach(() => world.drop());

const use = (code: string | undefined, purpose: "read" | "rotate" = "read") =>
  sheets.unlock(publicKey, code ?? "", purpose);

describe("a single-use code", () => {
  it("opens the officer's key once, and never again", async () => {
    const first = await use(codes[0]);
    if (first.kind !== "open") throw new Error(first.kind);
    expect(first.left).toBe(3);
    expect(first.keys.publicKey.equals(publicKey)).toBe(true);
    expect(await use(codes[0])).toEqual({ kind: "wrong", triesLeft: 4 });
  });

  it("of two who use it at the same moment, lets one in", async () => {
    const both = await Promise.all([use(codes[1]), use(codes[1])]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["open", "wrong"]);
  });

  it("leaves nothing of its wrap in the vault", async () => {
    const find = world.vault.sqlite.prepare("SELECT box FROM wrap").pluck();
    const before = find.all() as Buffer[];
    await use(codes[2]);
    const after = find.all() as Buffer[];
    const gone = before.filter((box) => !after.some((other) => other.equals(box)));
    expect(gone).toHaveLength(1);
    const { database } = vaultPaths(world.home);
    expect(gone.some((box) => readFileSync(database).includes(box))).toBe(false);
    expect(gone.some((box) => readFileSync(`${database}-wal`).includes(box))).toBe(false);
  });

  it("is refused after five wrong ones in a row, also after a restart, until she is freed", async () => {
    const tries = [];
    for (const wrong of ["0000-0000-0000", "SALAH", "", "111111111111", "zzzz zzzz zzzz"]) tries.push(await use(wrong));
    expect(tries.slice(0, 4).map((each) => "triesLeft" in each && each.triesLeft)).toEqual([4, 3, 2, 1]);
    expect(tries[4]).toEqual({ kind: "locked", now: true });
    world.restart();
    sheets = new CodeSheets(world.vault);
    expect(await use(codes[0])).toEqual({ kind: "locked", now: false });
    expect(sheets.state(publicKey)).toEqual({ left: 4, locked: true });
    sheets.free(publicKey);
    expect((await use(codes[0])).kind).toBe("open");
  });

  it("counts wrong ones anew after a right one", async () => {
    for (let n = 0; n < 4; n += 1) await use("wrong");
    expect((await use(codes[0])).kind).toBe("open");
    expect(await use("wrong")).toEqual({ kind: "wrong", triesLeft: 4 });
  });

  it("is kept when it is the last, unless it carries her cases over", async () => {
    for (const code of codes.slice(1)) await use(code);
    expect(sheets.state(publicKey)?.left).toBe(1);
    expect(await use(codes[0])).toEqual({ kind: "last" });
    expect((await use(codes[0], "rotate")).kind).toBe("open");
    expect(sheets.state(publicKey)?.left).toBe(0);
  });

  it("opens nothing with the databases alone: without the pepper it is another one", async () => {
    world.vault.keys.pepper.fill(0);
    expect((await use(codes[0])).kind).toBe("wrong");
  });

  it("is nobody's who has no sheet", async () => {
    sheets.drop(publicKey);
    expect(await use(codes[0])).toEqual({ kind: "none" });
    expect(sheets.state(publicKey)).toBeUndefined();
  });
});
