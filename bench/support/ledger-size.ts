import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type Sqlite from "better-sqlite3";
import { Journal } from "../../src/cooperative/journal/journal.ts";
import { connect } from "../../src/db/open.ts";
import { addDays } from "../../src/zones.ts";
import { dropFolder, newFolder } from "./folders.ts";
import { compareByChat } from "./ledger-chat.ts";
import { type Filled, fillLedger, type Group, type Size } from "./ledger-fill.ts";
import { committer, Meetings } from "./ledger-work.ts";
import { median, quantile, round, seeded, timed } from "./numbers.ts";
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

type Side = { journal: Journal; meetings: Meetings; sqlite: Sqlite.Database; commit: (work: () => void) => void };

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

type Books = { first: Filled; long: Filled; alone: Filled; large: Filled };

function compareJournals(report: Report, filled: Books, sizes: string): void {
  const first = sideOf(filled.first);
  const long = sideOf(filled.long);
  const alone = sideOf(filled.alone);
  const large = sideOf(filled.large);
  for (const work of WORKS) {
    const ratio = compare(report, [work.isOfLines === true ? long : first, large], work);
    report.target({ what: `the journal alone: ${work.what}, ${sizes}`, value: ratio, atMost: 1.2 });
  }
  for (const work of WORKS.filter(({ isOfLines }) => isOfLines !== true)) {
    const ratio = compare(report, [alone, large], work);
    report.line(`${work.what}, ${sizes} of one unit alone   ${ratio.toFixed(2)}   (no target)`);
  }
  trial(report, large, filled.large.size.units);
  for (const { sqlite } of [first, long, alone, large]) sqlite.close();
}

function sideOf(filled: Filled): Side {
  const sqlite = connect(filled.file);
  seeAll(sqlite);
  return { sqlite, journal: new Journal(sqlite), meetings: new Meetings(filled, seeded(5)), commit: committer(sqlite) };
}

/**
 * Reads every page once. A page of the file that a process looks at for the first time costs it a fault, a microsecond
 * or two; the few pages of small books are seen at once, those of large ones in the first days that Rukun runs.
 */
const seeAll = (sqlite: Sqlite.Database): unknown => sqlite.pragma("quick_check");

/** `isOfLines`: beside the small books in which a member has as many lines. */
type Work = { what: string; times: number; each: number; isOfLines?: true; run(side: Side): void };

/** Units and members are drawn at random from all who have lines. */
const WORKS: readonly Work[] = [
  { what: "posting, 50 of a unit a commit", times: 120, each: 50, run: (side) => post(side, 50) },
  { what: "posting, one a commit", times: 300, each: 1, run: (side) => post(side, 1) },
  { what: "a member's balances", times: 1_000, each: 20, run: (side) => read(side, balances) },
  {
    what: "a member's statement of 20 lines",
    times: 200,
    each: 20,
    isOfLines: true,
    run: (side) => read(side, statement),
  },
];

function post({ journal, meetings, commit }: Side, count: number): void {
  const drafts = meetings.deposits(count);
  commit(() => {
    // As the domain does for each message that it hears.
    journal.expectMany();
    for (const draft of drafts) journal.post(draft, meetings.now);
  });
  journal.committed();
}

function read(side: Side, what: (side: Side, of: { unit: number; member: number }) => void): void {
  for (let n = 0; n < 20; n += 1) what(side, side.meetings.member());
}

const balances = ({ journal }: Side, { unit, member }: { unit: number; member: number }) =>
  void journal.memberBalances(unit, member);
const statement = ({ journal }: Side, { member }: { member: number }) =>
  void journal.memberLines(member, { limit: 20 });

/** How many times as much it costs on the large books. */
function compare(report: Report, [little, large]: [Side, Side], { what, times, each, run }: Work): number {
  const [few, many]: [number[], number[]] = [[], []];
  // As `Runtime` does each minute.
  for (const { sqlite } of [little, large]) sqlite.pragma("wal_checkpoint(PASSIVE)");
  // As it is once Rukun has run for a while: what fits into the cache lies there, and the rest does not.
  for (let n = 0; n < times; n += 1) for (const side of [little, large]) run(side);
  for (let n = 0; n < times; n += 1) {
    const here = () => few.push(timed(() => run(little)));
    const there = () => many.push(timed(() => run(large)));
    for (const turn of n % 2 === 0 ? [here, there] : [there, here]) turn();
  }
  const [fast, slow] = [few, many].map((all) => (median(all) / each) * 1_000) as [number, number];
  report.line(`${what}: ${round(slow)} us on the large books, ${round(fast)} us on the small ones`);
  return slow / fast;
}

/** In the middle of a month, so that the lines of its days are counted too. */
function trial(report: Report, { journal, meetings }: Side, units: number): void {
  const { today } = meetings.now;
  const took = Array.from({ length: 40 }, (_, n) =>
    timed(() => journal.trialBalance(1 + ((n * 7) % units), { from: addDays(today, -45), to: today })),
  );
  const at = (share: number) => round(quantile(took, share));
  report.line(`trial balance of a unit, in the middle of months: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  report.target({
    what: "trial balance of a unit, the slowest of 40",
    value: Math.max(...took),
    unit: " ms",
    atMost: 50,
  });
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
