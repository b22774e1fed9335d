import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "../src/content/load.ts";
import type { Inbound } from "../src/conversation/channel.ts";
import { homePaths } from "../src/home.ts";
import type { Runtime } from "../src/runtime.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { type Cost, median, quantile, round, Stopwatch, seeded, timed } from "./support/numbers.ts";
import { BareWriter, fingerprint, recordWrites, type Write } from "./support/recorder.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, inBatches, message, openWorld, receive } from "./support/world.ts";

const PEOPLE = 1_000;
const BATCH = 100;
const ROUNDS = 7;

/** The burst against the same rows by hand; see `recorder.ts` for how the rows are known. */
export const path: Section = {
  name: "path",
  what: `${PEOPLE * ANSWERS.length} messages of ${PEOPLE} people in batches of ${BATCH}, beside the same rows written bare`,
  run(report) {
    const content = benchContent();
    const batches = inBatches(burst(), BATCH);
    const writes = recorded(content, batches);
    const rows = writes.reduce((sum, group) => sum + group.length, 0);
    report.line(`${round(rows / (PEOPLE * ANSWERS.length))} rows written a message; both files hold the same rows`);
    const sides: Record<"ours" | "bare", Cost[]> = { ours: [], bare: [] };
    for (let n = 0; n < ROUNDS; n += 1) {
      const both = pair(content, batches, writes);
      sides.ours.push(both.ours);
      sides.bare.push(both.bare);
    }
    const rates = (costs: Cost[]) => costs.map(({ wallMs }) => ((PEOPLE * ANSWERS.length) / wallMs) * 1_000);
    const micros = (costs: Cost[]) => costs.map(({ cpuMs }) => (cpuMs / (PEOPLE * ANSWERS.length)) * 1_000);
    const ratios = (of: keyof Cost) => sides.ours.map((cost, n) => (sides.bare[n]?.[of] ?? Number.NaN) / cost[of]);
    report.side("the whole path", rates(sides.ours), "messages/s");
    report.side("bare prepared statements", rates(sides.bare), "messages/s");
    report.side("the whole path, processor time", micros(sides.ours), "us a message");
    report.side("bare prepared statements, processor time", micros(sides.bare), "us a message");
    report.side("ratio by processor time, no target", ratios("cpuMs"), "");
    report.side("ratio by the clock", ratios("wallMs"), "");
    report.target({ what: "path / bare, median", value: median(ratios("wallMs")), atLeast: 0.5, aim: 0.6 });
    single(report, content);
  },
};

/** Ten answers of everybody, each person's own in order, people mixed as after an outage. */
function burst(): Inbound[] {
  const random = seeded(7);
  const turns = Array.from({ length: PEOPLE * ANSWERS.length }, (_, n) => n % PEOPLE);
  for (let at = turns.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [turns[at], turns[other]] = [turns[other] ?? 0, turns[at] ?? 0];
  }
  const given = new Map<number, number>();
  return turns.map((person) => {
    const n = given.get(person) ?? 0;
    given.set(person, n + 1);
    return message(person, n + 2, ANSWERS[n] ?? "");
  });
}

/** A fresh home in which everybody waits at the first question. */
function ready(content: Content, people = PEOPLE): { home: string; world: Runtime } {
  const home = newFolder("path");
  const world = openWorld(home, content);
  addPeople(world, people);
  const starts = Array.from({ length: people }, (_, n) => message(n, 1, START));
  for (const batch of inBatches(starts, BATCH)) receive(world, batch);
  checkpoint(world);
  return { home, world };
}

/** The file as it is now, for the bare side. */
function copyOf(home: string): { home: string; file: string } {
  const other = newFolder("bare");
  const file = join(other, "rukun.db");
  copyFileSync(homePaths(home).database, file);
  return { home: other, file };
}

function recorded(content: Content, batches: readonly Inbound[][]): Write[][] {
  const { home, world } = ready(content);
  const copy = copyOf(home);
  const writes = recordWrites(batches.map((batch) => () => receive(world, batch)));
  const bare = new BareWriter(copy.file);
  for (const group of writes) bare.ready(group)();
  const [left, right] = [fingerprint(world.db.sqlite), fingerprint(bare.sqlite)].map((f) => JSON.stringify(f));
  world.db.sqlite.close();
  bare.sqlite.close();
  dropFolder(home);
  dropFolder(copy.home);
  if (left !== right) throw new Error(`the bare side wrote other rows:\n${left}\n${right}`);
  return writes;
}

/** Both sides batch by batch in turn, so that whatever else the machine does meets both. */
function pair(content: Content, batches: readonly Inbound[][], writes: readonly Write[][]): { ours: Cost; bare: Cost } {
  const { home, world } = ready(content);
  const copy = copyOf(home);
  const writer = new BareWriter(copy.file);
  const groups = writes.map((group) => writer.ready(group));
  const ours = { wallMs: 0, cpuMs: 0 };
  const bare = { wallMs: 0, cpuMs: 0 };
  for (const [n, batch] of batches.entries()) {
    const here = () => spend(ours, () => receive(world, batch));
    const there = () => spend(bare, groups[n] ?? (() => {}));
    for (const run of n % 2 === 0 ? [here, there] : [there, here]) run();
  }
  world.db.sqlite.close();
  writer.sqlite.close();
  dropFolder(home);
  dropFolder(copy.home);
  return { ours, bare };
}

function spend(total: Cost, work: () => void): void {
  const clock = new Stopwatch();
  work();
  const { wallMs, cpuMs } = clock.cost();
  total.wallMs += wallMs;
  total.cpuMs += cpuMs;
}

/** What one person waits for: a batch of one. */
function single(report: Report, content: Content): void {
  const { home, world } = ready(content, 300);
  const [recordedOn, bareOn] = [copyOf(home), copyOf(home)];
  const messages = ANSWERS.flatMap((text, n) => Array.from({ length: 300 }, (_, p) => message(p, n + 2, text)));
  const other = openWorld(recordedOn.home, content);
  const writes = recordWrites(messages.map((one) => () => receive(other, [one])));
  const writer = new BareWriter(bareOn.file);
  const ours: number[] = [];
  const bare: number[] = [];
  for (const [n, one] of messages.entries()) {
    ours.push(timed(() => receive(world, [one])));
    bare.push(timed(writer.ready(writes[n] ?? [])));
  }
  for (const { sqlite } of [world.db, other.db, writer]) sqlite.close();
  for (const folder of [home, recordedOn.home, bareOn.home]) dropFolder(folder);
  const told = (all: number[]) => `p50 ${round(quantile(all, 0.5))} ms, p99 ${round(quantile(all, 0.99))} ms`;
  report.line(`a single message and its commit: ${told(ours)}; the same rows bare: ${told(bare)}`);
}
