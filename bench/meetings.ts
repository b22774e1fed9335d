import { MINUTE, WEEK } from "../src/clock.ts";
import type { Inbound } from "../src/conversation/channel.ts";
import { Books } from "../src/cooperative/index.ts";
import { writtenSchema } from "../src/cooperative/settings/written.ts";
import { inTransaction } from "../src/db/open.ts";
import type { Runtime } from "../src/runtime.ts";
import { paired, type Ready, Rounds, recorded, type Stretch, WARM_UP, WARMED } from "./support/beside.ts";
import { openCooperative } from "./support/cooperative-world.ts";
import { newFolder } from "./support/folders.ts";
import { Postgres } from "./support/ledger-postgres.ts";
import { median, round } from "./support/numbers.ts";
import type { Report, Section } from "./support/report.ts";
import { CHANNEL, checkpoint, NOW, receive, spreadIds, ZONE } from "./support/world.ts";

const UNITS = 50;
/** Lines that a treasurer's phone sends at once when the signal is back: one for each member. */
const BATCH = 50;
const BURSTS = 100;
const POSTINGS = BURSTS * BATCH;
const ROUNDS = 5;
const POSTGRES_SECONDS = 4;
const TABLES = [
  "inbound",
  "outbox",
  "journal_entry",
  "journal_line",
  "ledger_balance",
  "ledger_month",
  "session",
  "address",
  "person",
];

/** Deposits by chat, all of the path: command, near-duplicate look, desk, journal, receipts, summary. */
export const meetings: Section = {
  name: "meetings",
  what: `deposits by chat, rounds of ${BURSTS} bursts of ${BATCH} lines over ${UNITS} units, synchronous=FULL; every second member has a phone`,
  run(report) {
    const weeks = Array.from({ length: WARM_UP + ROUNDS }, (_, n) => week(n));
    const writes = recorded(ready(), weeks, receive, TABLES, wroteAll);
    const rows = writes.flat().reduce((sum, group) => sum + group.length, 0);
    report.line(`${round(rows / weeks.length / POSTINGS)} rows written a posting; both files hold the same rows`);
    const rounds = new Rounds(paired(ready(), weeks, receive, writes));
    report.line(WARMED);
    report.side("the whole path", rounds.rates("ours", POSTINGS), "postings/s");
    report.side("bare prepared statements", rounds.rates("bare", POSTINGS), "postings/s");
    report.side("the whole path, processor time", rounds.micros("ours", POSTINGS), "us a posting");
    report.side("bare prepared statements, processor time", rounds.micros("bare", POSTINGS), "us a posting");
    report.side("ratio by processor time, no target", rounds.ratios("cpuMs"), "");
    report.target({ what: "postings by chat / bare, median", value: median(rounds.ratios("wallMs")), atLeast: 0.45 });
    besidePostgres(report, median(rounds.rates("ours", POSTINGS)));
  },
};

const treasurerOf = (unit: number): string => String(6_281_300_000_000 + unit);

/** A round: the day of the week on which each unit meets. Its treasurer sends her lines, and then lines of other amounts. */
function week(nth: number): Stretch<Inbound[]> {
  const from = NOW + nth * WEEK;
  const groups = Array.from({ length: BURSTS }, (_, n) => burst(n, from + n * MINUTE));
  return { groups, counted: nth >= WARM_UP, from };
}

/** What one treasurer sends at once. */
function burst(n: number, at: number): Inbound[] {
  const unit = (n % UNITS) + 1;
  const seconds = at / 1_000;
  return Array.from({ length: BATCH }, (_, line) => {
    const id = `m${seconds.toString(36).padStart(8, "0")}:7000000001:${treasurerOf(unit)}:${n * BATCH + line}`;
    const amount = 20_000 + 500 * Math.floor(n / UNITS);
    const text = `setor wajib ${String(line + 1).padStart(3, "0")} ${amount}`;
    return { id, address: treasurerOf(unit), sentAt: seconds * 1_000, content: { kind: "text", text } };
  });
}

/** Fifty units with fifty members each, everything in one file. */
function ready(): Ready {
  const home = newFolder("meetings");
  const world = openCooperative(home, NOW);
  const { db, people, directory } = world;
  const newId = spreadIds(2);
  const books = new Books({ sqlite: db.sqlite, people, newId, random: () => 0.5 });
  inTransaction(db.sqlite, () => {
    for (let unit = 1; unit <= UNITS; unit += 1) {
      const name = `Unit ${unit}`;
      books.units.open(
        { id: unit, kind: "unit", name, village: "Sumberejo", zone: ZONE, openedOn: "2026-01-01" },
        newId,
      );
      books.settings.put(unit, writtenSchema.parse({ savings: { mandatory: { amount: 20_000 } } }), "system", NOW);
      const { unitId } = books.unit(unit);
      const addresses = [{ channel: CHANNEL, address: treasurerOf(unit) }];
      const given = { name: `Endang ${unit}`, called: `Ibu Endang ${unit}`, zone: ZONE, roles: ["treasurer"] } as const;
      directory.add({ ...given, unitId, addresses }, NOW);
      for (let nth = 1; nth <= BATCH; nth += 1) addMember(world, books, unit, nth);
    }
  });
  checkpoint(world);
  return { home, world };
}

function addMember({ directory }: Runtime, books: Books, unit: number, nth: number): void {
  const name = `Sari ${unit} ${nth}`;
  const addresses = [{ channel: CHANNEL, address: String(6_281_400_000_000 + unit * 1_000 + nth) }];
  const given = { name, called: `Ibu ${name}`, zone: ZONE, roles: ["beneficiary"] } as const;
  const personId = nth % 2 === 0 ? directory.add({ ...given, addresses }, NOW) : undefined;
  books.members.add({ unit, name, joinedOn: "2026-01-05", ...(personId === undefined ? {} : { personId }) }, NOW);
}

/** A receipt for each member with a phone, and a summary of each burst. */
function wroteAll({ db }: Runtime): void {
  const count = (table: string) => db.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const [entries, sent] = [count("journal_entry"), count("outbox")];
  const rounds = WARM_UP + ROUNDS;
  if (entries !== rounds * POSTINGS) throw new Error(`${String(entries)} entries were posted`);
  if (sent !== rounds * (POSTINGS / 2 + BURSTS)) throw new Error(`${String(sent)} messages were written`);
}

/** The other side writes the journal's rows only: no message, no receipt. */
function besidePostgres(report: Report, ours: number): void {
  const found = Postgres.find();
  if ("missing" in found) {
    report.line(`${found.missing}: not compared with it`);
    return;
  }
  const { postgres } = found;
  report.line(
    `${postgres.version}, synchronous_commit=on, pgbench calling one function that writes the journal's rows alone`,
  );
  postgres.rate(1, 1);
  for (const [clients, atLeast] of [
    [1, 2],
    [16, 1.2],
  ] as const) {
    const rate = postgres.rate(clients, POSTGRES_SECONDS);
    const who = `${clients} client${clients === 1 ? "" : "s"}`;
    report.side(`PostgreSQL, ${who}`, [rate], "postings/s");
    report.target({ what: `by chat, all of the path / PostgreSQL, ${who}`, value: ours / rate, unit: "x", atLeast });
  }
  postgres.stop();
}
