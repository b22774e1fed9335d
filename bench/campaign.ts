import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { TelegramChannel } from "../src/channels/telegram/index.ts";
import { DAY, systemClock } from "../src/clock.ts";
import { loadContent } from "../src/content/load.ts";
import type { Inbound } from "../src/conversation/channel.ts";
import { inTransaction } from "../src/db/open.ts";
import { packageRoot } from "../src/home.ts";
import { randomId } from "../src/ids.ts";
import { silentLog } from "../src/log.ts";
import { domainModules } from "../src/modules.ts";
import { loadPacks } from "../src/programme/index.ts";
import { Runtime } from "../src/runtime.ts";
import { TOKEN } from "./support/bot-api.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { quantile, round, Stopwatch } from "./support/numbers.ts";
import { Platform } from "./support/platform.ts";
import type { Report, Section } from "./support/report.ts";

const PEOPLE = 100_000;
/** They write while the campaign is made. */
const OTHERS = 200;
const EVERY_MS = 10;
const SENDING_MS = 20_000;
const ALONE_MS = 3_000;
/** What Telegram allows a bot over all chats. */
const PLATFORM_PER_SECOND = 30;
const CHANNEL = "telegram";

/** One campaign to a whole district, while others write; then the dispatcher at the platform's rate. */
export const campaign: Section = {
  name: "campaign",
  what: `a message to ${PEOPLE.toLocaleString("en")} people, while others write every ${EVERY_MS} ms`,
  async run(report) {
    const home = newFolder("campaign");
    const platform = await Platform.start(PLATFORM_PER_SECOND);
    const world = await open(home, platform.apiRoot);
    addPeople(world.db.sqlite);
    const sqlite = world.db.sqlite;
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
    await world.start();
    const before = await alone(world);
    sqlite
      .prepare(
        `INSERT INTO campaign (id, programme, activity, audience, text, filters, state, created_at, approved_at, expires_at)
         VALUES ('c', 'melati', 'pesan', 'penerima', 'besok ada pertemuan di balai desa.', '{}', 'sending', ?, ?, ?)`,
      )
      .run(systemClock.now(), systemClock.now(), systemClock.now() + DAY);
    await planned(report, world, before);
    await sent(report, platform, world);
    await world.stop();
    platform.close();
    dropFolder(home);
  },
};

async function open(home: string, apiRoot: string): Promise<Runtime> {
  const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
  if (pack === undefined) throw new Error("programmes/melati is not there");
  const always = { ...pack, hours: { from: "00:00", to: "23:59" } };
  const cursor = (): string | undefined => runtime.reception.cursorOf(CHANNEL);
  const runtime: Runtime = new Runtime({
    home,
    content: loadContent(packageRoot()),
    programme: always,
    modules: domainModules(always),
    channels: [new TelegramChannel({ token: TOKEN, clock: systemClock, cursor, apiRoot })],
    clock: systemClock,
    log: silentLog,
    newId: randomId,
    random: Math.random,
  });
  return runtime;
}

function addPeople(sqlite: Sqlite.Database): void {
  const now = systemClock.now();
  const person = sqlite.prepare(
    `INSERT INTO person (id, name, called, zone, language, status, created_at, changed_at)
     VALUES (?, ?, ?, 'Asia/Jakarta', 'id', 'active', ?, ?)`,
  );
  const role = sqlite.prepare("INSERT INTO person_role (person_id, role, since) VALUES (?, ?, ?)");
  const address = sqlite.prepare(
    "INSERT INTO address (channel, address, speaker_id, speaker_since, last_inbound_at) VALUES (?, ?, ?, ?, ?)",
  );
  const uses = sqlite.prepare("INSERT INTO address_person (address_id, person_id) VALUES (?, ?)");
  inTransaction(sqlite, () => {
    for (let n = 0; n < PEOPLE + OTHERS; n += 1) {
      const id = randomId();
      person.run(id, `Sari ${n}`, `Ibu Sari ${n}`, now, now);
      role.run(id, n < PEOPLE ? "prospective" : "donor", now);
      uses.run(address.run(CHANNEL, chatOf(n), id, now, now).lastInsertRowid, id);
    }
  });
}

const chatOf = (n: number): string => String(6_281_200_000_000 + n);

