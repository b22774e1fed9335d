import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { type Done, rukun } from "./command.ts";

let root: string;

beforeEach(() => {
  root = temporaryFolder();
  for (const id of ["_base", "_new", "pesada", "pena"])
    cpSync(join(packageRoot(), "programmes", id), join(root, "programmes", id), { recursive: true });
});

const programme = (...args: string[]): Promise<Done> => rukun({ cwd: root }, "programme", ...args, "--root", root);

test("programmes are listed, without what is no programme", async () => {
  const { code, out } = await programme("list");
  expect(code).toBe(0);
  expect(out).toMatch(/^ID +VILLAGES/);
  expect(out).toContain("pesada");
  expect(out).not.toContain("_base");
  expect(out).toContain("2 programmes.");
});

test("a check tells all problems of one programme, and ends with 1", async () => {
  expect(await programme("check")).toMatchObject({ code: 0, out: "2 programmes, no problems.\n" });
  const file = join(root, "programmes", "pena", "modules.yaml");
  writeFileSync(file, "modules: [{ id: a, name: Kelas, kind: socialis }]\n");
  const done = await programme("check", "pena");
  expect(done.code).toBe(1);
  expect(done.err).toContain("programmes/pena/modules.yaml:1:");
  expect(done.err).toContain('Did you mean "social"?');
  expect(await programme("check", "pesada")).toMatchObject({ code: 0, out: "1 programme, no problems.\n" });
  const unknown = await programme("check", "pesda");
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.err).toContain('Did you mean "pesada"?');
});

test("a programme is shown to be read, as text and as Markdown, in both languages", async () => {
  const { code, out } = await programme("show", "pena");
  expect(code).toBe(0);
  expect(out).toContain("PENA, Pahlawan Ekonomi Nusantara\n\nPROGRAM\n");
  for (const heading of ["TARGET", "KALENDER SOSIALISASI", "FORMULIR", "INDIKATOR", "KELULUSAN"])
    expect(out).toContain(`\n${heading}\n`);
  expect(out).toContain("- Minggu 1: Menyiapkan pesan yang sama untuk semua desa, oleh koordinator (studi)");
  expect(out).toContain("target 50%");
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(90);
  const markdown = (await programme("show", "pena", "--format", "md", "--lang", "en")).out;
  expect(markdown).toMatch(/^# PENA/);
  expect(markdown).toContain("\n## Graduation\n");
});

test.each(["_base", "pesada", "pena"])("a new programme from %s is accepted as it is made", async (from) => {
  const made = await programme("new", "bunga-mawar", "--from", from);
  expect(made).toMatchObject({ code: 0, err: "" });
  const text = readFileSync(join(root, "programmes", "bunga-mawar", "programme.yaml"), "utf8");
  expect(text).toContain("name: Program Bunga mawar\n");
  expect(text).toMatch(/^# /);
  expect((await programme("check", "bunga-mawar")).code).toBe(0);
  const again = await programme("new", "bunga-mawar");
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain("there already");
});

test("a new programme has a name that is one", async () => {
  for (const id of ["Mawar", "4ps", "../mawar", "_base"]) expect((await programme("new", id)).code).toBe(1);
  expect((await programme("new", "mawar", "--from", "pensa")).err).toContain('Did you mean "pena"?');
});
