import type { Content } from "../src/content/load.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { median } from "./support/numbers.ts";
import { PeerBot, updateOf } from "./support/peer-bot.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, message, openWorld, receive } from "./support/world.ts";

const PEOPLE = 100;
const ROUNDS = 7;
const SAID = [START, ...ANSWERS];

/** Beside the library that most Telegram bots of this kind are written with; see `peer-bot.ts` for how. */
export const peer: Section = {
  name: "peer",
  what: `the ten-question form of ${PEOPLE} people, beside grammY with @grammyjs/conversations 2.1.1`,
  async run(report) {
    describe(report);
    const content = benchContent();
    const rates = { ours: [] as number[], burst: [] as number[], peer: [] as number[], peerBurst: [] as number[] };
    await peerRate(true);
    ourRate(content, PEOPLE);
    for (let n = 0; n < ROUNDS; n += 1) {
      rates.peer.push(await peerRate(false));
      rates.ours.push(ourRate(content, 1));
      rates.peerBurst.push(await peerRate(true));
      rates.burst.push(ourRate(content, PEOPLE));
    }
    report.side("peer, one after another", rates.peer, "messages/s");
    report.side("ours, one after another, a commit each", rates.ours, "messages/s");
    report.side(`peer, ${PEOPLE} chats at once`, rates.peerBurst, "messages/s");
    report.side(`ours, ${PEOPLE} chats at once, one batch`, rates.burst, "messages/s");
    const times = (ours: number[], theirs: number[]) => median(ours.map((rate, n) => rate / (theirs[n] ?? Number.NaN)));
    report.target({ what: "one after another", value: times(rates.ours, rates.peer), unit: "x", atLeast: 10 });
    report.target({
      what: `${PEOPLE} chats at once`,
      value: times(rates.burst, rates.peerBurst),
      unit: "x",
      atLeast: 5,
    });
  },
};

function describe(report: Report): void {
  report.line(
    "peer: a conversation as its documentation writes it, waitFor and reply; state in one better-sqlite3 table,",
  );
  report.line(
    "WAL, synchronous=FULL, a commit each time the library writes; Telegram answered in this process. It checks",
  );
  report.line("answers by a regular expression, and keeps no dedupe, no outbox and no log: less work than ours does.");
}

/** Everybody's first message, everybody's second, ...: one after another, or a question's hundred at once. */
async function peerRate(atOnce: boolean): Promise<number> {
  const home = newFolder("peer");
  const bot = new PeerBot(home);
  const start = performance.now();
  for (const text of SAID) {
    const updates = Array.from({ length: PEOPLE }, (_, person) => updateOf(person, text));
    if (atOnce) await Promise.all(updates.map((update) => bot.take(update)));
    else for (const update of updates) await bot.take(update);
  }
  const ms = performance.now() - start;
  const { forms } = bot;
  bot.sqlite.close();
  dropFolder(home);
  if (forms !== PEOPLE) throw new Error(`the peer finished ${forms} forms of ${PEOPLE}`);
  return ((PEOPLE * SAID.length) / ms) * 1_000;
}

function ourRate(content: Content, batch: number): number {
  const home = newFolder("ours");
  const world = openWorld(home, content);
  addPeople(world, PEOPLE);
  checkpoint(world);
  const start = performance.now();
  for (const [n, text] of SAID.entries()) {
    for (let at = 0; at < PEOPLE; at += batch) {
      const length = Math.min(batch, PEOPLE - at);
      receive(
        world,
        Array.from({ length }, (_, k) => message(at + k, n + 1, text)),
      );
    }
  }
  const ms = performance.now() - start;
  const forms = world.db.sqlite.prepare("SELECT count(*) FROM bench_form").pluck().get();
  world.db.sqlite.close();
  dropFolder(home);
  if (forms !== PEOPLE) throw new Error(`ours finished ${forms} forms of ${PEOPLE}`);
  return ((PEOPLE * SAID.length) / ms) * 1_000;
}
