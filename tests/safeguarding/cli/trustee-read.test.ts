import { chmodSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { openDb } from "../../../src/db/open.ts";
import { homePaths } from "../../../src/home.ts";
import { CaseParts, CaseStore, systemRandom, Vault } from "../../../src/safeguarding/index.ts";
import { type Done, rukun } from "../../cli/command.ts";
import { MIGRATIONS, NOW } from "../../db/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { grepFolders } from "../support/grep-home.ts";
import { report } from "../support/world.ts";

const HOUR = 60 * 60_000;
const ESCAPE = "\u001b[2Jxx";

let cwd: string;
let home: string;
let words: string;
const run = (args: string[], more: { input?: string; now?: number } = {}): Promise<Done> =>
  rukun({ cwd, now: NOW, ...more }, "trustee", ...args);

beforeEach(async () => {
  cwd = temporaryFolder();
  home = join(cwd, "data");
  openDb(homePaths(home).database, MIGRATIONS).sqlite.close();
  chmodSync(home, 0o700);
  Vault.create(home, systemRandom);
  const { out } = await run(["set", "Ibu Sri, LBH", "--yes"]);
  words = [...out.matchAll(/\d+\. ([a-z]+)/g)].map(([, word]) => word).join(" ");
});

/** Seals to the trustee, who is the only one. */
async function sealed(given: Parameters<typeof report>[0]): Promise<string> {
  const { sqlite } = openDb(homePaths(home).database, MIGRATIONS);
  const vault = Vault.open(home);
  const parts = new CaseParts({ sqlite, vault, zone: "Asia/Jakarta", random: systemRandom });
  const done = await new CaseStore(parts).seal(report(given), NOW);
  vault.close();
  sqlite.close();
  if (done.kind !== "sealed") throw new Error("nobody");
  return done.alias;
}

const auditLines = (): unknown[] => {
  const { sqlite } = openDb(homePaths(home).database, MIGRATIONS);
  const found = sqlite.prepare("SELECT action, alias FROM safe_audit ORDER BY seq").raw().all();
  sqlite.close();
  return found;
};

test("she types her words, chooses a case, reads it, and only that she did is written down", async () => {
  const alias = await sealed({ category: 2, child: true, text: `Anak itu dipukul ${ESCAPE}` });
  const other = await sealed({ category: 6, text: "Lain" });
  const { code, out } = await run(["read", "--yes"], { input: `${words}\n${alias}\n\n\n` });
  expect(code).toBe(0);
  expect(out).toContain("2 open cases");
  expect(out).toContain(other);
  expect(out).toContain("It is about a child");
  expect(out).toContain("Anak itu dipukul [2Jxx");
  expect(out).not.toContain("\u001b");
  expect(out).not.toContain(words);
  expect(auditLines().at(-1)).toEqual(["case.read", alias]);
  expect(grepFolders([cwd], ["dipukul", words, words.split(" ").slice(0, 3).join(" ")])).toEqual([]);
});

test("what is not hers to open is not there, and nothing is noted", async () => {
  await sealed({});
  const before = auditLines();
  const { out } = await run(["read", "--yes"], { input: `${words}\nmelati payung\n\n` });
  expect(out).toContain("There is no such case for you.");
  expect(auditLines()).toEqual(before);
});

test("words that are misread or nobody's open nothing, and neither does a place without a terminal", async () => {
  const swapped = words.split(" ").toReversed().join(" ");
  expect(await run(["read", "--yes"], { input: `${swapped}\n` })).toMatchObject({ code: 1 });
  const earlier = words;
  await run(["set", "Ibu Ani", "--yes"]);
  expect((await run(["read", "--yes"], { input: `${earlier}\n\n` })).out).toContain("0 open cases");
  const { code, err } = await run(["read"], { input: `${earlier}\n` });
  expect([code, err]).toEqual([1, expect.stringContaining("--yes")]);
});

test("what waits for her is listed by its aliases alone, when time has run out", async () => {
  const urgent = await sealed({ category: 1, text: "Jangan bocor" });
  const later = await sealed({ category: 6 });
  const soon = await run(["overdue"], { now: NOW + HOUR });
  const { out } = await run(["overdue"], { now: NOW + 30 * HOUR });
  expect(soon.out).not.toContain(later);
  expect(out).toMatch(new RegExp(`${urgent} +S2 +not read`));
  expect(out).not.toContain(later);
  expect(out).toContain("1 case waits for Ibu Sri, LBH.");
});
