import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCooperative } from "../../../src/cooperative/settings/file.ts";
import { percentOf, ppmOf } from "../../../src/cooperative/settings/percent.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { defaultSettings, settingsOf } from "../../../src/cooperative/settings.ts";
import { packageRoot } from "../../../src/home.ts";

const UNIT = "  - { number: 1, name: Melati, village: Sumberejo, opened: 2026-01-01 }\n";
const withDefaults = (...lines: string[]) =>
  readCooperative("c.yaml", `defaults:\n${lines.map((line) => `  ${line}\n`).join("")}units:\n${UNIT}`);

test("a percentage is read exactly, with a dot or a comma, and only with its sign", () => {
  expect(["1.5%", "1,5 %", "0.0001%", "100%", "24%"].map(ppmOf)).toEqual([15_000, 15_000, 1, 1_000_000, 240_000]);
  for (const bad of ["1.5", "15000", "-1%", "100.0001%", "1.50001%", "%", "1.%", "setengah%"])
    expect(ppmOf(bad), bad).toBeUndefined();
});

test("any rate is written and read back as it was", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (ppm) => ppmOf(percentOf(ppm)) === ppm));
});

test("a unit that decided nothing has safe defaults and no amount that a member would pay", () => {
  const settings = defaultSettings();
  expect(settings.savings.principal).toMatchObject({ on: true, amount: 0, ratePpm: 0 });
  expect(settings).toMatchObject({ joiningFee: 0, leavingFee: 0, products: [], penalty: undefined });
  expect(settings.withdrawal).toEqual({ codeAbove: 500_000, approvalAbove: 500_000 });
  expect(settings.savingsTax).toEqual({ freeUpTo: 240_000, ratePpm: 100_000 });
  expect(settings.collectibility.months).toEqual([3, 6, 12]);
  expect(settings.approvals).toMatchObject({ committeeVotes: 2, lapseDays: 7 });
  expect(settings.numberChangeHours).toBe(48);
  expect(Object.values(settings.shu).reduce((a, b) => a + b)).toBe(1_000_000);
  // Nobody is told of a meeting on a day that the unit did not name.
  expect(settings.meeting).toEqual({ every: "none" });
});

test("a unit has no meeting day of its own where it says none, and keeps what was stored before there was none", () => {
  const text = `defaults:\n  meeting: { every: month, on: 21 }\nunits:\n${UNIT.replace(" }", ", settings: { meeting: { every: none } } }")}`;
  const { units, problems } = readCooperative("c.yaml", text);
  expect(problems).toEqual([]);
  expect(units.map(({ settings }) => settings.meeting)).toEqual([{ every: "none" }]);
  expect(writtenSchema.parse({ meeting: { every: "month", on: 1 } }).meeting).toEqual({ every: "month", on: 1 });
});

test("the file of Melati holds, and its units differ where they say so", () => {
  const text = readFileSync(join(packageRoot(), "programmes/melati/cooperative.yaml"), "utf8");
  const { units, problems } = readCooperative("cooperative.yaml", text);
  expect(problems).toEqual([]);
  expect(units.map(({ number, name, kind }) => [number, name, kind])).toEqual([
    [1, "Melati", "unit"],
    [2, "Kenanga", "unit"],
    [90, "Pusat Melati", "head"],
  ]);
  const [melati, kenanga] = units.map(({ settings }) => settingsOf(settings));
  expect(melati?.savings.mandatory.amount).toBe(20_000);
  expect(kenanga?.savings).toMatchObject({ mandatory: { amount: 10_000 }, principal: { amount: 100_000 } });
  expect(kenanga?.meeting).toEqual({ every: "week", on: "saturday" });
  expect(melati?.products.map(({ name, ratePpm, every }) => [name, ratePpm, every])).toEqual([
    ["biasa", 15_000, "month"],
    ["usaha", 12_000, "month"],
    ["darurat", 10_000, "month"],
    ["mingguan", 5_000, "week"],
  ]);
  expect(melati?.savings.term.offers[1]).toEqual({ months: 12, ratePpm: 5_000 });
});

test("an amount that YAML reads as a fraction of itself is refused with its line", () => {
  // 500.000 is five hundred to YAML.
  const { problems } = withDefaults("withdrawal:", "  code-above: 500.000");
  expect(problems).toEqual([
    {
      file: "c.yaml",
      line: 3,
      what: '500 cannot stand under "code-above".',
      how: "Write whole rupiah without dots, e.g. 20000; at least 1000, or 0 for none.",
    },
  ]);
});