function messageOf(n: number): Inbound {
  const text = n % 2 === 0 ? "menu" : "tentang";
  return {
    id: `m${n}`,
    address: chatOf(PEOPLE + (n % OTHERS)),
    sentAt: systemClock.now(),
    content: { kind: "text", text },
  };
}

/** Bytes that are the process's own: pages of the database's file, read as mapped memory, the system takes back. */
function ownMemory(): number {
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** People who write until they are told to stop, and how long each of them waited for the commit of her answer. */
class Others {
  readonly waits: number[] = [];
  written = 0;
  peakMemory = 0;
  private readonly world: Runtime;
  private isOver = false;
  private readonly done: Promise<void>;

  constructor(world: Runtime) {
    this.world = world;
    this.done = this.write();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.done;
  }

  tell(report: Report, when: string): void {
    const of = (share: number) => round(quantile(this.waits, share));
    report.line(
      `others' answers ${when}: p50 ${of(0.5)} ms, p99 ${of(0.99)} ms, longest ${of(1)} ms (${this.written})`,
    );
  }

  private async write(): Promise<void> {
    let next = performance.now() + EVERY_MS;
    while (!this.isOver) {
      await sleep(Math.max(0, next - performance.now()));
      this.peakMemory = Math.max(this.peakMemory, ownMemory());
      // All that would have been handed over by now comes as one batch, as the platforms do it.
      const messages: Inbound[] = [];
      const at: number[] = [];
      for (; next <= performance.now(); next += EVERY_MS, this.written += 1) {
        messages.push(messageOf(count++));
        at.push(next);
      }
      if (messages.length === 0) continue;
      this.world.reception.receive({ channel: CHANNEL, messages });
      const answered = performance.now();
      this.waits.push(...at.map((since) => answered - since));
    }
  }
}

/** Messages that were ever written; each has its own id. */
let count = 0;

/** The same people on a Rukun that does nothing else; the first of them, on a path that is not warm, are not counted. */
async function alone(world: Runtime): Promise<Others> {
  for (const ms of [1_000, ALONE_MS]) {
    const others = new Others(world);
    await sleep(ms);
    await others.end();
    if (ms === ALONE_MS) return others;
  }
  throw new Error("nobody wrote");
}

/** From the tick that finds the campaign to its last message in the outbox; others' answers meanwhile. */
async function planned(report: Report, world: Runtime, before: Others): Promise<void> {
  const others = new Others(world);
  const watch = new Stopwatch();
  await world.tickGently();
  const { wallMs, cpuMs } = watch.cost();
  await others.end();
  const { sqlite } = world.db;
  const isPlanned = sqlite.prepare("SELECT planned FROM campaign WHERE id = 'c'").pluck().get();
  if (isPlanned !== 1) throw new Error("the campaign was not planned to its end");
  const rows = sqlite.prepare("SELECT count(*) FROM outbox WHERE key LIKE 'campaign:%'").pluck().get();
  report.line(`${Number(rows).toLocaleString("en")} messages in the outbox`);
  before.tell(report, "without");
  others.tell(report, "meanwhile");
  report.line(`memory before ${round(before.peakMemory / 1024 / 1024)} MB`);
  report.target({ what: "planned and enqueued, by the clock", value: wallMs / 1_000, unit: " s", atMost: 10 });
  report.target({ what: "planned and enqueued, of the processor", value: cpuMs / 1_000, unit: " s", atMost: 10 });
  report.target({ what: "memory of the process", value: others.peakMemory / 1024 / 1024, unit: " MB", atMost: 300 });
}

async function sent(report: Report, platform: Platform, world: Runtime): Promise<void> {
  const rate = world.channels[0]?.can.rate.perSecond ?? 0;
  await sleep(2_000);
  const before = await platform.seen();
  const start = performance.now();
  await sleep(SENDING_MS);
  const after = await platform.seen();
  const perSecond = ((after.taken - before.taken) / (performance.now() - start)) * 1_000;
  report.line(
    `${round(perSecond)} messages/s of the ${rate} that it allows itself; ${before.refused} refused with 429 while it was planned, ${after.refused - before.refused} afterwards`,
  );
  report.target({ what: "dispatcher / its allowed rate", value: perSecond / rate, atLeast: 0.95 });
  report.target({ what: "429 from the platform", value: after.refused, atMost: 0 });
}
