import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { dropFolder, newFolder } from "./folders.ts";
import { compareByChat } from "./ledger-chat.ts";
import { type Filled, fillLedger, type Group, type Size } from "./ledger-fill.ts";
import { compareJournals } from "./ledger-journal.ts";
import { round } from "./numbers.ts";
import type { Report } from "./report.ts";

const SOME: Group = { units: 40, membersEach: 100 };
/** `--full`: filling it takes a minute or two. */
const ALL: Group = { units: 1_000, membersEach: 100 };
const LINES = { some: 200_000, all: 5_000_000 };
const FEW_LINES = 1_000;

/**
 * The books at a thousand lines. `first`: the same cooperative, in which three units have met once. `long`: the same, and
 * the few who met have fifty lines each, so that a statement is as long as in the large books. `alone`: nobody is there
 * but one unit; how much more is large than the books is told, and held against nothing.
 */
const smallSizes = (whole: Group) => ({
  first: { ...whole, lines: FEW_LINES, meeting: { units: 3, membersEach: whole.membersEach } },
  long: { ...whole, lines: FEW_LINES, meeting: { units: 1, membersEach: 20 } },
  alone: { units: 1, membersEach: whole.membersEach, lines: FEW_LINES },
});

/** The same work on small books and on large ones, in turn. */
export function compareSizes(report: Report): void {
  const isFull = process.argv.includes("--full");
  const whole = isFull ? ALL : SOME;
  const lines = isFull ? LINES.all : LINES.some;
  const folders: string[] = [];
  const fill = (size: Size) => {
    folders.push(newFolder("ledger-size"));
    return fillLedger(folders.at(-1) ?? "", size);
  };
  const { first, long, alone } = smallSizes(whole);
  const since = performance.now();
  const large = fill({ ...whole, lines });
  const took = round((performance.now() - since) / 1_000);
  const [said, members] = [lines, whole.units * whole.membersEach].map((n) => n.toLocaleString("en"));
  report.line(`filled ${said} lines of ${whole.units} units and ${members} members in ${took} s`);
  proof(report, large);
  const filled = { first: fill(first), long: fill(long), alone: fill(alone), large };
  compareJournals(report, filled, `${said} lines / 1,000 lines`);
  compareByChat(report, filled, `${said} lines / 1,000 lines`);
  for (const folder of folders) dropFolder(folder);
}

/** The command itself, in a process of its own, so that its memory is nobody else's. */
function proof(report: Report, { file, size: { lines } }: Filled): void {
  const script = fileURLToPath(import.meta.url).replace("ledger-size", "ledger-check");
  const told = execFileSync(process.execPath, [script, dirname(file)], { encoding: "utf8" });
  const { code, out, ms, cpuMs, megabytes } = JSON.parse(told) as Record<string, number> & { out: string };
  if (code !== 0) throw new Error(out);
  report.line(out.trim());
  report.line(`rukun ledger check: ${round((cpuMs ?? 0) / 1_000)} s of processor`);
  const whole = lines >= LINES.all;
  const what = `rukun ledger check of ${lines.toLocaleString("en")} lines`;
  if (!whole)
    report.line(`${what}: ${round((ms ?? 0) / 1_000)} s, ${round(megabytes ?? 0)} MB   (the targets are for --full)`);
  else {
    report.target({ what: `${what}, by the clock`, value: (ms ?? Number.NaN) / 1_000, unit: " s", atMost: 60 });
    report.target({ what: `${what}, memory`, value: megabytes ?? Number.NaN, unit: " MB", atMost: 300 });
  }
}
