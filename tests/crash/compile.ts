import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/home.ts";

/**
 * Compiles the child and what it imports; gives the file to run. A process that is killed seventy times must start
 * fast, and one that compiles as it loads takes three times as long. It lies inside the package, where its
 * dependencies and the migrations are found, and is made anew each time, so that no old one is tested.
 */
export function compileChild(): string {
  const root = packageRoot();
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const args = [compiler, "-p", join(root, "tests", "crash"), "--noCheck"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const child = join(root, "node_modules", ".cache", "rukun-crash", "tests", "crash", "child.js");
  if (!existsSync(child)) throw new Error(`the child was not compiled:\n${stdout}${stderr}`);
  return child;
}
