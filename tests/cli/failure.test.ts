import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { ContentError, RukunError } from "../../src/errors.ts";
import { failureText } from "../../src/start/failure.ts";
import { temporaryFolder } from "../support/clean-up.ts";

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test("what people wrote wrongly is told by file and line, what we foresaw by its sentence", () => {
  const problem = { file: "flows/a.yaml", line: 3, what: "No such step.", how: "Write its name." };
  expect(failureText(new ContentError([problem, problem]))).toBe(
    "flows/a.yaml:3: No such step.\n    Write its name.\nflows/a.yaml:3: No such step.\n    Write its name.",
  );
  expect(failureText(new RukunError("home.taken", "another one is running"))).toBe("rukun: another one is running");
});

test("what the machine refuses is no defect; what we did not foresee is, and shows where", () => {
  const folder = temporaryFolder();
  expect(failureText(thrown(() => mkdirSync(folder)))).toMatch(/^rukun: EEXIST: file already exists/);
  const [one, other] = [new Sqlite(join(folder, "x")), new Sqlite(join(folder, "x"), { timeout: 0 })];
  one.exec("BEGIN EXCLUSIVE");
  expect(failureText(thrown(() => other.exec("BEGIN EXCLUSIVE")))).toBe("rukun: database is locked");
  one.close();
  other.close();
  expect(failureText(new TypeError("x is not a function"))).toMatch(/^rukun: a defect, please report it:\n.*\n\s+at /s);
});
