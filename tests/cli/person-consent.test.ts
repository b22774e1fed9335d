import { beforeEach, expect, test } from "vitest";
import { CONSENT_VERSION } from "../../src/membership/parts.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const person = (...args: string[]) => rukun({ cwd, now: NOW }, "person", ...args);
const TUTI = ["add", "--name", "Tuti Lestari", "--called", "Bu Tuti"];

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

function consentsOf(name: string): unknown[] {
  const db = openHome(home);
  const rows = db.sqlite
    .prepare(
      `SELECT purpose, given, version, via, at FROM consent JOIN person ON person.id = person_id
       WHERE name = ? ORDER BY consent.id`,
    )
    .all(name);
  db.sqlite.close();
  return rows;
}

const byHand = (how: string) =>
  ["service", "reports"].map((purpose) => ({
    purpose,
    given: 1,
    version: CONSENT_VERSION,
    via: `cli: ${how}`,
    at: NOW,
  }));

test.each(["beneficiary", "prospective", "treasurer,beneficiary"])(
  "nobody who never agreed is asked to report as %s: both ways out are told, and nobody is added",
  async (role) => {
    const done = await person(...TUTI, "--role", role);
    expect(done.code).toBe(1);
    expect(done.err).toContain("Bu Tuti would be asked to report");
    expect(done.err).toContain('--consent "form on paper, 1 Nov 2026"');
    expect(done.err).toContain("let her write to the bot herself");
    expect((await person("list", "--search", "Tuti Lestari")).out).toBe("0 people.\n");
  },
);

test("how she agreed is her proof, for service and reports", async () => {
  const done = await person(...TUTI, "--role", "beneficiary", "--consent", " form on paper,  1 Nov 2026 ");
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(done.out).toContain("was written down: form on paper, 1 Nov 2026");
  expect(consentsOf("Tuti Lestari")).toEqual(byHand("form on paper, 1 Nov 2026"));
});

test("staff need none, and a consent that is given is kept all the same", async () => {
  for (const role of ["kader", "facilitator", "coordinator", "treasurer"])
    expect(await person("add", "--name", `Staf ${role}`, "--called", "Bu", "--role", role)).toMatchObject({ code: 0 });
  expect(consentsOf("Staf kader")).toEqual([]);
  await person(...TUTI, "--consent", "lisan");
  expect(consentsOf("Tuti Lestari")).toEqual(byHand("lisan"));
});

test("a role that is given later does not go around it; who agreed before needs no paper", async () => {
  await person(...TUTI);
  const refused = await person("role", "Tuti Lestari", "--add", "beneficiary");
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("let her write to the bot herself");
  expect((await person("list", "--search", "Tuti Lestari")).out).not.toContain("beneficiary");
  const done = await person("role", "Tuti Lestari", "--add", "beneficiary", "--consent", "formulir");
  expect(done).toMatchObject({ code: 0, out: "Tuti Lestari: beneficiary\n" });
  expect(consentsOf("Tuti Lestari")).toEqual(byHand("formulir"));
  expect(await person("role", "Sari Wulandari", "--remove", "beneficiary")).toMatchObject({ code: 0 });
  expect(await person("role", "Sari Wulandari", "--add", "beneficiary")).toMatchObject({ code: 0 });
});
