import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDb } from "../../../src/db/open.ts";
import { homePaths } from "../../../src/home.ts";
import {
  CaseParts,
  CaseStore,
  CodeSheets,
  KeyPair,
  keyOfWords,
  systemRandom,
  Vault,
} from "../../../src/safeguarding/index.ts";
import { type Done, rukun } from "../../cli/command.ts";
import { MIGRATIONS, NOW } from "../../db/home.ts";
import { cheapArgon } from "../support/cheap-argon.ts";
import { grepFolders } from "../support/grep-home.ts";
import { report } from "../support/world.ts";

/** One home through the life of two officers, with three sheets of 40 codes. */
const cwd = mkdtempSync(join(tmpdir(), "rukun-safe-cli-"));
const home = join(cwd, "data");
const run = (...args: string[]): Promise<Done> => rukun({ cwd, now: NOW }, ...args);
const CODE = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g;
const codesIn = (text: string): string[] => text.match(CODE) ?? [];

let enrolled: Done;
let trustee: Done;
let argon: ReturnType<typeof cheapArgon>;
beforeAll(async () => {
  argon = cheapArgon();
  openDb(homePaths(home).database, MIGRATIONS).sqlite.close();
  chmodSync(home, 0o700);
  expect((await run("officer", "enrol", "Rina", "--yes")).err).toContain("rukun vault init");
  expect((await run("vault", "init")).code).toBe(0);
  await run("person", "add", "--name", "Rina", "--called", "Ibu Rina");
  expect((await run("officer", "enrol", "Rina", "--yes")).err).toContain('rukun person role "Rina" --add protection');
  await run("person", "role", "Rina", "--add", "protection", "--consent", "kertas");
  await run("person", "add", "--name", "Dewi", "--called", "Ibu Dewi", "--role", "protection", "--consent", "kertas");
  enrolled = await run("officer", "enrol", "Rina", "--yes");
  trustee = await run("trustee", "set", "Ibu Sri, LBH", "--yes", "--qr");
}, 120_000);
afterAll(() => {
  argon.real();
  rmSync(cwd, { recursive: true, force: true });
});

describe("secrets", () => {
  it("are not printed where nobody looks, unless that is asked for", async () => {
    for (const args of [
      ["officer", "enrol", "Dewi"],
      ["officer", "rotate", "Rina"],
      ["trustee", "set", "Ibu Ani"],
    ]) {
      const { code, out, err } = await run(...args);
      expect([code, codesIn(out), err]).toEqual([1, [], expect.stringContaining("--yes")]);
    }
    expect((await run("officer", "list")).out).toContain("1 officer.");
  });

  it("are on the screen once and nowhere in the home", async () => {
    const codes = codesIn(enrolled.out);
    expect(new Set(codes).size).toBe(40);
    expect(enrolled.err).not.toMatch(CODE);
    const words = wordsIn(trustee.out);
    expect(
      grepFolders([cwd], [...codes, ...codes.map((code) => code.replaceAll("-", "")), words.slice(0, 3).join(" ")]),
    ).toEqual([]);
    expect((await run("officer", "list")).out).toMatch(/Rina +2026-11-20 +40/);
  });

  it("cost three passes over 64 MiB for each code that is tried", () => {
    expect([...argon.asked]).toEqual(["3 passes over 67108864 bytes"]);
  });

  it("of a trustee open what was sealed to her, and only her public key is stored", async () => {
    const keys = keyOfWords(wordsIn(trustee.out).join(" "));
    const safe = opened();
    const [stored] = safe.parts.recipients().filter(({ kind }) => kind === "trustee");
    expect(stored?.publicKey.equals(keys.publicKey)).toBe(true);
    const sealed = await new CaseStore(safe.parts).seal(report({ text: "untuk wali" }), NOW);
    if (sealed.kind !== "sealed" || stored === undefined) throw new Error("nobody");
    const read = new CaseStore(safe.parts).open(sealed.alias, { id: stored.id, keys }, NOW);
    expect(read?.story.toString()).toBe("untuk wali");
    const secret = keys.lend((bytes) => Buffer.from(bytes));
    const file = readFileSync(homePaths(home).database);
    expect(file.includes(secret)).toBe(false);
    safe.close();
  });
});

