import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFlows } from "../content/load.ts";
import type { Flow } from "../flow/definition.ts";
import { homePaths, packageRoot } from "../home.ts";
import { loadWhole, type Written } from "./content.ts";

/**
 * What a home keeps of content that was found right: the flows, the programme, its demo and its units as plain data, and
 * which state of the files and of the code that was. A start in the same state reads this alone, and checks nothing again;
 * to read some hundred YAML files and to check them takes as long as all the rest of a start.
 */
type Kept = { state: string; flows: Flow[] } & Omit<Written, "content">;

/** Content for a start, and what keeps it for the next, once the home is this process's own. */
export type Loaded = { written: Written; keep: () => void };

/** As `loadWhole`, from what the home kept where nothing has changed since. `code` names the code that reads and checks. */
export function loadForStart(
  { root, programme, home }: { root: string; programme: string; home: string },
  code = codeState(),
): Loaded {
  const { checked } = homePaths(home);
  const state = contentState(root).update(`${programme}\n${code}`).digest("hex");
  const kept = readKept(checked);
  if (kept?.state === state) {
    const { pack, demo, units } = kept;
    return { written: { content: withFlows(root, kept.flows), pack, demo, units }, keep: () => {} };
  }
  const written = loadWhole(root, programme);
  return { written, keep: () => write(checked, state, written) };
}

/** What is damaged, or was written half, is as if there were nothing. */
function readKept(file: string): Kept | undefined {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** Without it the next start takes longer, and that is all: no reason for this one to fail, e.g. on a full disk. */
function write(file: string, state: string, { content, ...rest }: Written): void {
  const kept: Kept = { state, flows: [...content.compiled.values()].map(({ source }) => source), ...rest };
  const part = `${file}.part`;
  try {
    writeFileSync(part, JSON.stringify(kept));
    renameSync(part, file);
  } catch {
    rmSync(part, { force: true });
  }
}

/** The files of the content, byte by byte. */
function contentState(root: string): Hash {
  const hash = createHash("sha256");
  for (const path of ["flows", "locales", "programmes"].flatMap((folder) => filesIn(join(root, folder)))) {
    const bytes = readFileSync(path);
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash;
}

/** This Rukun and its Node. Size and time say enough of a file that a compiler wrote, and cost a tenth. */
function codeState(): string {
  const hash = createHash("sha256").update(process.version);
  for (const path of [join(packageRoot(), "package.json"), ...filesIn(join(import.meta.dirname, ".."))]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.endsWith(".map"));
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}
