import { afterEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/clock.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, rest, T0, world } from "./harness.ts";

let undo: (() => void)[] = [];
afterEach(() => {
  for (const remove of undo) remove();
  undo = [];
});

function open(...channels: FakeChannel[]) {
  const made = world(...channels);
  undo.push(made.remove);
  return made;
}

describe("sending", () => {
  it("sends what stands in the outbox, each chat in its order", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states } = open(fake);
    add(...["a1", "b1", "a2", "b2", "a3"].map((key) => newRow(key, { address: key.charAt(0) })));
    dispatcher.start();
    await dispatcher.settled();
    expect(fake.keys.filter((key) => key.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
    expect(fake.keys.filter((key) => key.startsWith("b"))).toEqual(["b1", "b2"]);
    expect(new Set(Object.values(states()))).toEqual(new Set(["sent"]));
    expect(fake.sent[0]).toEqual({ key: "a1", address: "a", body: { text: "text of a1" } });
  });

  it("sends nothing before it is started, and what comes after when it is woken", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add } = open(fake);
    add(newRow("a1"));
    dispatcher.wake();
    await rest();
    expect(fake.tried).toEqual([]);
    dispatcher.start();
    await dispatcher.settled();
    add(newRow("a2"));
    for (let n = 0; n < 10_000; n += 1) dispatcher.wake();
    await rest();
    expect(fake.keys).toEqual(["a1", "a2"]);
  });

  it("has `sending` on the disk before the wire hears of it", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states, sqlite } = open(fake);
    const seen: unknown[] = [];
    fake.say = ({ key }) => {
      seen.push([states()[key], sqlite.inTransaction]);
      return { kind: "sent", remoteId: `r-${key}` };
    };
    add(newRow("a1"), newRow("b1", { address: "b" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(seen).toEqual([
      ["sending", false],
      ["sending", false],
    ]);
    const remote = sqlite.prepare("SELECT remote_id FROM outbox ORDER BY id").pluck().all();
    expect(remote).toEqual(["r-a1", "r-b1"]);
  });

  it("sends to several chats at once, up to its cap, and to one chat one at a time", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add } = open(fake);
    for (let n = 0; n < 100; n += 1) add(newRow(`x${n}`, { address: `${n}` }), newRow(`y${n}`, { address: `${n}` }));
    dispatcher.start();
    await rest();
    expect(fake.pending).toHaveLength(LIMITS.sendsUnderWay);
    expect(new Set(fake.pending.map(({ message }) => message.address)).size).toBe(LIMITS.sendsUnderWay);
    fake.pending[0]?.answer({ kind: "sent" });
    await rest();
    expect(fake.pending).toHaveLength(LIMITS.sendsUnderWay + 1);
    expect(fake.pending.at(-1)?.message.key).toBe("y0");
  });

  it("writes many results in few transactions", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, sqlite } = open(fake);
    for (let n = 0; n < 1_000; n += 1) add(newRow(`x${n}`, { address: `${n}` }));
    let begun = 0;
    const count = sqlite.transaction.bind(sqlite);
    sqlite.transaction = ((work: () => unknown) => {
      if (!sqlite.inTransaction) begun += 1;
      return count(work);
    }) as typeof sqlite.transaction;
    dispatcher.start();
    await dispatcher.settled();
    expect(fake.keys).toHaveLength(1_000);
    expect(begun).toBeLessThan(1_000 / LIMITS.sendsUnderWay + 5);
  });

  it("keeps to the rates, with replies first, and settles only when they have let it all go", async () => {
    const fake = new FakeChannel("fake", { perSecond: 20, perChatPerSecond: 1, burst: 2 });
    const { dispatcher, add, timers } = open(fake);
    for (let n = 0; n < 8; n += 1) add(newRow(`bulk${n}`, { address: `${n}`, priority: 2 }));
    for (let n = 0; n < 4; n += 1) add(newRow(`reply${n}`, { address: "r" }));
    dispatcher.start();
    let settled = false;
    const done = dispatcher.settled().then(() => {
      settled = true;
    });
    await rest();
    expect(fake.keys).toEqual(["reply0", "bulk0", "bulk1", "bulk2"]);
    await timers.advance(100);
    expect(fake.keys.slice(4)).toEqual(["reply1", "bulk3"]);
    await timers.advance(900);
    expect(fake.keys.slice(6)).toEqual(["bulk4", "bulk5", "bulk6", "bulk7", "reply2"]);
    expect(settled).toBe(false);
    await timers.advance(SECOND);
    expect(fake.keys).toHaveLength(12);
    await done;
    expect(timers.size).toBe(0);
  });

  it("leaves rows of a channel that is off where they are, and counts them", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states } = open(fake);
    add(newRow("a1"), newRow("t1", { channel: "telegram" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ a1: "sent", t1: "queued" });
    expect(dispatcher.status().channels).toMatchObject([
      { channel: "fake", on: true, queued: 0, underWay: 0, pausedUntil: null },
      { channel: "telegram", on: false, queued: 1 },
    ]);
  });
});

