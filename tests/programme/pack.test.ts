import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDemo } from "../../src/demo/data.ts";
import { problemLine } from "../../src/errors.ts";
import { packageRoot } from "../../src/home.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { readPack } from "../../src/programme/pack/load.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { melati } from "./support.ts";

const FILE = "programmes/melati/programme.yaml";
const TEXT = readFileSync(join(packageRoot(), FILE), "utf8");
const DEMO = readFileSync(join(packageRoot(), "programmes/melati/demo.yaml"), "utf8");

/** What is said of the pack after one change. */
function told(from: string | RegExp, to: string): string[] {
  const changed = TEXT.replace(from, to);
  expect(changed).not.toBe(TEXT);
  return readPack("melati", FILE, changed).problems.map(problemLine);
}
const lineOf = (text: string) => TEXT.slice(0, TEXT.indexOf(text)).split("\n").length;

describe("a programme's file", () => {
  it("is read", () => {
    expect(readPack("melati", FILE, TEXT).problems).toEqual([]);
    expect(melati()).toMatchObject({
      id: "melati",
      zone: "Asia/Jakarta",
      weeklyReport: { beneficiary: { day: "friday", time: "16:00" }, silentWeeks: 3 },
      thresholds: { profitFallPercent: 30 },
    });
    expect(new Set(melati().villages.map(({ zone }) => zone)).size).toBe(3);
  });

  it("tells file, line, what and how", () => {
    expect(told("zone: WIB\n\n#", "zone: WIS\n\n#")).toEqual([
      `${FILE}:${lineOf("zone: WIB\n\n#")}: "WIS" cannot stand under "zone".\n    Write WIB, WITA or WIT.`,
    ]);
    expect(told("day: friday", "day: jumat")).toEqual([
      `${FILE}:${lineOf("day: friday")}: "jumat" cannot stand under "day".\n    Write one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday.`,
    ]);
  });

  it("finds a word that is missing, unknown or nearly right", () => {
    expect(told(/^name:.*\n/m, "")[0]).toContain('"name" is missing.\n    Write it in one line');
    expect(told("paused-weeks: 2", "pause-weeks: 2").join("\n")).toContain(
      '"pause-weeks" is not a word of "thresholds".\n    Did you mean "paused-weeks"?',
    );
    expect(told("paused-weeks: 2", "paused-weeks: 2\n  colour: 3").join("\n")).toContain("Known here: silent-weeks");
  });

  it("sees that times lie in the hours, hours run forward and villages are named once", () => {
    expect(told('time: "16:00"', 'time: "21:00"')).toEqual([
      `${FILE}:${lineOf('time: "16:00"')}: 21:00 lies outside the hours from 08:00 to 19:30.\n    Write a time inside the hours, or change the hours.`,
    ]);
    expect(told('to: "19:30"', 'to: "07:00"')[0]).toContain("before they begin");
    expect(told("name: Karangsari", "name: Sumberejo")[0]).toContain('"sumberejo" stands twice');
  });

  it("survives what is no programme at all", () => {
    for (const text of ["", "[]", "name", "a: [", "name: 3\nvillages: 7", "villages: [null]"])
      expect(readPack("x", FILE, text).problems.length).toBeGreaterThan(0);
  });
});

describe("the folder of programmes", () => {
  it("tells of a folder without a file, and of none at all", () => {
    const root = temporaryFolder();
    expect(loadPacks(root).problems[0]?.what).toBe("There is no programme.");
    mkdirSync(join(root, "programmes", "mawar"), { recursive: true });
    expect(loadPacks(root).problems).toMatchObject([{ file: "programmes/mawar/programme.yaml" }]);
    writeFileSync(join(root, "programmes", "mawar", "programme.yaml"), TEXT);
    expect([...loadPacks(root).packs.keys()]).toEqual(["mawar"]);
  });
});

describe("a demo's file", () => {
  it("tells of villages and helpers that are not there", () => {
    const changed = DEMO.replace("village: Hobong", "village: Hobing").replace(
      "coordinator: andi",
      "coordinator: anto",
    );
    const { problems } = readDemo("demo.yaml", changed, melati());
    expect(problems.map(({ what }) => what)).toEqual([
      'The village "Hobing" is not in the programme.',
      '"anto" is no coordinator.',
    ]);
    expect(problems.every(({ line = 0 }) => line > 1)).toBe(true);
  });

  it("tells of a word that is not known", () => {
    const { problems } = readDemo("demo.yaml", DEMO.replace("born: 1984", "birth: 1984"), melati());
    expect(problems).toMatchObject([{ line: DEMO.slice(0, DEMO.indexOf("born: 1984")).split("\n").length }]);
  });
});
