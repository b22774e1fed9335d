import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction, openDb } from "../src/db/open.ts";
import { homePaths, packageRoot } from "../src/home.ts";
import {
  CaseParts,
  CaseStore,
  KeyPair,
  newCase,
  newReceipt,
  type Report as SafeReport,
  systemRandom,
  takeNotices,
  Vault,
} from "../src/safeguarding/index.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { median, quantile, timed } from "./support/numbers.ts";
import type { Report, Section } from "./support/report.ts";
import { throughTheChat } from "./support/sealing-chat.ts";

const OFFICERS = 10;
const SEALINGS = 50;
const CASES = 10_000;
const NOW = Date.parse("2026-11-20T09:15:00Z");
const IDLE_MS = 3_000;

/** Sealing with real codes and keys on a real disk. */
export const sealing: Section = {
  name: "sealing",
  what: `Kotak Suara: a story of 900 characters to ${OFFICERS} officers and a trustee, synchronous=FULL in both files`,
  async run(report) {
    const home = newFolder("sealing");
    Vault.create(home, systemRandom);
    const { sqlite } = openDb(homePaths(home).database, join(packageRoot(), "drizzle"));
    const vault = Vault.open(home);
    const parts = new CaseParts({ sqlite, vault, zone: "Asia/Jakarta", random: systemRandom });
    const reader = officersOf(parts);
    try {
      await alone(report, parts);
      await besideOthers(report, parts);
      await throughTheChat(report, (safe) => void officersOf(safe));
      fill(parts, CASES);
      lists(report, parts, reader);
    } finally {
      vault.close();
      sqlite.close();
      dropFolder(home);
    }
  },
};

/** Without a number there is no Argon2id: all that is left is on the loop of events. */
async function alone(report: Report, parts: CaseParts): Promise<void> {
  const store = new CaseStore(parts);
  const times: number[] = [];
  for (let n = 0; n < SEALINGS; n += 1) {
    const given = story(undefined);
    const start = performance.now();
    await store.seal(given, NOW);
    times.push(performance.now() - start);
  }
  report.side("sealing and storing, without the number", times, "ms");
  report.target({ what: "sealing beside the Argon2id work, median", value: median(times), unit: " ms", atMost: 20 });
  report.line(`p99 ${quantile(times, 0.99).toFixed(1)} ms, most of it the two files' flushes`);
}

/** All asked for at once, as never happens; beside it the same machine with nothing to do. */
async function besideOthers(report: Report, parts: CaseParts): Promise<void> {
  const store = new CaseStore(parts);
  const idle = await watched(() => sleep(IDLE_MS));
  report.line(
    `with nothing to do here, others were late by p99 ${idle.p99.toFixed(1)} ms, at most ${idle.max.toFixed(1)} ms`,
  );
  const busy = await watched(() =>
    Promise.all(Array.from({ length: SEALINGS }, () => store.seal(story(newReceipt(systemRandom)), NOW))),
  );
  report.line(`${SEALINGS} sealings with a number, all asked for at once: ${(busy.tookMs / 1_000).toFixed(1)} s`);
  report.line(`others beside them were late by p50 ${busy.p50.toFixed(1)} ms, at most ${busy.max.toFixed(1)} ms`);
  report.target({ what: "others late during 50 sealings, p99", value: busy.p99, unit: " ms", atMost: 25 });
}

type Watched = { tookMs: number; p50: number; p99: number; max: number };

/** How far behind the loop of events is, looked at each millisecond. */
async function watched(work: () => Promise<unknown>): Promise<Watched> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await work();
  const tookMs = performance.now() - start;
  delay.disable();
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return { tookMs, p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
}

function lists(report: Report, parts: CaseParts, reader: string): void {
  const store = new CaseStore(parts);
  let rows = 0;
  const times = Array.from({ length: 10 }, () =>
    timed(() => {
      rows = store.list(reader).length;
    }),
  );
  report.target({ what: `list of ${rows} open cases`, value: median(times), unit: " ms", atMost: 50 });
  const page = { from: 0, limit: 9 };
  const pages = Array.from({ length: 10 }, () => timed(() => parts.rows.openPage(reader, page)));
  report.target({ what: `a page of ${rows} open cases in the chat`, value: median(pages), unit: " ms", atMost: 50 });
  const calendar = { zone: "Asia/Jakarta", holidays: new Set<string>() } as const;
  takeNotices(parts, calendar, NOW);
  const looks = Array.from({ length: 5 }, () => timed(() => takeNotices(parts, calendar, NOW)));
  report.side(`looking through ${rows} cases for what is overdue`, looks, "ms");
}

/** Officers and a trustee by their keys alone. Returns the id of one. */
function officersOf({ rows: { sqlite } }: CaseParts): string {
  const person = sqlite.prepare(
    "INSERT INTO person (id, name, zone, status, created_at, changed_at) VALUES (?, ?, 'Asia/Jakarta', 'active', 0, 0)",
  );
  const officer = sqlite.prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, ?, 0)");
  const key = () => KeyPair.fromSeed(randomBytes(32)).publicKey;
  inTransaction(sqlite, () => {
    for (let n = 0; n < OFFICERS; n += 1) {
      person.run(`p${n}`, `Petugas ${n}`);
      officer.run(`o${n}`, `p${n}`, key());
    }
    sqlite.prepare("INSERT INTO trustee (id, name, public_key, set_at) VALUES ('t', 'Wali', ?, 0)").run(key());
  });
  return "o0";
}

/** Rows as large as real ones: what a list reads does not care what is sealed in them. */
function fill({ rows, random }: CaseParts, until: number): void {
  const readers = Array.from({ length: OFFICERS }, (_, n) => `o${n}`);
  const body = random(5_161);
  const box = random(80);
  inTransaction(rows.sqlite, () => {
    for (let n = rows.ids().length; n < until; n += 1) {
      const id = random(16);
      const category = (n % 7) as SafeReport["category"];
      rows.insert({ ...newCase({ category, severity: "S4", receivedOn: "2026-11-20" }), id, alias: `alias-${n}` });
      rows.addItem(id, { kind: "story", onDate: "2026-11-20", body }, 1);
      for (const reader of readers) rows.addWrap(id, 1, reader, box);
    }
  });
}

const story = (receipt: string | undefined): SafeReport => ({
  category: 4,
  danger: false,
  child: false,
  story: Buffer.alloc(900, 97),
  files: [],
  struckOut: [],
  receipt,
});