describe("what the platform says", () => {
  it("tries again without an answer, later rows waiting, and goes on after it", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, timers } = open(fake);
    fake.next(new Error("socket hang up"));
    add(newRow("a1"), newRow("a2"), newRow("b1", { address: "b" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(fake.keys).toEqual(["b1"]);
    await timers.advance(1_499);
    expect(fake.keys).toEqual(["b1"]);
    await timers.advance(1);
    expect(fake.keys).toEqual(["b1", "a1", "a2"]);
    expect(fake.tried.map(({ key }) => key)).toEqual(["a1", "b1", "a1", "a2"]);
  });

  it("holds a receipt without an answer and goes on with its chat", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, store, timers } = open(fake);
    fake.next(new Error("socket hang up"));
    add(newRow("receipt", { policy: "hold" }), newRow("a2"));
    dispatcher.start();
    await dispatcher.settled();
    await timers.advance(HOUR);
    expect(fake.tried.map(({ key }) => key)).toEqual(["receipt", "a2"]);
    const [held] = store.held();
    expect(held).toMatchObject({ key: "receipt", reason: "unknown:Error" });
    expect(dispatcher.status().held).toBe(1);
    store.release(held?.id ?? 0, T0 + HOUR);
    await dispatcher.settled();
    expect(fake.keys).toEqual(["a2", "receipt"]);
  });

  it("buries what is refused, with its code, and goes on", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states, store } = open(fake);
    fake.next({ kind: "refused", code: "text_too_long" });
    add(newRow("a1"), newRow("a2"));
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ a1: "dead", a2: "sent" });
    expect(store.dead()).toMatchObject([{ key: "a1", reason: "refused:text_too_long" }]);
  });

  it("drops what else is queued for an address that cannot be reached, and says so once", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states, unreachable, timers } = open(fake);
    fake.next({ kind: "unreachable", code: "blocked" });
    add(newRow("a1"), newRow("a2"), newRow("a3", { dueAt: T0 + HOUR, priority: 1 }), newRow("b1", { address: "b" }));
    dispatcher.start();
    await dispatcher.settled();
    await timers.advance(2 * HOUR);
    expect(states()).toEqual({ a1: "dead", a2: "dropped", a3: "dropped", b1: "sent" });
    expect(unreachable).toEqual(["fake a blocked"]);
  });

  it("writes the results even when the address cannot be marked", async () => {
    const fake = new FakeChannel();
    const made = open(fake);
    fake.next({ kind: "unreachable", code: "blocked" });
    made.add(newRow("a1"));
    made.unreachable.push = () => {
      made.sqlite.exec("INSERT INTO setting VALUES ('half', 'done')");
      throw new Error("defect");
    };
    made.dispatcher.start();
    await made.dispatcher.settled();
    expect(made.states()).toEqual({ a1: "dead" });
    expect(made.sqlite.prepare("SELECT count(*) FROM setting").pluck().get()).toBe(0);
  });

  it("waits as long as it is asked to, for that chat only", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, timers } = open(fake);
    fake.next({ kind: "wait", retryAfterMs: 30_000 });
    add(newRow("a1"), newRow("a2"), newRow("b1", { address: "b" }));
    dispatcher.start();
    await dispatcher.settled();
    await timers.advance(29_999);
    expect(fake.keys).toEqual(["b1"]);
    await timers.advance(1);
    expect(fake.keys).toEqual(["b1", "a1", "a2"]);
  });

  it("pauses the channel when several chats are asked to wait", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, timers } = open(fake);
    fake.next(...Array.from({ length: 3 }, () => ({ kind: "wait" as const, retryAfterMs: 30_000 })));
    for (let n = 0; n < 3; n += 1) add(newRow(`x${n}`, { address: `${n}` }));
    dispatcher.start();
    await dispatcher.settled();
    add(newRow("late", { address: "late" }));
    await dispatcher.settled();
    expect(fake.keys).toEqual([]);
    expect(dispatcher.status().channels[0]?.pausedUntil).toBe(T0 + 30_000);
    await timers.advance(30_000);
    expect(fake.keys).toHaveLength(4);
  });

  it("gives each send a deadline, and does not listen to what is said after it", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, timers, states } = open(fake);
    add(newRow("a1"));
    dispatcher.start();
    await rest();
    await timers.advance(LIMITS_MS.sendDeadline);
    const [first] = fake.pending;
    expect(first?.signal.aborted).toBe(true);
    expect(states()).toEqual({ a1: "queued" });
    first?.answer({ kind: "refused", code: "late" });
    await timers.advance(2 * SECOND);
    fake.pending[1]?.answer({ kind: "sent" });
    await rest();
    expect(states()).toEqual({ a1: "sent" });
  });

  it("survives a channel that throws at once, and one that talks nonsense", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states, log } = open(fake);
    fake.send = (({ key }: { key: string }) => {
      if (key === "a1") throw new TypeError("text of a1 is bad");
      return Promise.resolve(key === "b1" ? undefined : { kind: "unreachable", code: "said: text of c1" });
    }) as unknown as typeof fake.send;
    add(newRow("a1"), newRow("b1", { address: "b" }), newRow("c1", { address: "c" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ a1: "queued", b1: "queued", c1: "dead" });
    const reasons = log.lines.map(({ facts }) => facts["reason"]);
    expect(reasons).toEqual(["unknown:TypeError", "unknown:nonsense", "unreachable:error"]);
    expect(JSON.stringify(log.lines)).not.toContain("text of");
  });

  it("loses nothing to a night without a network, however little waits", async () => {
    const fake = new FakeChannel();
    let away = true;
    fake.say = () => {
      if (away) throw new Error("no network");
      return { kind: "sent" };
    };
    const { dispatcher, add, timers } = open(fake);
    add(newRow("only"));
    dispatcher.start();
    await dispatcher.settled();
    await timers.advance(12 * HOUR);
    away = false;
    await timers.advance(HOUR + MINUTE);
    expect(fake.keys).toEqual(["only"]);
  });

  it("does not use up the tries of all that waits while the channel is away", async () => {
    const fake = new FakeChannel();
    let away = true;
    fake.say = () => {
      if (away) throw new Error("no network");
      return { kind: "sent" };
    };
    const { dispatcher, add, timers, sqlite } = open(fake);
    for (let n = 0; n < 200; n += 1) add(newRow(`x${n}`, { address: `${n}` }));
    dispatcher.start();
    await dispatcher.settled();
    await timers.advance(90 * MINUTE);
    expect(fake.tried.length).toBeLessThan(LIMITS.sendsUnderWay + 60);
    expect(dispatcher.status().channels[0]).toMatchObject({ away: true, underWay: 0 });
    away = false;
    await timers.advance(6 * MINUTE);
    const left = sqlite.prepare("SELECT count(*) FROM outbox WHERE state IN ('dead', 'dropped')").pluck().get();
    expect(left).toBe(0);
    await timers.advance(2 * HOUR);
    expect(new Set(fake.keys).size).toBe(200);
    expect(fake.keys).toHaveLength(200);
  });
});

