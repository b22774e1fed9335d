import { existsSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { FixedClock } from "../../src/clock.ts";
import { loadContent } from "../../src/content/load.ts";
import type { Channel, Receive } from "../../src/conversation/channel.ts";
import { packageRoot } from "../../src/home.ts";
import { silentLog } from "../../src/log.ts";
import { domainModules } from "../../src/modules.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { Runtime } from "../../src/runtime.ts";
import { type CaseParts, loadSafeSettings, Safe, systemRandom, Vault } from "../../src/safeguarding/index.ts";
import { dropFolder, newFolder } from "./folders.ts";
import { median, quantile, timed } from "./numbers.ts";
import type { Report } from "./report.ts";
import { addPeople, CHANNEL, chatOf, NOW, spreadIds } from "./world.ts";

const REPORTERS = 50;
const OTHERS = 20;
/** Others write so often: more than a village does. */
const OTHERS_EACH_MS = 25;
const TO_THE_STORY = ["kotak suara", "2", "1", "Tidak ada yang dicoret", "4", "a".repeat(900), "selesai", "1"];
const NUMBER = /\d{4} \d{4} \d{4} \d{4}/;

/** A channel without a network: when what was said to whom. */
class Wire implements Channel {
  readonly name = CHANNEL;
  readonly can: Channel["can"] = {
    choices: "numbers",
    maxText: 4_096,
    initiate: true,
    deletion: false,
    media: [],
    rate: { perSecond: 1e9, perChatPerSecond: 1e9, burst: 1e9 },
  };
  readonly said = new Map<string, { text: string; at: number }[]>();
  private receive: Receive | undefined;
  private messages = 0;

  async start(receive: Receive): Promise<void> {
    this.receive = receive;
  }
  async stop(): Promise<void> {}
  async health() {
    return { ok: true, what: "memory" };
  }
  async send({ address, body }: Parameters<Channel["send"]>[0]) {
    const said = this.said.get(address) ?? [];
    said.push({ text: body.text, at: performance.now() });
    this.said.set(address, said);
    return { kind: "sent" } as const;
  }

  /** People write, in one batch. */
  write(people: readonly number[], text: string): void {
    const messages = people.map((person) => {
      this.messages += 1;
      const content = { kind: "text", text } as const;
      return { id: `b${this.messages}`, address: chatOf(person), sentAt: NOW, content };
    });
    this.receive?.({ channel: CHANNEL, messages });
  }

  count(person: number): number {
    return this.said.get(chatOf(person))?.length ?? 0;
  }
}

/** The whole conversation, from the message to what is on the wire: a report in the midst of others' messages. */
export async function throughTheChat(report: Report, addReaders: (parts: CaseParts) => void): Promise<void> {
  const home = newFolder("sealing-chat");
  Vault.create(home, systemRandom);
  const vault = Vault.open(home);
  const { settings } = loadSafeSettings(packageRoot(), "melati");
  const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
  if (pack === undefined) throw new Error("the pack is not readable");
  const wire = new Wire();
  const runtime = new Runtime({
    home,
    content: loadContent(packageRoot()),
    programme: pack,
    modules: domainModules(pack, { settings, vault }),
    channels: [wire],
    clock: new FixedClock(NOW),
    log: silentLog,
    newId: spreadIds(3),
    random: () => 0.5,
  });
  const safe = new Safe({ sqlite: runtime.db.sqlite, vault, zone: "Asia/Jakarta", random: systemRandom });
  try {
    addReaders(safe.parts);
    addPeople(runtime, REPORTERS + OTHERS);
    await runtime.start();
    await sealedBesideOthers(report, runtime, wire);
    answered(report, safe);
    await wrongNumbers(report, safe, wire);
  } finally {
    await runtime.stop();
    vault.close();
    dropFolder(home);
  }
}

async function sealedBesideOthers(report: Report, runtime: Runtime, wire: Wire): Promise<void> {
  const reporters = Array.from({ length: REPORTERS }, (_, n) => n);
  for (const text of TO_THE_STORY) {
    wire.write(reporters, text);
    await runtime.settled();
  }
  const idle = await others(wire, () => Promise.resolve(sleep(2_000)));
  report.line(`others' messages with nothing beside them, from the message to the wire: ${told(idle)}`);
  const before = threadTimes();
  const busy = await others(wire, async () => {
    // One after another, as batches of a channel come.
    for (const reporter of reporters) {
      wire.write([reporter], "1");
      await sleep(1);
    }
    await runtime.settled();
  });
  const numbers = reporters.filter((n) => wire.said.get(chatOf(n))?.some(({ text }) => NUMBER.test(text)));
  if (numbers.length !== REPORTERS) throw new Error(`${numbers.length} of ${REPORTERS} reports were sealed`);
  report.line(`others' messages during ${REPORTERS} sealings of reports, by the same way: ${told(busy)}`);
  report.line(`${REPORTERS} reports were sealed and answered in ${(busy.tookMs / 1_000).toFixed(1)} s`);
  const after = threadTimes();
  if (before !== undefined && after !== undefined) {
    const [worked, waited] = [after.workMs - before.workMs, after.waitMs - before.waitMs];
    report.line(`of that the loop worked ${worked.toFixed(0)} ms and waited ${waited.toFixed(0)} ms for a processor`);
  }
  report.target({
    what: "others' messages during them, p99",
    value: quantile(busy.times, 0.99),
    unit: " ms",
    atMost: 25,
  });
  const stop = { value: busy.workMs ?? busy.stopMs, unit: " ms", atMost: 25 };
  report.target({ what: "the longest stop of the loop by its own work", ...stop });
}

/** `workMs`: the longest stop without what the machine gave to others; undefined where it does not say. */
type Beside = { times: number[]; stopMs: number; workMs: number | undefined; tookMs: number };

/** What the thread of the loop has worked so far, and waited for a processor, ms; Linux alone tells it of one thread. */
function threadTimes(): { workMs: number; waitMs: number } | undefined {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  if (!existsSync(file)) return undefined;
  const [work, wait] = readFileSync(file, "utf8").split(" ");
  return { workMs: Number(work) / 1e6, waitMs: Number(wait) / 1e6 };
}

/** Watches how much the loop works between two looks, a millisecond apart where nothing holds it up. */
function watchedWork(): () => number | undefined {
  let before = threadTimes()?.workMs;
  if (before === undefined) return () => undefined;
  let most = 0;
  const timer = setInterval(() => {
    const now = threadTimes()?.workMs ?? 0;
    most = Math.max(most, now - (before ?? 0));
    before = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return most;
  };
}

const told = ({ times, stopMs, workMs }: Beside): string =>
  `p50 ${median(times).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms of ${times.length}, ` +
  `the loop of events stood for ${stopMs.toFixed(1)} ms at the most` +
  (workMs === undefined ? "" : `, ${workMs.toFixed(1)} ms of it by its own work`);

/** Others look at their menu all the while; how long after each was due it was on the wire. */
async function others(wire: Wire, work: () => Promise<unknown>): Promise<Beside> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const worked = watchedWork();
  delay.enable();
  const start = performance.now();
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  for (let n = 0; !isOver; n += 1) {
    const dueAt = start + n * OTHERS_EACH_MS;
    if (dueAt > performance.now()) await sleep(dueAt - performance.now());
    const person = REPORTERS + (n % OTHERS);
    const before = wire.count(person);
    wire.write([person], "menu");
    while (wire.count(person) === before) await sleep(0);
    times.push((wire.said.get(chatOf(person))?.at(-1)?.at ?? 0) - dueAt);
  }
  await working;
  delay.disable();
  return { times, stopMs: delay.max / 1e6, workMs: worked(), tookMs: performance.now() - start };
}

/** An answer to the reporter, with copies for all who may read. */
function answered(report: Report, { parts, cases }: Safe): void {
  const { sqlite } = parts.rows;
  sqlite.exec("UPDATE safe_case SET status = 'dibaca', read_on = received_on");
  const aliases = sqlite.prepare("SELECT alias FROM safe_case").pluck().all() as string[];
  const reader = sqlite.prepare("SELECT id FROM officer LIMIT 1").pluck().get() as string;
  const times = aliases.map((alias) => timed(() => cases.reply(alias, reader, Buffer.alloc(300, 97), NOW)));
  report.target({ what: "answering, with 10 officers' copies, median", value: median(times), unit: " ms", atMost: 20 });
}

/** How long it takes to say that there is nothing. Not asserted: a machine has other things to do. */
async function wrongNumbers(report: Report, { mailboxes, parts }: Safe, wire: Wire): Promise<void> {
  const given = Array.from({ length: REPORTERS }, (_, n) => wire.said.get(chatOf(n))?.map(({ text }) => text) ?? []);
  const [first = "", second = ""] = given.map((texts) => NUMBER.exec(texts.join("\n"))?.[0] ?? "");
  parts.rows.sqlite.exec("UPDATE safe_case SET read_on = NULL, status = 'baru'");
  await mailboxes.withdraw(first, NOW);
  const kinds = {
    wrong: "1234 5678 9012 3456",
    short: "1234",
    long: second.repeat(3),
    malformed: "12x4?",
    destroyed: first,
  };
  for (const [what, number] of Object.entries({ ...kinds, right: second })) {
    const times: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const start = performance.now();
      await mailboxes.look(number);
      times.push(performance.now() - start);
    }
    report.side(`KABAR with a number that is ${what}`, times, "ms");
  }
}
