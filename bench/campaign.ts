import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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
import type { Report, Section } from "./support/report.ts";

const PEOPLE = 100_000;
/** They write while the campaign is made. */
const OTHERS = 200;
const EVERY_MS = 10;
const SENDING_MS = 20_000;
/** What Telegram allows a bot over all chats. */
const PLATFORM_PER_SECOND = 30;
const CHANNEL = "telegram";

/** Takes messages as Telegram does, and answers 429 to what is more than it allows. */
class StandIn {
  readonly taken: number[] = [];
  refused = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const method = request.url?.split("/").at(-1);
      request.resume();
      const ok = (result: unknown) => response.end(JSON.stringify({ ok: true, result }));
      if (method === "getUpdates") setTimeout(() => ok([]), 500);
      else if (method === "getMe") ok({ id: 7_000_000_001, is_bot: true, first_name: "Rukun", username: "rukun_bot" });
      else if (method !== "sendMessage") ok(true);
      else if (this.isTooMany()) {
        this.refused += 1;
        response.statusCode = 429;
        const parameters = { retry_after: 1 };
        response.end(JSON.stringify({ ok: false, error_code: 429, description: "Too Many Requests", parameters }));
      } else {
        this.taken.push(performance.now());
        ok({ message_id: this.taken.length, date: 1, chat: { id: 1, type: "private" }, text: "" });
      }
    });
  }

  private isTooMany(): boolean {
    const since = performance.now() - 1_000;
    return this.taken.slice(-2 * PLATFORM_PER_SECOND).filter((at) => at > since).length >= PLATFORM_PER_SECOND;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** One campaign to a whole district, while others write; then the dispatcher at the platform's rate. */
export const campaign: Section = {
  name: "campaign",
  what: `a message to ${PEOPLE.toLocaleString("en")} people, while others write every ${EVERY_MS} ms`,
  async run(report) {
    const home = newFolder("campaign");
    const api = new StandIn();
    const world = await open(home, await api.start());
    addPeople(world.db.sqlite);
    const sqlite = world.db.sqlite;
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
    await world.start();
    sqlite
      .prepare(
        `INSERT INTO campaign (id, programme, activity, audience, text, filters, state, created_at, approved_at, expires_at)
         VALUES ('c', 'melati', 'pesan', 'penerima', 'besok ada pertemuan di balai desa.', '{}', 'sending', ?, ?, ?)`,
      )
      .run(systemClock.now(), systemClock.now(), systemClock.now() + DAY);
    await planned(report, world);
    await sent(report, api, world);
    await world.stop();
    api.close();
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

/** From the tick that finds the campaign to its last message in the outbox; others' answers meanwhile. */
async function planned(report: Report, world: Runtime): Promise<void> {
  const waits: number[] = [];
  let [peak, n, done] = [0, 0, false];
  const others = (async () => {
    let next = performance.now() + EVERY_MS;
    while (!done) {
      await sleep(Math.max(0, next - performance.now()));
      peak = Math.max(peak, ownMemory());
      // All that would have been handed over by now comes as one batch, as the platforms do it.
      const messages: Inbound[] = [];
      const at: number[] = [];
      for (; next <= performance.now(); next += EVERY_MS, n += 1) {
        messages.push(messageOf(n));
        at.push(next);
      }
      if (messages.length === 0) continue;
      world.reception.receive({ channel: CHANNEL, messages });
      const answered = performance.now();
      waits.push(...at.map((since) => answered - since));
    }
  })();
  const watch = new Stopwatch();
  const rows = world.db.sqlite.prepare("SELECT planned FROM campaign WHERE id = 'c'").pluck();
  await world.tickGently();
  const { wallMs, cpuMs } = watch.cost();
  done = true;
  await others;
  if (rows.get() !== 1) throw new Error("the campaign was not planned to its end");
  const count = world.db.sqlite.prepare("SELECT count(*) FROM outbox WHERE key LIKE 'campaign:%'").pluck().get();
  report.line(`${Number(count).toLocaleString("en")} messages in the outbox, ${n} others answered meanwhile`);
  report.line(`others' answers: p50 ${round(quantile(waits, 0.5))} ms, p99 ${round(quantile(waits, 0.99))} ms`);
  report.line(`planned and enqueued in ${round(wallMs / 1_000)} s by the clock, beside whatever else the machine did`);
  report.target({ what: "planned and enqueued, of the processor", value: cpuMs / 1_000, unit: " s", atMost: 10 });
  report.target({ what: "memory of the process", value: peak / 1024 / 1024, unit: " MB", atMost: 300 });
}

async function sent(report: Report, api: StandIn, world: Runtime): Promise<void> {
  const rate = world.channels[0]?.can.rate.perSecond ?? 0;
  await sleep(2_000);
  const before = api.taken.length;
  const start = performance.now();
  await sleep(SENDING_MS);
  const perSecond = ((api.taken.length - before) / (performance.now() - start)) * 1_000;
  report.line(`${round(perSecond)} messages/s of the ${rate} that it allows itself, ${api.refused} refused with 429`);
  report.target({ what: "dispatcher / its allowed rate", value: perSecond / rate, atLeast: 0.95 });
  report.target({ what: "429 from the platform", value: api.refused, atMost: 0 });
}