describe("time", () => {
  it("sends a row for later when it is due, by one timer", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, timers } = open(fake);
    add(newRow("later", { priority: 1, dueAt: T0 + 10 * MINUTE }), newRow("reply"));
    dispatcher.start();
    await dispatcher.settled();
    expect(fake.keys).toEqual(["reply"]);
    expect(timers.size).toBe(1);
    await timers.advance(10 * MINUTE);
    expect(fake.keys).toEqual(["reply", "later"]);
    expect(timers.size).toBe(0);
  });

  it("notices at a wake that the clock has jumped", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, clock } = open(fake);
    add(newRow("later", { priority: 1, dueAt: T0 + 10 * HOUR }));
    dispatcher.start();
    await dispatcher.settled();
    clock.advanceTo(T0 + 10 * HOUR);
    dispatcher.wake();
    await dispatcher.settled();
    expect(fake.keys).toEqual(["later"]);
  });
});

describe("the end and a new start", () => {
  it("lets what is under way finish, and begins nothing more", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, states } = open(fake);
    add(newRow("a1"), newRow("a2"));
    dispatcher.start();
    await rest();
    const stopped = dispatcher.stop();
    await rest();
    fake.pending[0]?.answer({ kind: "sent" });
    await stopped;
    expect(states()).toEqual({ a1: "sent", a2: "queued" });
    await dispatcher.stop();
    await dispatcher.settled();
    fake.holdBack = false;
    dispatcher.start();
    await dispatcher.settled();
    expect(fake.keys).toEqual(["a1", "a2"]);
  });

  it("gives up what does not finish in time: prompts are queued again, receipts held", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, states, timers } = open(fake);
    add(newRow("prompt"), newRow("receipt", { address: "b", policy: "hold" }));
    dispatcher.start();
    await rest();
    const stopped = dispatcher.stop();
    await timers.advance(LIMITS_MS.stopDeadline);
    await stopped;
    expect(states()).toEqual({ prompt: "queued", receipt: "held" });
    expect(timers.size).toBe(0);
  });

  it("decides at the start about what was left under way", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, build, states } = open(fake);
    add(newRow("prompt"), newRow("receipt", { address: "b", policy: "hold" }));
    dispatcher.start();
    await rest();
    // The process ends here; another one opens the same file.
    const second = new FakeChannel();
    const next = build([second]);
    next.start();
    await next.settled();
    expect(second.keys).toEqual(["prompt"]);
    expect(states()).toEqual({ prompt: "sent", receipt: "held" });
  });

  it("keeps a result that cannot be written until it can", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, states, timers, store, log } = open(fake);
    add(newRow("a1"), newRow("a2"));
    dispatcher.start();
    await rest();
    const { finish } = store;
    store.finish = () => {
      throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    };
    fake.pending[0]?.answer({ kind: "sent" });
    await rest();
    expect(states()).toEqual({ a1: "sending", a2: "queued" });
    expect(log.lines).toMatchObject([{ level: "error", facts: { code: "SQLITE_FULL", results: 1 } }]);
    store.finish = finish;
    fake.holdBack = false;
    await timers.advance(LIMITS_MS.databaseRetry);
    expect(states()).toEqual({ a1: "sent", a2: "sent" });
  });

  it("ends even when the database cannot be written any more", async () => {
    const fake = new FakeChannel();
    fake.holdBack = true;
    const { dispatcher, add, states, store } = open(fake);
    add(newRow("a1"));
    dispatcher.start();
    await rest();
    store.finish = () => {
      throw new Error("disk full");
    };
    const stopped = dispatcher.stop();
    await rest();
    fake.pending[0]?.answer({ kind: "sent" });
    await stopped;
    expect(states()).toEqual({ a1: "sending" });
  });

  it("does not send a row whose text is gone", async () => {
    const fake = new FakeChannel();
    const { dispatcher, add, states, sqlite } = open(fake);
    add(newRow("a1"), newRow("a2"));
    sqlite.exec("UPDATE outbox SET body = NULL WHERE key = 'a1'; UPDATE outbox SET body = '{' WHERE key = 'a2'");
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ a1: "dead", a2: "dead" });
    expect(fake.tried).toEqual([]);
  });
});
