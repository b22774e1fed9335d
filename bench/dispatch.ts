import type { Channel } from "../src/conversation/channel.ts";
import { inTransaction } from "../src/db/open.ts";
import type { Runtime } from "../src/runtime.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { median, timed } from "./support/numbers.ts";
import type { Section } from "./support/report.ts";
import { CHANNEL, chatOf, NOW, openWorld } from "./support/world.ts";

const ROWS = 10_000;
const CHATS = 1_000;
const BATCH = 100;
const ROUNDS = 5;
/** Sends that the dispatcher has under way at once; the bare side marks and finishes as many in a commit. */
const GROUP = 64;

/** Accepts everything at once: what is left is the outbox itself. */
const instant: Channel = {
  name: CHANNEL,
  can: {
    choices: "buttons",
    maxText: 4_096,
    initiate: true,
    deletion: false,
    media: [],
    rate: { perSecond: 1_000_000, perChatPerSecond: 1_000_000, burst: 1_000_000 },
  },
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  send: () => Promise.resolve({ kind: "sent", remoteId: "1" }),
  health: () => Promise.resolve({ ok: true, what: "instant" }),
};

const body = { text: "Halo Ibu Sari, pertanyaan tentang laba: bagaimana minggu ini?" };
const rowOf = (n: number) => ({ key: `${CHANNEL}:m7000000001:${n}:0`, channel: CHANNEL, address: chatOf(n % CHATS) });

/** Every row is written three times: queued, under way, sent; so it is by hand, in groups of the same size. */
export const dispatch: Section = {
  name: "dispatch",
  what: `${ROWS} rows of ${CHATS} chats, queued and sent over a channel that answers at once`,
  async run(report) {
    const content = benchContent();
    const rates = { queue: [] as number[], send: [] as number[], bareQueue: [] as number[], bareSend: [] as number[] };
    const rate = (ms: number) => (ROWS / ms) * 1_000;
    for (let n = 0; n < ROUNDS; n += 1) {
      const home = newFolder("dispatch");
      const world = openWorld(home, content, [instant]);
      rates.queue.push(rate(timed(() => queue(world))));
      const start = performance.now();
      world.dispatcher.start();
      await world.dispatcher.settled();
      rates.send.push(rate(performance.now() - start));
      await world.stop();
      dropFolder(home);
      const bare = byHand(content);
      rates.bareQueue.push(rate(bare.queueMs));
      rates.bareSend.push(rate(bare.sendMs));
    }
    report.side("queued through the outbox", rates.queue, "rows/s");
    report.side("queued by bare statements", rates.bareQueue, "rows/s");
    report.side("sent by the dispatcher", rates.send, "rows/s");
    report.side("marked and finished by bare statements", rates.bareSend, "rows/s");
    report.line(`dispatcher / bare ${(median(rates.send) / median(rates.bareSend)).toFixed(2)}   (no target)`);
  },
};

function queue({ outbox, db }: Runtime): void {
  const rest = { personId: null, priority: 0, policy: "resend", body, createdAt: NOW } as const;
  for (let at = 0; at < ROWS; at += BATCH)
    inTransaction(db.sqlite, () => {
      for (let n = at; n < at + BATCH; n += 1) outbox.add({ ...rowOf(n), ...rest });
    });
}

function byHand(content: ReturnType<typeof benchContent>): { queueMs: number; sendMs: number } {
  const home = newFolder("by-hand");
  const { sqlite } = openWorld(home, content).db;
  const add =
    sqlite.prepare(`INSERT INTO outbox (key, channel, address, priority, policy, body, state, due_at, created_at)
    VALUES (?, ?, ?, 0, 'resend', ?, 'queued', ?, ?)`);
  const mark = sqlite.prepare("UPDATE outbox SET state = 'sending' WHERE id = ?");
  const finish = sqlite.prepare("UPDATE outbox SET state = 'sent', sent_at = ?, remote_id = '1' WHERE id = ?");
  const text = JSON.stringify(body);
  const inGroups = (size: number, work: (n: number) => void) => {
    for (let at = 0; at < ROWS; at += size)
      inTransaction(sqlite, () => {
        for (let n = at; n < Math.min(ROWS, at + size); n += 1) work(n);
      });
  };
  const queueMs = timed(() =>
    inGroups(BATCH, (n) => {
      const { key, channel, address } = rowOf(n);
      add.run(key, channel, address, text, NOW, NOW);
    }),
  );
  // One commit a turn, as the dispatcher has: it finishes one group and marks the next.
  const sendMs = timed(() =>
    inGroups(GROUP, (n) => {
      if (n >= GROUP) finish.run(NOW, n + 1 - GROUP);
      mark.run(n + 1);
    }),
  );
  sqlite.close();
  dropFolder(home);
  return { queueMs, sendMs };
}
