/**
 * A process that is killed: fills its outbox once, then sends it over a loopback connection until nothing is left.
 * Arguments: home, port, policy, chats, rows of each chat.
 */
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { systemClock } from "../../../../src/clock.ts";
import type { Channel, Outgoing, SendResult } from "../../../../src/conversation/channel.ts";
import { Dispatcher } from "../../../../src/conversation/outbox/dispatcher.ts";
import type { UnknownPolicy } from "../../../../src/conversation/outbox/row.ts";
import { OutboxStore } from "../../../../src/conversation/outbox/store.ts";
import { inTransaction, openDb } from "../../../../src/db/open.ts";
import { NO_LIMIT } from "../../../support/fake-channel.ts";

const [home = "", port = "", policy = "", chats = "", rows = ""] = process.argv.slice(2);
const { sqlite } = openDb(join(home, "rukun.db"), "drizzle");
const store = new OutboxStore(sqlite);

inTransaction(sqlite, () => {
  for (let n = 0; n < Number(rows); n += 1) {
    for (let chat = 0; chat < Number(chats); chat += 1) {
      store.add({
        key: `${chat}:${n}`,
        channel: "wire",
        address: `${chat}`,
        personId: null,
        priority: 0,
        policy: policy as UnknownPolicy,
        body: { text: `message ${n}` },
        createdAt: systemClock.now(),
      });
    }
  }
});

const socket = connect(Number(port), "127.0.0.1");
const waiting = new Map<string, (result: SendResult) => void>();
createInterface({ input: socket }).on("line", (key) => {
  waiting.get(key)?.({ kind: "sent" });
  waiting.delete(key);
});
socket.on("error", () => process.exit(3));

const wire: Channel = {
  name: "wire",
  can: { choices: "numbers", maxText: 4_096, initiate: true, deletion: false, media: [], rate: NO_LIMIT },
  start: async () => {},
  stop: async () => {},
  health: async () => ({ ok: true, what: "loopback" }),
  send: ({ key }: Outgoing) =>
    new Promise((resolve) => {
      waiting.set(key, resolve);
      socket.write(`${key}\n`);
    }),
};

const nothing = () => {};
const dispatcher = new Dispatcher({
  store,
  sqlite,
  channels: [wire],
  clock: systemClock,
  log: { info: nothing, warn: nothing, error: nothing },
  random: Math.random,
  onUnreachable: nothing,
});
dispatcher.start();
await dispatcher.settled();
await dispatcher.stop();
socket.end();
sqlite.close();
