import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DAY } from "../../src/clock.ts";
import { packageRoot } from "../../src/home.ts";

const root = packageRoot();
/** Inside the package, where dependencies, flows and migrations are found. */
const cache = join(root, "node_modules", ".cache", "rukun-tests");
const project = join("tests", "support", "tsconfig.processes.json");
let folder: string | undefined;

/**
 * A source file as JavaScript, to be run in a process of its own: `compiled("src/main.ts")`. One that compiles as it loads
 * takes three times as long. What is run is listed in `tsconfig.processes.json`; all of it is compiled once for each state
 * of the sources, whichever process of tests comes first, so that no old one is ever tested.
 */
export function compiled(file: string): string {
  folder ??= compile();
  return join(folder, file.replace(/\.ts$/, ".js"));
}

function compile(): string {
  const made = join(cache, stateOfSources());
  if (existsSync(made)) return made;
  mkdirSync(cache, { recursive: true });
  forgetOld();
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const making = `${made}.${process.pid}`;
  const args = [compiler, "-p", project, "--noCheck", "--outDir", making];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the processes of the tests were not compiled:\n${stdout}${stderr}`);
  // A stand-in names a file of a package by its way from here.
  symlinkSync(join(root, "node_modules"), join(making, "node_modules"));
  try {
    renameSync(making, made);
  } catch (error) {
    if (!existsSync(made)) throw error;
    rmSync(making, { recursive: true });
  }
  return made;
}

function stateOfSources(): string {
  const hash = createHash("sha256");
  for (const part of ["src", "bench", "tests"])
    for (const name of readdirSync(join(root, part), { recursive: true, encoding: "utf8" }).sort())
      if (/(?<!\.test)\.ts$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(root, part, name)));
  for (const name of [project, "tsconfig.json", "package-lock.json"]) hash.update(readFileSync(join(root, name)));
  return hash.digest("hex").slice(0, 16);
}

/** Another run of the tests may still be using what is younger. */
function forgetOld(): void {
  for (const name of readdirSync(cache)) {
    const old = join(cache, name);
    if (Date.now() - statSync(old).mtimeMs > DAY) rmSync(old, { recursive: true, force: true });
  }
}
