import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RukunError } from "../src/errors.ts";
import { homePaths, isHomeTaken, lockHome, packageRoot } from "../src/home.ts";
import { temporaryFolder } from "./support/clean-up.ts";
import { compiled } from "./support/compiled.ts";

let home: string;
let other: ChildProcess | undefined;
beforeEach(() => {
  home = join(temporaryFolder(), "data");
});
afterEach(() => {
  other?.kill("SIGKILL");
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RukunError) return error.code;
    throw error;
  }
  return "nothing thrown";
}

/** Another process that takes the home, and says so. */
async function takenElsewhere(): Promise<ChildProcess> {
  const code = `const { lockHome } = await import(${JSON.stringify(compiled("src/home.ts"))});
    lockHome(${JSON.stringify(home)}); console.log("taken"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: packageRoot(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  other = child;
  await once(child.stdout, "data");
  return child;
}

test("a home that another process holds is told from one that is free, and a kill sets it free", async () => {
  const child = await takenElsewhere();
  expect(isHomeTaken(home)).toBe(true);
  expect(codeOf(() => lockHome(home))).toBe("home.taken");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isHomeTaken(home)).toBe(false);
  lockHome(home)();
});

test("letting go twice is harmless, and looking makes nothing", () => {
  expect(isHomeTaken(home)).toBe(false);
  expect(existsSync(home)).toBe(false);
  const letGo = lockHome(home);
  expect(isHomeTaken(home)).toBe(true);
  letGo();
  letGo();
  expect(isHomeTaken(home)).toBe(false);
});

test("a home that cannot be a folder is told with its path", () => {
  writeFileSync(home, "a file stands here");
  expect(codeOf(() => lockHome(home))).toBe("home.unusable");
});

test("a lock file that is no lock is a problem of the folder, not a crash", () => {
  lockHome(home)();
  writeFileSync(homePaths(home).lock, "not a database, but long enough to be taken for one".repeat(40));
  expect(codeOf(() => lockHome(home))).toBe("home.unusable");
  expect(codeOf(() => isHomeTaken(home))).toBe("home.unusable");
});