describe("an officer at the terminal", () => {
  it("gets a new sheet with a code of the old one, and her cases come along", async () => {
    const [code = "", ...others] = codesIn(enrolled.out);
    const rotated = await rukun({ cwd, now: NOW, input: `${code}\n` }, "officer", "rotate", "Rina", "--yes");
    const fresh = codesIn(rotated.out.slice(rotated.out.indexOf("Lembar")));
    expect([rotated.code, fresh.length]).toEqual([0, 40]);
    const safe = opened();
    const rina = safe.parts.recipients().find(({ kind }) => kind === "officer");
    expect(await safe.unlock(rina?.publicKey, others[0])).toMatchObject({ kind: "wrong" });
    const unlocked = await safe.unlock(rina?.publicKey, fresh[0]);
    if (unlocked.kind !== "open" || rina === undefined) throw new Error(unlocked.kind);
    const store = new CaseStore(safe.parts);
    const [row] = safe.parts.rows.allOpen();
    expect(store.open(row?.alias ?? "", { id: rina.id, keys: unlocked.keys }, NOW)?.story.toString()).toBe(
      "untuk wali",
    );
    unlocked.keys.wipe();
    safe.close();
  }, 120_000);

  it("is given a sheet as a PDF that nobody else may read, and then not on the screen", async () => {
    const file = join(cwd, "dewi.pdf");
    expect((await run("officer", "enrol", "Dewi", "--pdf", "nowhere/dewi.pdf")).code).toBe(1);
    const { code, out } = await run("officer", "enrol", "Dewi", "--pdf", "dewi.pdf");
    expect([code, codesIn(out)]).toEqual([0, []]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
    expect((await run("officer", "enrol", "Dewi", "--pdf", "other.pdf")).err).toContain("already");
  }, 120_000);

  it("is revoked after it was said what that means, and asked", async () => {
    const refused = await run("officer", "revoke", "Dewi");
    expect(refused.out).toContain("Nothing was changed");
    expect((await run("officer", "revoke", "Dewi", "--yes")).code).toBe(0);
    expect((await run("officer", "list")).out).toMatch(/Dewi .*revoked/);
    expect((await run("officer", "free", "Dewi")).err).toContain("is no officer");
  });

  it("is freed after five wrong codes", async () => {
    const safe = opened();
    const rina = safe.parts.recipients().find(({ kind }) => kind === "officer");
    for (let n = 0; n < 5; n += 1) await safe.unlock(rina?.publicKey, "salah");
    expect((await run("officer", "list")).out).toContain("locked out");
    expect((await run("officer", "free", "Rina")).code).toBe(0);
    expect((await run("officer", "list")).out).not.toContain("locked out");
    safe.close();
  }, 60_000);
});

describe("rukun vault", () => {
  it("says what is missing, and names no case", async () => {
    const before = await run("vault", "status");
    expect([before.code, before.out]).toEqual([1, expect.stringContaining("The audit is whole")]);
    for (const wrong of ["Fewer than two officers", "No copy of the vault"]) expect(before.err).toContain(wrong);
    const copied = await run("vault", "copy");
    expect(copied.out).toContain("vault-20261120-091500.db");
    expect((await run("vault", "status")).err).not.toContain("No copy of the vault");
    const safe = opened();
    const [row] = safe.parts.rows.allOpen();
    safe.close();
    expect(before.out + before.err).not.toContain(row?.alias);
  });

  it("counts by month and category, and shows no small number", async () => {
    const safe = opened();
    const count = safe.parts.rows.sqlite.prepare("INSERT INTO safe_count (month, category, cases) VALUES (?, ?, ?)");
    count.run("2026-08", 3, 12);
    for (let category = 0; category <= 6; category += 1) count.run("2026-07", category, 5 + category);
    safe.close();
    const lines = (await run("vault", "statistics")).out.split("\n").map((line) => line.split(/ {2,}/));
    expect(lines.find(([month]) => month === "2026-07")).toEqual("2026-07 6 7 8 9 10 11 5 56".split(" "));
    expect(lines.find(([month]) => month === "2026-08")).toEqual("2026-08 <5 <5 12 <5 <5 <5 <5 <5".split(" "));
  });

  it("is made once", async () => {
    expect((await run("vault", "init")).err).toContain("there is a vault");
  });
});

function wordsIn(text: string): string[] {
  return [...text.matchAll(/\d+\. ([a-z]+)/g)].map(([, word]) => word ?? "");
}

/** The home with codes at their real cost. */
function opened() {
  const { sqlite } = openDb(homePaths(home).database, MIGRATIONS);
  const vault = Vault.open(home);
  const parts = new CaseParts({ sqlite, vault, zone: "Asia/Jakarta", random: systemRandom });
  const sheets = new CodeSheets(vault);
  return {
    parts,
    unlock: (key: Buffer | undefined, code: string | undefined) =>
      sheets.unlock(key ?? KeyPair.fromSeed(Buffer.alloc(32)).publicKey, code ?? "", "read"),
    close: () => {
      vault.close();
      sqlite.close();
    },
  };
}
