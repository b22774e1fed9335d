import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ContentError } from "../../src/errors.ts";
import { homePaths, packageRoot } from "../../src/home.ts";
import { type Loaded, loadForStart } from "../../src/start/checked.ts";
import { temporaryFolder } from "../support/clean-up.ts";

const plain = ({ written: { content, ...rest } }: Loaded) => ({ ...rest, flows: [...content.compiled] });

it("keeps content that was found right, and takes it until the content or the code has changed", () => {
  const [root, home] = [temporaryFolder(), temporaryFolder()];
  for (const part of ["flows", "locales", "programmes"])
    cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
  const { checked } = homePaths(home);
  const load = ({ programme = "melati", code = "1" } = {}) => loadForStart({ root, programme, home }, code);

  const first = load();
  rmSync(home, { recursive: true });
  first.keep();
  expect(existsSync(home)).toBe(false);
  mkdirSync(home);
  first.keep();
  expect(plain(load())).toEqual(plain(first));

  // What was kept tells of itself by a name that stands in no file.
  const kept = readFileSync(checked, "utf8");
  const ours = first.written.pack.name;
  writeFileSync(checked, kept.replaceAll(JSON.stringify(ours), '"Kept"'));
  const name = (more = {}) => load(more).written.pack.name;
  expect(name()).toBe("Kept");
  expect(name({ code: "2" })).toBe(ours);

  const flow = join(root, "flows", "membership", "help.yaml");
  const right = readFileSync(flow, "utf8");
  writeFileSync(flow, right.replace("steps:", "stepps:"));
  expect(() => load()).toThrow(ContentError);
  writeFileSync(flow, right);
  expect(name()).toBe("Kept");

  // Another programme is looked for though one is kept, and what was written half is as if there were nothing.
  for (const text of [kept, kept.slice(0, 1_000)]) {
    writeFileSync(checked, text);
    expect(() => load({ programme: "none" })).toThrow(ContentError);
  }
});
