import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadContent } from "../../src/content/load.ts";
import { checkFlows } from "../../src/flow/check/index.ts";
import { revisionOf } from "../../src/flow/revision.ts";
import { folderWith } from "../support/clean-up.ts";

const flow = (id: string, text = "thanks") => `id: ${id}\nfor: anyone\nremind: none\nsteps:\n  - say: ${text}\n`;
const texts = (id: string) => ({ [`locales/id/deep/${id}.json`]: '{"title": "Judul", "thanks": "Terima kasih"}' });

it("reads flows and texts from folders below folders, in the order of their paths", () => {
  const root = folderWith({
    "flows/b/z.yaml": flow("z"),
    "flows/a.yaml": flow("a"),
    "flows/README.md": "not a flow",
    ...texts("z"),
    ...texts("a"),
  });
  const content = loadContent(root);
  expect(content.problems).toEqual([]);
  expect(content.flows.map(({ file }) => file)).toEqual([join("flows", "a.yaml"), join("flows", "b", "z.yaml")]);
  const compiled = content.compiled.get("z");
  expect(compiled?.revision).toBe(compiled === undefined ? "" : revisionOf(compiled.source));
  expect(content.texts.text("id", "z:thanks")).toBe("Terima kasih");
  expect(checkFlows(content.flows, { actions: new Map(), texts: content.texts })).toEqual([]);
});

it("reports what cannot be read, with paths as seen from the folder", () => {
  const root = folderWith({ "flows/a.yaml": flow("a"), "flows/b.yml": flow("b"), "locales/id/a.json": "{" });
  symlinkSync(join(root, "flows/a.yaml"), join(root, "flows/link.yaml"));
  symlinkSync(root, join(root, "flows/round"));
  writeFileSync(join(root, "flows/bytes.yaml"), Buffer.from([0xff, 0xfe]));
  const { problems, compiled } = loadContent(root);
  expect([...compiled.keys()]).toEqual(["a"]);
  expect(problems.map(({ file, what }) => `${file}: ${what.split(":")[0]}`)).toEqual([
    `${join("flows", "link.yaml")}: This is a symbolic link and is not read.`,
    `${join("flows", "round")}: This is a symbolic link and is not read.`,
    `${join("flows", "b.yml")}: This file is not read.`,
    `${join("flows", "bytes.yaml")}: It cannot be read`,
    `${join("locales", "id", "a.json")}: This is not valid JSON`,
  ]);
});

it("reports a file that may not be read", (context) => {
  const root = folderWith({ "flows/a.yaml": flow("a"), ...texts("a") });
  chmodSync(join(root, "flows/a.yaml"), 0o000);
  if (process.getuid?.() === 0) context.skip();
  expect(loadContent(root).problems.map(({ file }) => file)).toEqual([join("flows", "a.yaml")]);
});

it("reports folders that are not there", () => {
  expect(loadContent("/nowhere").problems.map(({ file }) => file)).toEqual(["flows", "locales", "locales"]);
});

it("keeps the first of two flows with one id, and leaves out a flow whose form is wrong", () => {
  const root = folderWith({ "flows/a.yaml": flow("a"), "flows/b.yaml": flow("a", "other"), "flows/c.yaml": "id: c\n" });
  const { flows, compiled } = loadContent(root);
  expect(flows).toHaveLength(3);
  expect([...compiled.keys()]).toEqual(["a"]);
  expect(compiled.get("a")?.index.has("thanks")).toBe(true);
});
