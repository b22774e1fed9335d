import type { Content } from "../src/content/load.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { type Cost, median, round, Stopwatch } from "./support/numbers.ts";
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
    const sides = { ours: [] as Cost[], burst: [] as Cost[], peer: [] as Cost[], peerBurst: [] as Cost[] };
    await peerCost(true);
    ourCost(content, PEOPLE);
    for (let n = 0; n < ROUNDS; n += 1) {
      sides.peer.push(await peerCost(false));
      sides.ours.push(ourCost(content, 1));
      sides.peerBurst.push(await peerCost(true));
      sides.burst.push(ourCost(content, PEOPLE));
    }
    tell(report, "peer, one after another", sides.peer);
    tell(report, "ours, one after another, a commit each", sides.ours);
    tell(report, `peer, ${PEOPLE} chats at once`, sides.peerBurst);
    tell(report, `ours, ${PEOPLE} chats at once, one batch`, sides.burst);
    const times = (ours: Cost[], peers: Cost[], of: keyof Cost) =>
      median(ours.map((cost, n) => (peers[n]?.[of] ?? Number.NaN) / cost[of]));
    const cpu = [times(sides.burst, sides.peer, "cpuMs"), times(sides.burst, sides.peerBurst, "cpuMs")].map(round);
    report.line(`by processor time ${cpu[0]}x its rate one after another, ${cpu[1]}x at once   (no target)`);
    // Two bare inserts with a commit each would not reach ten times on this disk: the flush alone is a tenth of what the
    // peer takes. So our rate is the path's own, a batch a poll; what a commit for each message costs is said beside it.
    const each = round(times(sides.ours, sides.peer, "wallMs"));
    report.line(`with a commit for each message of ours ${each}x its rate one after another   (no target)`);
    const over = (peers: Cost[]) => times(sides.burst, peers, "wallMs");
    report.target({ what: "our rate / its rate one after another", value: over(sides.peer), unit: "x", atLeast: 10 });
    report.target({
      what: `our rate / its rate with ${PEOPLE} chats at once`,
      value: over(sides.peerBurst),
      unit: "x",
      atLeast: 5,
    });
  },
};

function tell(report: Report, what: string, costs: readonly Cost[]): void {
  const messages = PEOPLE * SAID.length;
  const rates = costs.map(({ wallMs }) => (messages / wallMs) * 1_000);
  report.side(what, rates, "messages/s");
  report.line(
    `${"".padEnd(52)} ${round((median(costs.map(({ cpuMs }) => cpuMs)) / messages) * 1_000)} us of processor`,
  );
}

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
async function peerCost(atOnce: boolean): Promise<Cost> {
  const home = newFolder("peer");
  const bot = new PeerBot(home);
  const clock = new Stopwatch();
  for (const text of SAID) {
    const updates = Array.from({ length: PEOPLE }, (_, person) => updateOf(person, text));
    if (atOnce) await Promise.all(updates.map((update) => bot.take(update)));
    else for (const update of updates) await bot.take(update);
  }
  const cost = clock.cost();
  const { forms } = bot;
  bot.sqlite.close();
  dropFolder(home);
  if (forms !== PEOPLE) throw new Error(`the peer finished ${forms} forms of ${PEOPLE}`);
  return cost;
}

function ourCost(content: Content, batch: number): Cost {
  const home = newFolder("ours");
  const world = openWorld(home, content);
  addPeople(world, PEOPLE);
  checkpoint(world);
  const clock = new Stopwatch();
  for (const [n, text] of SAID.entries()) {
    for (let at = 0; at < PEOPLE; at += batch) {
      const length = Math.min(batch, PEOPLE - at);
      receive(
        world,
        Array.from({ length }, (_, k) => message(at + k, n + 1, text)),
      );
    }
  }
  const cost = clock.cost();
  const forms = world.db.sqlite.prepare("SELECT count(*) FROM bench_form").pluck().get();
  world.db.sqlite.close();
  dropFolder(home);
  if (forms !== PEOPLE) throw new Error(`ours finished ${forms} forms of ${PEOPLE}`);
  return cost;
}
