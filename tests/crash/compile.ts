import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/home.ts";

/**
 * Compiles a child and what it imports; gives the file to run. A process that is killed seventy times must start fast,
 * and one that compiles as it loads takes three times as long. It lies inside the package, where its dependencies and
 * the migrations are found, each child in a folder of its own, and is made anew each time, so that no old one is tested.
 */
export function compileChild(name: "child" | "ledger-child" = "child"): string {
  const root = packageRoot();
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const folder = join(root, "node_modules", ".cache", `rukun-crash-${name}`);
  const args = [compiler, "-p", join(root, "tests", "crash"), "--noCheck", "--outDir", folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const child = join(folder, "tests", "crash", `${name}.js`);
  if (!existsSync(child)) throw new Error(`the child was not compiled:\n${stdout}${stderr}`);
  return child;
}
