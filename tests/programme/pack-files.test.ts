import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/home.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { assemble } from "../../src/programme/pack/assemble.ts";
import { figureFor, PACK_FILES, type Pack } from "../../src/programme/pack/index.ts";
import { temporaryFolder } from "../support/clean-up.ts";

const PROGRAMMES = join(packageRoot(), "programmes");
const filesOf = (id: string) =>
  new Map(
    PACK_FILES.flatMap((name): [string, string][] => {
      try {
        return [[name, readFileSync(join(PROGRAMMES, id, name), "utf8")]];
      } catch {
        return [];
      }
    }),
  );
const BASE = filesOf("_base");
const PESADA = filesOf("pesada");

/** What is said of PESADA after one change of a file: place, what, how. */
function told(file: string, from: string, to: string, base = BASE): string[] {
  const text = PESADA.get(file) ?? "";
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const { problems } = assemble("pesada", new Map([...PESADA, [file, changed]]), base, ["pesada", "pena"]);
  return problems.map((one) => `${one.file.replace("programmes/", "")}:${one.line} ${one.what} ${one.how}`);
}
const lineOf = (file: string, text: string) => {
  const whole = PESADA.get(file) ?? "";
  return whole.slice(0, whole.indexOf(text)).split("\n").length;
};

function pesada(): Pack {
  const { pack, problems } = assemble("pesada", PESADA, BASE, ["pesada"]);
  if (pack === undefined) throw new Error(JSON.stringify(problems));
  return pack;
}

