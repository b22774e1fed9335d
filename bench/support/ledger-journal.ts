import type Sqlite from "better-sqlite3";
import { Journal } from "../../src/cooperative/journal/journal.ts";
import { connect } from "../../src/db/open.ts";
import { addDays } from "../../src/zones.ts";
import type { Filled } from "./ledger-fill.ts";
import { committer, Meetings } from "./ledger-work.ts";
import { median, quantile, round, seeded, timed } from "./numbers.ts";
import { seeAllPages } from "./pages.ts";
import type { Report } from "./report.ts";

type Side = { journal: Journal; meetings: Meetings; sqlite: Sqlite.Database; commit: (work: () => void) => void };

/** The books of one size beside those of others: see `ledger-size.ts`. */
export type Books = { first: Filled; long: Filled; alone: Filled; large: Filled };

/** The journal alone, without a chat before it, on small books and on large ones. */
export function compareJournals(report: Report, filled: Books, sizes: string): void {
  const first = sideOf(filled.first);
  const long = sideOf(filled.long);
  const alone = sideOf(filled.alone);
  const large = sideOf(filled.large);
  const beside = (work: Work): Beside => ({ work, little: work.isOfLines === true ? long : first, large });
  for (const { work, ratio } of compare(report, WORKS.map(beside)))
    report.target({ what: `the journal alone: ${work.what}, ${sizes}`, value: ratio, atMost: 1.2 });
  const posted = WORKS.filter(({ isOfLines }) => isOfLines !== true);
  const besideAlone = posted.map((work): Beside => ({ work, little: alone, large }));
  for (const { work, ratio } of compare(report, besideAlone))
    report.line(`${work.what}, ${sizes} of one unit alone   ${ratio.toFixed(2)}   (no target)`);
  inARow(report, [first, large], sizes);
  trial(report, large, filled.large.size.units);
  for (const { sqlite } of [first, long, alone, large]) sqlite.close();
}

function sideOf(filled: Filled): Side {
  const sqlite = connect(filled.file);
  seeAllPages(sqlite);
  return { sqlite, journal: new Journal(sqlite), meetings: new Meetings(filled, seeded(5)), commit: committer(sqlite) };
}

/** `isOfLines`: beside the small books in which a member has as many lines. Gives the milliseconds of each posting or read. */
type Work = { what: string; isOfLines?: true; run(side: Side): number };
type Beside = { work: Work; little: Side; large: Side };

/** In the order of a round. Units and members are drawn at random from all who have lines. */
const WORKS: readonly Work[] = [
  { what: "posting, 50 of a unit a commit", run: (side) => post(side, 50) },
  { what: "a member's balances", run: (side) => read(side, balances) },
  { what: "posting, one a commit", run: (side) => post(side, 1) },
  { what: "a member's statement of 20 lines", isOfLines: true, run: (side) => read(side, statement) },
];

/** As many rounds before those that count: what runs often is compiled by then. */
const WARM_UP = 100;
const ROUNDS = 200;
const IN_A_ROW = 20;
/** A checkpoint after so many, as `Runtime` makes one each minute. */
const CHECKPOINT_AFTER = 50;

function post({ journal, meetings, commit }: Side, count: number): number {
  const drafts = meetings.deposits(count);
  const took = timed(() => {
    commit(() => {
      // As the domain does for each message that it hears.
      journal.expectMany();
      for (const draft of drafts) journal.post(draft, meetings.now);
    });
    journal.committed();
  });
  return took / count;
}

function read(side: Side, what: (side: Side, of: { unit: number; member: number }) => void): number {
  const of = side.meetings.member();
  return timed(() => what(side, of));
}

const balances = ({ journal }: Side, { unit, member }: { unit: number; member: number }) =>
  void journal.memberBalances(unit, member);
const statement = ({ journal }: Side, { member }: { member: number }) =>
  void journal.memberLines(member, { limit: 20 });

/**
 * How many times as much each work costs on the large books. They are done in turn, one of each a round, so that each finds
 * the processor's caches as the others left them, as one message does behind another. Nobody asks for twenty balances in
 * a tenth of a millisecond, where small books would be read out of the fastest of these caches.
 */
function compare(report: Report, all: readonly Beside[]): { work: Work; ratio: number }[] {
  const measured = all.map((one) => ({ ...one, few: [] as number[], many: [] as number[] }));
  const sides = new Set(all.flatMap(({ little, large }) => [little, large]));
  for (let n = 0; n < WARM_UP + ROUNDS; n += 1) {
    if (n % CHECKPOINT_AFTER === 0) for (const { sqlite } of sides) sqlite.pragma("wal_checkpoint(PASSIVE)");
    for (const { work, little, large, few, many } of measured) {
      const here = () => few.push(work.run(little));
      const there = () => many.push(work.run(large));
      for (const turn of n % 2 === 0 ? [here, there] : [there, here]) turn();
    }
  }
  return measured.map(({ work, few, many }) => {
    const [fast, slow] = [few, many].map((took) => median(took.slice(WARM_UP)) * 1_000) as [number, number];
    report.line(`${work.what}: ${round(slow)} us on the large books, ${round(fast)} us on the small ones`);
    return { work, ratio: slow / fast };
  });
}

/** Nothing but balances, for who wants to know what the caches do: small books are read out of the fastest of them. */
function inARow(report: Report, [little, large]: [Side, Side], sizes: string): void {
  const took = [little, large].map((side) => {
    const each = Array.from({ length: WARM_UP + ROUNDS }, () => {
      const members = Array.from({ length: IN_A_ROW }, () => side.meetings.member());
      return timed(() => members.forEach((of) => void balances(side, of))) / IN_A_ROW;
    });
    return median(each.slice(WARM_UP)) * 1_000;
  }) as [number, number];
  const ratio = (took[1] / took[0]).toFixed(2);
  report.line(`balances of ${IN_A_ROW} members in a row, ${sizes}   ${ratio}   (${round(took[1])} us each, no target)`);
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
