import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type Sqlite from "better-sqlite3";
import { Journal } from "../../src/cooperative/journal/journal.ts";
import { connect } from "../../src/db/open.ts";
import { addDays } from "../../src/zones.ts";
import { dropFolder, newFolder } from "./folders.ts";
import { compareByChat } from "./ledger-chat.ts";
import { type Filled, fillLedger, type Size } from "./ledger-fill.ts";
import { committer, Meetings } from "./ledger-work.ts";
import { median, quantile, round, seeded, timed } from "./numbers.ts";
import type { Report } from "./report.ts";

/** A unit as large as those of the large books: a meeting has as many people in it. */
const SMALL: Size = { units: 1, membersEach: 100, lines: 1_000 };
/** Fifty lines a member as in the large books, so that a statement is as long. */
const SMALL_LONG: Size = { units: 1, membersEach: 20, lines: 1_000 };
const SOME: Size = { units: 40, membersEach: 100, lines: 200_000 };
/** `--full`: filling it takes a minute or two. */
const FULL: Size = { units: 1_000, membersEach: 100, lines: 5_000_000 };

type Side = { journal: Journal; meetings: Meetings; sqlite: Sqlite.Database; commit: (work: () => void) => void };

/** The same work on small books and on large ones, in turn. */
export function compareSizes(report: Report): void {
  const size = process.argv.includes("--full") ? FULL : SOME;
  const folders = ["small", "small-long", "large"].map((name) => newFolder(`ledger-${name}`));
  const fill = (n: number, of: Size) => fillLedger(folders[n] ?? "", of);
  const small = { short: fill(0, SMALL), long: fill(1, SMALL_LONG) };
  const since = performance.now();
  const large = fill(2, size);
  const lines = size.lines.toLocaleString("en");
  report.line(
    `filled ${lines} lines of ${size.units} units and ${size.units * size.membersEach} members in ${round((performance.now() - since) / 1_000)} s`,
  );
  proof(report, large, size);
  const sizes = `${lines} lines / 1,000 lines`;
  const [short, long, full] = [sideOf(small.short), sideOf(small.long), sideOf(large)];
  for (const work of WORKS) compare(report, [work.isOfLines === true ? long : short, full], work, sizes);
  trial(report, full, size);
  for (const { sqlite } of [short, long, full]) sqlite.close();
  compareByChat(report, { ...small, large }, sizes);
  for (const folder of folders) dropFolder(folder);
}

function sideOf(filled: Filled): Side {
  const sqlite = connect(filled.file);
  return { sqlite, journal: new Journal(sqlite), meetings: new Meetings(filled, seeded(5)), commit: committer(sqlite) };
}

/** `isOfLines`: beside the small books in which a member has as many lines. */
type Work = { what: string; times: number; each: number; isOfLines?: true; run(side: Side): void };

/** Units and members are drawn at random from all. */
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

function compare(report: Report, [little, large]: [Side, Side], { what, times, each, run }: Work, sizes: string): void {
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
  report.target({ what: `${what}, ${sizes}`, value: slow / fast, atMost: 1.2 });
}

/** In the middle of a month, so that the lines of its days are counted too. */
function trial(report: Report, { journal, meetings }: Side, { units }: Size): void {
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
function proof(report: Report, { file }: Filled, { lines }: Size): void {
  const script = fileURLToPath(import.meta.url).replace("ledger-size", "ledger-check");
  const told = execFileSync(process.execPath, [script, dirname(file)], { encoding: "utf8" });
  const { code, out, ms, cpuMs, megabytes } = JSON.parse(told) as Record<string, number> & { out: string };
  if (code !== 0) throw new Error(out);
  report.line(out.trim());
  report.line(`rukun ledger check: ${round((cpuMs ?? 0) / 1_000)} s of processor`);
  const whole = lines >= FULL.lines;
  const what = `rukun ledger check of ${lines.toLocaleString("en")} lines`;
  if (!whole)
    report.line(`${what}: ${round((ms ?? 0) / 1_000)} s, ${round(megabytes ?? 0)} MB   (the targets are for --full)`);
  else {
    report.target({ what: `${what}, by the clock`, value: (ms ?? Number.NaN) / 1_000, unit: " s", atMost: 60 });
    report.target({ what: `${what}, memory`, value: megabytes ?? Number.NaN, unit: " MB", atMost: 300 });
  }
}
