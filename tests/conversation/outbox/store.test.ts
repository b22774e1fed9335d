import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY, MINUTE } from "../../../src/clock.ts";
import type { Fate } from "../../../src/conversation/outbox/row.ts";
import { OutboxStore } from "../../../src/conversation/outbox/store.ts";
import { inTransaction } from "../../../src/db/open.ts";
import { newRow, T0, tempDb } from "./harness.ts";

const NOBODY = new Set<string>();
const SENT: Fate = { state: "sent", dueAt: T0, attempts: 0, reason: null, remoteId: "r", sentAt: T0 };
const AGAIN: Fate = { state: "queued", dueAt: T0 + MINUTE, attempts: 1, reason: "wait", remoteId: null, sentAt: null };
const HELD: Fate = { ...AGAIN, state: "held", reason: "unknown:deadline" };

let db: ReturnType<typeof tempDb>;
let store: OutboxStore;
beforeEach(() => {
  db = tempDb();
  store = new OutboxStore(db.sqlite);
});
afterEach(() => db.remove());

const keys = (now = T0, limit = 100, busy: { has(address: string): boolean } = NOBODY) =>
  store.heads("fake", now, limit, busy).map(({ key }) => key);
const idOf = (key: string) =>
  db.sqlite.prepare<[string], number>("SELECT id FROM outbox WHERE key = ?").pluck().get(key) ?? 0;
const stateOf = (key: string) =>
  db.sqlite.prepare<[string], string>("SELECT state FROM outbox WHERE key = ?").pluck().get(key);
const take = (...taken: string[]) => store.markSending(taken.map(idOf));
const finish = (key: string, fate: Fate) => store.finish([{ id: idOf(key), ...fate }]);

describe("adding", () => {
  it("makes a row once", () => {
    expect(store.add(newRow("k"))).toBe(true);
    expect(store.add(newRow("k", { body: { text: "another" } }))).toBe(false);
    expect(store.bodyOf("k")).toEqual({ text: "text of k" });
  });

  it("goes back with the transaction of its caller", () => {
    expect(() =>
      inTransaction(db.sqlite, () => {
        store.add(newRow("k"));
        throw new Error("the message failed");
      }),
    ).toThrow("the message failed");
    expect(keys()).toEqual([]);
  });
});

describe("the heads of the chats", () => {
  it("is one row a chat, the oldest", () => {
    for (const key of ["a1", "b1", "a2", "b2"]) store.add(newRow(key, { address: key.charAt(0) }));
    expect(keys()).toEqual(["a1", "b1"]);
    expect(keys(T0, 1)).toEqual(["a1"]);
    expect(keys(T0, 0)).toEqual([]);
    expect(keys(T0, 100, new Set(["a"]))).toEqual(["b1"]);
  });

  it("keeps channels apart", () => {
    store.add(newRow("x", { channel: "other" }));
    store.add(newRow("y"));
    expect(keys()).toEqual(["y"]);
  });

  it("puts replies before reminders before broadcasts", () => {
    store.add(newRow("broadcast", { address: "a", priority: 2 }));
    store.add(newRow("reminder", { address: "b", priority: 1 }));
    store.add(newRow("reply", { address: "c", priority: 0 }));
    expect(keys()).toEqual(["reply", "reminder", "broadcast"]);
  });

  it("sends a broadcast early rather than let a reply of the same chat overtake it", () => {
    store.add(newRow("b1", { address: "b", priority: 2 }));
    store.add(newRow("a1", { address: "a", priority: 2 }));
    store.add(newRow("a2", { address: "a", priority: 0 }));
    expect(keys()).toEqual(["a1", "b1"]);
  });

  it("lets a reply pass a reminder for later, and not a row that waits for its next try", () => {
    store.add(newRow("later", { priority: 1, dueAt: T0 + MINUTE }));
    store.add(newRow("reply"));
    expect(keys()).toEqual(["reply"]);
    expect(keys(T0 + MINUTE)).toEqual(["later"]);
    take("reply");
    finish("reply", AGAIN);
    store.add(newRow("second"));
    expect(keys()).toEqual([]);
    expect(keys(T0 + MINUTE - 1)).toEqual([]);
    expect(keys(T0 + MINUTE)).toEqual(["later"]);
  });

  it("waits while the first row is under way, and goes on when it is sent, held or dead", () => {
    for (const key of ["a1", "a2", "a3", "a4"]) store.add(newRow(key));
    take("a1");
    expect(keys()).toEqual([]);
    finish("a1", SENT);
    expect(keys()).toEqual(["a2"]);
    take("a2");
    finish("a2", HELD);
    expect(keys()).toEqual(["a3"]);
    take("a3");
    finish("a3", { ...HELD, state: "dead" });
    expect(keys()).toEqual(["a4"]);
  });

  it("refuses to mark a row that is not queued", () => {
    store.add(newRow("a1"));
    take("a1");
    expect(() => take("a1")).toThrow("is not queued");
  });

  it("knows the next due instant, and what a chat waits for", () => {
    expect(store.nextDue("fake", T0)).toBeUndefined();
    store.add(newRow("now"));
    store.add(newRow("later", { priority: 1, dueAt: T0 + 5 }));
    store.add(newRow("latest", { priority: 0, dueAt: T0 + 9 }));
    expect(store.nextDue("fake", T0)).toBe(T0 + 5);
    expect(store.nextDue("fake", T0 + 5)).toBe(T0 + 9);
    expect(store.nextDue("fake", T0 + 9)).toBeUndefined();
    expect(store.lastInLine("fake", "a", T0)).toBe(idOf("now"));
    expect(store.lastInLine("fake", "nobody", T0)).toBe(0);
  });
});

