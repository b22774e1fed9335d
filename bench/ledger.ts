import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../src/cooperative/journal/journal.ts";
import { connect } from "../src/db/open.ts";
import { type Both, inTurn } from "./support/beside.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { fillLedger } from "./support/ledger-fill.ts";
import { Postgres } from "./support/ledger-postgres.ts";
import { compareSizes } from "./support/ledger-size.ts";
import { committer, MEMBERS_EACH, Meetings, UNITS } from "./support/ledger-work.ts";
import { type Cost, median, seeded } from "./support/numbers.ts";
import { BareWriter, recordWrites } from "./support/recorder.ts";
import type { Report, Section } from "./support/report.ts";

/** Commits of one round, by how many postings each has: about half a second each. */
const WAYS = [
  { batch: 1, commits: 200, each: "one a commit" },
  { batch: 50, commits: 40, each: "50 a commit" },
] as const;
const ROUNDS = 5;
const CLIENTS = [
  { clients: 1, who: "PostgreSQL, 1 client", atLeast: 8 },
  { clients: 16, who: "PostgreSQL, 16 clients", atLeast: 5 },
] as const;
const POSTGRES_SECONDS = 2;

type Side = { ours: Cost[]; bare: Cost[] };

/** The journal alone: what stands before and behind it on the path of a message is not in these figures. */
export const ledger: Section = {
  name: "ledger",
  what: `postings of the journal alone, over ${UNITS} units with ${MEMBERS_EACH} members each, synchronous=FULL`,
  run(report) {
    const found = Postgres.find();
    const postgres = "missing" in found ? undefined : found.postgres;
    if ("missing" in found) report.line(`${found.missing}: not compared with it`);
    const sides: Side[] = WAYS.map(() => ({ ours: [], bare: [] }));
    const theirs: number[][] = CLIENTS.map(() => []);
    postgres?.rate(1, 1);
    // All in turn, round by round, so that whatever else the machine does meets all.
    for (let n = 0; n < ROUNDS; n += 1) {
      for (const [k, way] of WAYS.entries()) add(sides[k], pair(way, n));
      for (const [k, { clients }] of CLIENTS.entries())
        if (postgres !== undefined) theirs[k]?.push(postgres.rate(clients, POSTGRES_SECONDS));
    }
    for (const [k, way] of WAYS.entries()) if (sides[k] !== undefined) tell(report, way, sides[k]);
    if (postgres !== undefined) besidePostgres(report, postgres, { sides, theirs });
    compareSizes(report);
  },
};

function add(side: Side | undefined, { ours, bare }: Both): void {
  side?.ours.push(ours);
  side?.bare.push(bare);
}

type Way = (typeof WAYS)[number];

const rates = ({ batch, commits }: Way, costs: readonly Cost[]) =>
  costs.map(({ wallMs }) => ((batch * commits) / wallMs) * 1_000);

/** Postings a second, beside the same rows by bare prepared statements. */
function tell(report: Report, way: Way, { ours, bare }: Side): void {
  const { batch, commits, each } = way;
  const micros = ours.map(({ cpuMs }) => (cpuMs / (batch * commits)) * 1_000);
  report.side(`journal, ${each}`, rates(way, ours), "postings/s");
  report.side(`the same rows bare, ${each}`, rates(way, bare), "postings/s");
  report.side(`journal, ${each}, processor time`, micros, "us a posting");
  const ratio = median(ours.map(({ wallMs }, n) => (bare[n]?.wallMs ?? Number.NaN) / wallMs));
  report.line(`${`journal / bare, ${each}`.padEnd(52)} ${ratio.toFixed(2).padStart(8)}   (no target)`);
}

function pair({ batch, commits }: Way, seed: number): Both {
  const folder = newFolder("ledger");
  const filled = fillLedger(folder, { units: UNITS, membersEach: MEMBERS_EACH, lines: 1 });
  const meetings = new Meetings(filled, seeded(seed));
  const groups = Array.from({ length: commits }, () => meetings.deposits(batch));
  const [mine, theirs, recorded] = [filled.file, join(folder, "bare.db"), join(folder, "recorded.db")];
  for (const copy of [theirs, recorded]) copyFileSync(mine, copy);
  const writer = new BareWriter(theirs);
  const writes = inFile(recorded, meetings, (post) => recordWrites(groups.map((group) => () => post(group))));
  const runs = writes.map((group) => writer.ready(group));
  const posts = (post: Post) => groups.map((group) => () => post(group));
  const cost = inFile(mine, meetings, (post) => inTurn(posts(post), runs));
  writer.sqlite.close();
  dropFolder(folder);
  return cost;
}

type Post = (drafts: ReturnType<Meetings["deposits"]>) => void;

function inFile<T>(file: string, { now }: Meetings, work: (post: Post) => T): T {
  const sqlite = connect(file);
  const journal = new Journal(sqlite);
  const commit = committer(sqlite);
  const done = work((drafts) =>
    commit(() => {
      for (const draft of drafts) journal.post(draft, now);
    }),
  );
  sqlite.close();
  return done;
}

function besidePostgres(
  report: Report,
  postgres: Postgres,
  { sides, theirs }: { sides: readonly Side[]; theirs: readonly number[][] },
): void {
  report.line(`${postgres.version}, synchronous_commit=on, pgbench calling one function that writes the same rows`);
  if (!postgres.sound()) throw new Error("the other side's books do not hold together");
  postgres.stop();
  for (const [k, { who, atLeast }] of CLIENTS.entries()) {
    const their = theirs[k] ?? [];
    report.side(who, their, "postings/s");
    const [single = Number.NaN, burst = Number.NaN] = WAYS.map((way, w) =>
      median(rates(way, sides[w]?.ours ?? []).map((rate, n) => rate / (their[n] ?? Number.NaN))),
    );
    report.line(`${`journal, one a commit / ${who}`.padEnd(52)} ${single.toFixed(2).padStart(8)}x   (no target)`);
    report.target({ what: `journal alone, 50 a commit / ${who}`, value: burst, unit: "x", atLeast });
  }
}
