import { beforeEach, expect, test } from "vitest";
import { Members } from "../../src/programme/weekly/members.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const person = (...args: string[]) => rukun({ cwd, now: NOW }, "person", ...args);

beforeEach(async () => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
  for (const [name, role] of Object.entries({ Ratna: "kader", Wayan: "facilitator", Made: "coordinator" }))
    await person("add", "--name", name, "--called", `Bu ${name}`, "--role", role);
  for (const name of ["Tuti Lestari", "Yani Lestari"])
    await person("add", "--name", name, "--called", name, "--role", "beneficiary", "--consent", "formulir");
});

/** Whom the weekly reports take to be somebody's. */
function reportedBy(name: string, kind: "ofKader" | "ofFacilitator"): string[] {
  const db = openHome(home);
  const id = db.sqlite.prepare("SELECT id FROM person WHERE name = ?").pluck().get(name) as string;
  const names = new Members(db.sqlite)[kind](id).map((member) => member.name);
  db.sqlite.close();
  return names;
}

test("a kader gets the members for whom she reports, and they are taken from her again", async () => {
  expect(reportedBy("Ratna", "ofKader")).toEqual([]);
  const done = await person("care", "Ratna", "--add", "Tuti Lestari", "Yani Lestari");
  expect(done).toEqual({ code: 0, err: "", out: "Bu Ratna looks after Tuti Lestari, Yani Lestari as kader.\n" });
  expect(reportedBy("Ratna", "ofKader")).toEqual(["Tuti Lestari", "Yani Lestari"]);
  const less = await person("care", "Ratna", "--remove", "Tuti Lestari");
  expect(less.out).toBe("Bu Ratna looks after Yani Lestari as kader.\n");
  expect(reportedBy("Ratna", "ofKader")).toEqual(["Yani Lestari"]);
});

test("a facilitator gets members, a coordinator facilitators; the list shows who looks after whom", async () => {
  await person("care", "Wayan", "--add", "Tuti Lestari");
  await person("care", "Ratna", "--add", "Tuti Lestari");
  await person("care", "Made", "--add", "Wayan");
  expect(reportedBy("Wayan", "ofFacilitator")).toEqual(["Tuti Lestari"]);
  const { out } = await person("list", "--search", "a");
  expect(out.split("\n")[0]).toMatch(/STATUS +LOOKED AFTER BY +REACHED AT$/);
  expect(out).toMatch(/Tuti Lestari .* active +Bu Wayan \(facilitator\), Bu Ratna \(kader\) +no phone/);
  expect(out).toMatch(/Bu Wayan .* active +Bu Made \(coordinator\) /);
  expect(out).toMatch(/Yani Lestari .* active +- +no phone/);
  expect((await person("care", "Made")).out).toBe("Bu Made looks after Bu Wayan as coordinator.\n");
});

test("a second facilitator is told, since only one of them is asked for help", async () => {
  const done = await person("care", "Wayan", "--add", "Sari Wulandari");
  expect(done.out).toMatch(/Ibu Sari has another facilitator too: .*Dewi/);
});

test("who has several such roles is asked which; --kind says it", async () => {
  await person("role", "Wayan", "--add", "coordinator");
  const asked = await person("care", "Wayan", "--add", "Tuti Lestari");
  expect(asked).toMatchObject({ code: 1, out: "" });
  expect(asked.err).toContain("Bu Wayan is facilitator and coordinator: say which with --kind");
  const done = await person("care", "Wayan", "--kind", "facilitator", "--add", "Tuti Lestari");
  expect(done.out).toBe("Bu Wayan looks after Tuti Lestari as facilitator.\n");
});

test.each([
  [["Sari Wulandari", "--add", "Tuti Lestari"], "Ibu Sari is neither facilitator, nor kader, nor coordinator"],
  [["Ratna", "--kind", "facilitator", "--add", "Tuti Lestari"], "Bu Ratna is no facilitator: rukun person role"],
  [["Ratna", "--add", "Ratna"], "Bu Ratna cannot be her own kader"],
  [["Ratna", "--remove", "Yani Lestari"], "Bu Ratna does not look after Yani Lestari as kader"],
  [["Ratna", "--add", "Tuti Lestari", "--remove", "Tuti Lestari"], "both in --add and in --remove"],
  [["Ratna", "--add", "Tuti Lestari", "Zubaidah"], 'nobody is called "Zubaidah"'],
  [["Ratna", "--add", "Lestari"], "may be several people, give the id"],
])("what is wrong with %j is told, and nothing is changed", async (args, what) => {
  const done = await person("care", ...args);
  expect(done.code).toBe(1);
  expect(done.err).toContain(what);
  expect(reportedBy("Ratna", "ofKader")).toEqual([]);
});

test("a kind that there is not is a wrong command", async () => {
  expect(await person("care", "Ratna", "--kind", "chair", "--add", "Tuti Lestari")).toMatchObject({ code: 2 });
});