describe("after a crash, and for an operator", () => {
  it("sends prompts again at once and holds receipts", () => {
    store.add(newRow("prompt", { address: "a" }));
    store.add(newRow("receipt", { address: "b", policy: "hold" }));
    store.add(newRow("queued", { address: "c" }));
    take("prompt", "receipt");
    const next = new OutboxStore(db.sqlite);
    expect(next.recover(T0)).toEqual({ resent: 1, held: 1, dead: 0 });
    expect(next.recover(T0)).toEqual({ resent: 0, held: 0, dead: 0 });
    expect(keys()).toEqual(["prompt", "queued"]);
    expect(next.held()).toMatchObject([{ key: "receipt", reason: "unknown:restart", address: "b" }]);
  });

  it("gives up a message that ends the process each time", () => {
    store.add(newRow("poison"));
    let crashes = 0;
    while (keys().length > 0) {
      take("poison");
      store.recover(T0);
      crashes += 1;
      expect(crashes).toBeLessThan(20);
    }
    expect(store.dead()).toMatchObject([{ key: "poison", reason: "unknown:restart" }]);
  });

  it("releases and drops what is held, once", () => {
    for (const key of ["x", "y"]) store.add(newRow(key, { address: key, policy: "hold" }));
    take("x", "y");
    store.recover(T0);
    expect(store.release(idOf("x"), T0)).toBe(true);
    expect(store.release(idOf("x"), T0)).toBe(false);
    expect(store.drop(idOf("y"))).toBe(true);
    expect(store.drop(idOf("y"))).toBe(false);
    expect(store.release(idOf("y"), T0)).toBe(false);
    expect(keys()).toEqual(["x"]);
    expect(store.bodyOf("y")).toBeUndefined();
    expect(store.held()).toEqual([]);
  });

  it("drops all that is queued for a chat, also for later, and nothing else", () => {
    store.add(newRow("a1"));
    store.add(newRow("a2", { priority: 1, dueAt: T0 + DAY }));
    store.add(newRow("b1", { address: "b" }));
    store.add(newRow("a3"));
    take("a1");
    expect(store.dropChat("fake", "a", "unreachable:403")).toBe(2);
    expect(["a1", "a2", "a3", "b1"].map(stateOf)).toEqual(["sending", "dropped", "dropped", "queued"]);
  });

  it("counts what waits and what is set aside", () => {
    store.add(newRow("a1"));
    store.add(newRow("a2"));
    store.add(newRow("o", { channel: "other" }));
    take("a1");
    expect(store.counts()).toEqual({
      waiting: [
        { channel: "fake", queued: 1, sending: 1 },
        { channel: "other", queued: 1, sending: 0 },
      ],
      held: 0,
      dead: 0,
    });
  });
});