describe("a pack of several files", () => {
  it("is its own files and what it takes over from _base", () => {
    const pack = pesada();
    expect(pack.hours).toEqual({ from: "08:00", to: "19:30" });
    expect(pack.calendar?.audiences.map(({ id }) => id)).toEqual(["staf", "ibu", "tokoh"]);
    const modules = pack.modules.map(({ id }) => id);
    expect(modules).toContain("pendidikan-kritis");
    expect(modules).toContain("kewirausahaan");
    expect(modules).not.toContain("vokasi");
    expect(pack.forms.map(({ id }) => id)).toEqual(expect.arrayContaining(["rapat-kelompok", "absensi", "demografi"]));
    expect(pack.indicators.filter(({ id }) => id === "kuasa-keluarga")).toHaveLength(1);
  });

  it("keeps shares in ppm and knows the amount of a district", () => {
    expect(pesada().modules.find(({ id }) => id === "pendidikan-kritis")?.shares).toEqual({
      cerita: 300_000,
      kelompok: 500_000,
      aksi: 200_000,
    });
    const { pack } = assemble("pena", filesOf("pena"), BASE, ["pena"]);
    if (pack === undefined) throw new Error("pena does not load");
    expect(figureFor(pack, "umk", "Kepanjen")).toBe(3_500_000);
    expect(figureFor(pack, "umk", "Wonosari")).toBe(2_500_000);
    expect(figureFor(pack, "upah", "Kepanjen")).toBeUndefined();
  });

  it.each([
    ["programme.yaml", "indicator: musdes", "indicator: musdesa", 'no indicator "musdesa". Did you mean "musdes"?'],
    [
      "programme.yaml",
      "words:\n",
      "words:\n  pendamping: kawan\n",
      '"pendamping" is not a word of "words". Known here',
    ],
    ["programme.yaml", "kind: must", "kind: musts", 'cannot stand under "kind". Did you mean "must"?'],
    ["programme.yaml", "consents: [service", "consents: [servise", 'Did you mean "service"?'],
    ["calendar.yaml", "weeks: [3, 6]", "weeks: [3, 9]", "Week 9 lies after the last one, 8."],
    ["calendar.yaml", "weeks: [3, 6]", "weeks: [6, 3]", "It ends in week 3, before 6."],
    ["calendar.yaml", "weeks: [7, 8]", "weeks: [6, 8]", '"daftar" overlaps "kunjungan"'],
    ["calendar.yaml", "audiences: [tokoh]", "audiences: [tokoh-adat]", 'There is no audience "tokoh-adat".'],
    ["calendar.yaml", ", week: 3 }", ", week: 1 }", "Week 1 lies outside of its activity. Write a week from 3 to 6."],
    ["calendar.yaml", ", right: true", "", 'No option of "simpanan" is right.'],
    [
      "modules.yaml",
      "aksi: 20%",
      "aksi: 30%",
      'The shares of "pendidikan-kritis" come to 110%. Together they must be 100%.',
    ],
    [
      "modules.yaml",
      "{ min: 26, max: 52 }",
      "{ min: 52, max: 26 }",
      '"weeks" goes from 52 down to 26. Swap min and max.',
    ],
    ["modules.yaml", "without: [vokasi", "without: [fokasi", '_base has no "fokasi".'],
    ["modules.yaml", "id: pengurus-cu", "id: pendidikan-kritis", 'The id "pendidikan-kritis" stands twice.'],
    ["forms.yaml", "as: yes-no }", "as: yesno }", 'Did you mean "yes-no"?'],
    [
      "forms.yaml",
      "when: { joined: yes }",
      "when: { joind: yes }",
      '"joind" is not asked before this. Did you mean "joined"?',
    ],
    ["forms.yaml", "when: { joined: yes }", "when: { joined: maybe }", '"maybe" is no answer to "joined".'],
    ["forms.yaml", "min: 1, max: 500", "min: 9, max: 5", "It goes from 9 down to 5."],
    [
      "indicators.yaml",
      "of: form.keanggotaan-cu, where",
      "of: form.anggota-cu, where",
      'There is no form "anggota-cu".',
    ],
    [
      "indicators.yaml",
      "sum: spoke",
      "sum: spoken",
      '"spoken" is no field of form.rapat-kelompok. Did you mean "spoke"?',
    ],
    ["indicators.yaml", "{ joined: yes }", "{ joined: ya }", '"joined" of form.keanggotaan-cu is never "ya".'],
    ["indicators.yaml", "threshold: 50%", "threshold: 90%", "The threshold lies beyond the target."],
    ["indicators.yaml", "target: 80%", "target: 180%", "A share of 180% cannot be. Write 0% to 100%."],
    [
      "indicators.yaml",
      "target: 80%",
      "target: 80\n    better: more",
      "80 is no percentage. Write it with its sign: 80%.",
    ],
    ["programme.yaml", "value: 80%", "value: 80", "80 is no percentage. Write it with its sign: 80%."],
    ["indicators.yaml", "target: 80%", "target: 80 persen", 'cannot stand under "target". Write 70%, or a number'],
    [
      "indicators.yaml",
      "{ sum: spoke, of:",
      "{ sum: spoke, off:",
      '"off" is not a word of "numerator". Did you mean "of"?',
    ],
    [
      "indicators.yaml",
      "{ count: form.rapat-kelompok, where",
      "{ count: training.atended, where",
      'no kind of event "training.atended". Did you mean "training.attended"?',
    ],
    ["graduation.yaml", "level: rentan", "level: rentans", 'There is no level "rentans". Did you mean "rentan"?'],
    [
      "graduation.yaml",
      "at-least: 6",
      "at-least: { figure: umk }",
      'There is no figure "umk". Write it under figures:',
    ],
    ["graduation.yaml", "    at-least: 6\n", "", "It does not say what is enough. Write at-least, at-most or is."],
    ["graduation.yaml", "stop-approvals: 2", "stop-approvals: 1", "nobody stops somebody alone"],
    ["graduation.yaml", "checks: [1, 3, 6, 12]", "checks: [1, 6, 3]", "Month 3 does not come after the one before."],
  ])("%s: what is wrong with “%s” is told with its place", (file, from, to, expected) => {
    const [first = "", ...more] = told(file, from, to);
    expect(first).toContain(expected);
    expect(first).toMatch(new RegExp(`^pesada/${file}:\\d+ `));
    const line = Number(/:(\d+) /.exec(first)?.[1]);
    expect(Math.abs(line - lineOf(file, from))).toBeLessThan(12);
    expect(more.length).toBeLessThan(4);
  });

  it("names the line of _base for what is wrong there, once for all packs", () => {
    const root = temporaryFolder();
    for (const id of ["mawar", "kenanga"]) {
      mkdirSync(join(root, "programmes", id), { recursive: true });
      writeFileSync(join(root, "programmes", id, "programme.yaml"), filesOf("_new").get("programme.yaml") ?? "");
    }
    mkdirSync(join(root, "programmes", "_base"));
    for (const [name, text] of BASE) writeFileSync(join(root, "programmes", "_base", name), text);
    expect(loadPacks(root)).toMatchObject({ problems: [] });
    const wrong = (BASE.get("indicators.yaml") ?? "").replace(
      "of: weekly.report, pair: 4",
      "of: weekly.rapport, pair: 4",
    );
    writeFileSync(join(root, "programmes", "_base", "indicators.yaml"), wrong);
    expect(loadPacks(root).problems).toMatchObject([
      { file: "programmes/_base/indicators.yaml", how: 'Did you mean "weekly.report"?' },
    ]);
  });

  it("runs with the programmes beside it, and with none that is not there", () => {
    const root = temporaryFolder();
    const text = filesOf("_new").get("programme.yaml") ?? "";
    const write = (id: string, more: string) => {
      mkdirSync(join(root, "programmes", id), { recursive: true });
      writeFileSync(join(root, "programmes", id, "programme.yaml"), `${text}\n${more}\n`);
    };
    mkdirSync(join(root, "programmes", "_base"), { recursive: true });
    for (const [name, given] of BASE) writeFileSync(join(root, "programmes", "_base", name), given);
    write("mawar", "beside: [kenanga]");
    write("kenanga", "");
    const { packs, problems } = loadPacks(root, ["mawar"]);
    expect(problems).toEqual([]);
    expect(packs.get("mawar")?.beside.map(({ id }) => id)).toEqual(["kenanga"]);
    write("mawar", "beside: [kenangan, mawar]");
    expect(loadPacks(root, ["mawar"]).problems.map(({ what, how }) => `${what} ${how}`)).toEqual([
      'There is no programme "kenangan". Did you mean "kenanga"?',
      "A programme does not run beside itself. Take it out.",
    ]);
  });

  it("survives files that are nothing", () => {
    for (const file of PACK_FILES)
      for (const text of ["", "[]", "a: [", "7", "forms: 3", "levels: [null]"]) {
        const { problems } = assemble("pesada", new Map([...PESADA, [file, text]]), BASE, ["pesada"]);
        expect(problems.length, `${file} ${text}`).toBeGreaterThan(0);
      }
  });
});