test.each([
  [["joining-fee: 20.500"], 2, '20.5 cannot stand under "joining-fee".'],
  [["joining-fee: -5000"], 2, '-5000 cannot stand under "joining-fee".'],
  [["savings: { voluntary: { rate: 0.3 } }"], 2, '0.3 cannot stand under "rate".'],
  [["savings: { wajib: { amount: 20000 } }"], 2, '"wajib" is not a word that belongs here.'],
  [["dispute-day: 3"], 2, '"dispute-day" is not a word that belongs here.'],
  [["number-change-hours: 1"], 2, '1 cannot stand under "number-change-hours".'],
  [["approvals: { committee-votes: 1 }"], 2, '1 cannot stand under "committee-votes".'],
  [["shu: { officers: 6% }"], 2, "The shares of the SHU make 101% together."],
  [["collectibility: { months: [6, 3, 12] }"], 2, "The ages 6, 3, 12 do not rise."],
  [["savings: { term: { on: true } }"], 2, "Simpanan berjangka is on, and no term is offered."],
  [
    ["savings:", "  term: { on: true, offers: [{ months: 6, rate: 0.5% }, { months: 6, rate: 0.6% }] }"],
    3,
    "There are two offers for 6 months.",
  ],
  [["collectibility: { allowance: [100%, 50%, 10%, 0%] }"], 2, "The allowances 100%, 50%, 10%, 0% fall."],
  [["meeting: { every: week, on: 21 }"], 2, '21 cannot stand under "on".'],
  [["meeting: { every: day }"], 2, '"day" cannot stand under "every".'],
  [["meeting: none"], 2, '"none" cannot stand under "meeting".'],
  [["penalty: { kind: percent-a-day }"], 2, '"rate" is missing.'],
  [["rounding:", "  interest: { unit: 25 }"], 3, '25 cannot stand under "unit".'],
  [
    ["loan-products:", "  - name: biasa", "    method: flat", "    rate: 1%", "    periods: { min: 9, max: 3 }"],
    6,
    "The least number of periods, 9, is above the most, 3.",
  ],
  [["loan-products:", "  - { name: Biasa, method: menurun, rate: 1%, periods: { max: 3 } }"], 3, /cannot stand under/],
])("%j is a problem in line %d", (lines, line, what) => {
  const { units, problems } = withDefaults(...lines);
  expect(units).toEqual([]);
  expect(problems[0]).toMatchObject({ line, what: typeof what === "string" ? what : expect.stringMatching(what) });
});

test("what is wrong in one unit is named there, and units do not share a number, a name or the head office", () => {
  const { problems } = readCooperative(
    "c.yaml",
    `units:
  - { number: 1, name: Melati, kind: head, village: Sumberejo, opened: 2026-01-01 }
  - { number: 1, name: MELATI, kind: head, village: Sumberejo, opened: 2026-01-01 }
  - number: 3
    name: Mawar
    village: Karangsari
    opened: 2026-02-01
    settings: { joining-fee: 10 }
`,
  );
  expect(problems.map(({ line, what }) => [line, what])).toEqual([
    [3, "The number 1 stands twice."],
    [3, 'The name "MELATI" stands twice.'],
    [3, "There is a head office already."],
    [8, '10 cannot stand under "joining-fee".'],
  ]);
});

test("a date that no calendar has, no units at all, and no YAML are said", () => {
  const opened = UNIT.replace("2026-01-01", "2026-02-30");
  expect(readCooperative("c.yaml", `units:\n${opened}`).problems[0]?.what).toBe(
    '"2026-02-30" cannot stand under "opened".',
  );
  expect(readCooperative("c.yaml", "defaults: {}").problems[0]?.what).toBe('"units" is missing.');
  expect(readCooperative("c.yaml", "").problems).toHaveLength(1);
  expect(readCooperative("c.yaml", "units: [").problems).toHaveLength(1);
});

test("a unit that says its kind of penalty or meeting does not inherit the words of another kind", () => {
  const { units, problems } = readCooperative(
    "c.yaml",
    `defaults:
  penalty: { kind: percent-a-day, rate: 0.1%, grace-days: 5 }
units:
  - { number: 1, name: Melati, village: S1, opened: 2026-01-01, settings: { penalty: { kind: fixed, amount: 5000 } } }
  - { number: 2, name: Mawar, village: S1, opened: 2026-01-01 }
`,
  );
  expect(problems).toEqual([]);
  expect(units.map(({ settings }) => settingsOf(settings).penalty)).toEqual([
    { kind: "fixed", amount: 5_000, graceDays: 0 },
    { kind: "percent-a-day", ppmPerDay: 1_000, graceDays: 5, countFrom: "due-date" },
  ]);
});

test("what was stored is what was written", () => {
  const written = writtenSchema.parse({ penalty: { kind: "fixed", amount: 5_000 }, "joining-fee": 10_000 });
  expect(writtenSchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
});