describe("what was sent, asked for by the platform's id", () => {
  it("is found for a day, on the channel that it was sent on", () => {
    for (const channel of ["whatsapp", "fake"]) {
      store.add(newRow(channel, { channel }));
      take(channel);
      finish(channel, { ...SENT, remoteId: `id of ${channel}` });
    }
    expect(store.bodyByRemoteId("whatsapp", "id of whatsapp", T0 + DAY - 1)).toEqual({ text: "text of whatsapp" });
    expect(store.bodyByRemoteId("whatsapp", "id of whatsapp", T0 + DAY)).toBeUndefined();
    expect(store.bodyByRemoteId("whatsapp", "another id", T0)).toBeUndefined();
    expect(store.bodyByRemoteId("fake", "id of whatsapp", T0)).toBeUndefined();
    expect(store.bodyByRemoteId("fake", "id of fake", T0)).toBeUndefined();
  });

  it("is not found once it was emptied", () => {
    store.add(newRow("w", { channel: "whatsapp" }));
    take("w");
    finish("w", SENT);
    db.sqlite.exec("UPDATE outbox SET body = NULL");
    expect(store.bodyByRemoteId("whatsapp", "r", T0)).toBeUndefined();
  });
});

describe("the weekly cap", () => {
  it("counts what she did not ask for since an instant, unless it never reached her", () => {
    const row = { personId: "p", priority: 1 } as const;
    store.add(newRow("old", { ...row, createdAt: T0 - 1 }));
    take("old");
    finish("old", { ...SENT, sentAt: T0 - 1 });
    store.add(newRow("one", row));
    store.add(newRow("two", { ...row, priority: 2 }));
    store.add(newRow("reply", { personId: "p" }));
    store.add(newRow("dropped", row));
    store.drop(idOf("dropped"));
    store.add(newRow("other's", { ...row, personId: "q" }));
    expect(store.initiatedSince("p", T0)).toBe(2);
    expect(store.initiatedSince("nobody", T0)).toBe(0);
  });

  it("counts what waited for the day on which it came, and what still waits", () => {
    const before = T0 - 8 * DAY;
    for (const key of ["early", "late", "waits"])
      store.add(newRow(key, { personId: "p", priority: 1, createdAt: before, dueAt: before }));
    take("early", "late");
    finish("early", { ...SENT, sentAt: T0 - 8 * DAY });
    finish("late", { ...SENT, sentAt: T0 - 5 * DAY });
    expect(store.initiatedSince("p", T0 - 7 * DAY)).toBe(2);
  });
});

describe("forgetting", () => {
  const all = (now: number) => {
    let [emptied, deleted] = [0, 0];
    for (let more = true; more; ) {
      const done = store.purge(now);
      emptied += done.emptied;
      deleted += done.deleted;
      more = done.more;
    }
    return { emptied, deleted };
  };

  it("empties the text after a day and deletes the row after a month, in chunks", () => {
    inTransaction(db.sqlite, () => {
      for (let n = 0; n < 1_234; n += 1) store.add(newRow(`s${n}`, { address: `${n}` }));
      store.markSending(Array.from({ length: 1_234 }, (_, n) => idOf(`s${n}`)));
      for (let n = 0; n < 1_234; n += 1) finish(`s${n}`, SENT);
    });
    expect(all(T0 + DAY)).toEqual({ emptied: 0, deleted: 0 });
    expect(store.bodyOf("s7")).toEqual({ text: "text of s7" });
    expect(store.purge(T0 + DAY + 1)).toMatchObject({ emptied: 500, more: true });
    expect(all(T0 + DAY + 1)).toEqual({ emptied: 734, deleted: 0 });
    expect(store.bodyOf("s7")).toBeUndefined();
    expect(all(T0 + 30 * DAY)).toEqual({ emptied: 0, deleted: 0 });
    expect(all(T0 + 31 * DAY)).toEqual({ emptied: 0, deleted: 1_234 });
  });

  it("keeps what waits and what is held, and empties dead letters", () => {
    store.add(newRow("waits", { channel: "off" }));
    for (const key of ["held", "dead"]) store.add(newRow(key, { address: key }));
    take("held", "dead");
    finish("held", HELD);
    finish("dead", { ...HELD, state: "dead" });
    expect(all(T0 + 2 * DAY)).toEqual({ emptied: 1, deleted: 0 });
    expect(store.release(idOf("dead"), T0)).toBe(false);
    expect(all(T0 + 40 * DAY)).toEqual({ emptied: 0, deleted: 1 });
    expect(["waits", "held", "dead"].map(stateOf)).toEqual(["queued", "held", undefined]);
    expect(store.bodyOf("held")).toBeDefined();
  });

  it("walks past many old rows that must stay", () => {
    inTransaction(db.sqlite, () => {
      for (let n = 0; n < 1_100; n += 1) store.add(newRow(`off${n}`, { channel: "off" }));
      store.add(newRow("sent"));
      take("sent");
      finish("sent", SENT);
    });
    expect(all(T0 + 40 * DAY)).toEqual({ emptied: 1, deleted: 1 });
  });
});
