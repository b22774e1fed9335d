import { afterEach, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { dayOf, PLAIN_DAY } from "../../../src/conversation/outbox/cap.ts";
import type { NewOutboxRow } from "../../../src/conversation/outbox/row.ts";
import { FakeChannel, NO_LIMIT } from "../../support/fake-channel.ts";
import { newRow, rest, seeded, T0, world } from "./harness.ts";

const NEVER = 0;
const LONG_AGO = T0 - 30 * DAY;
/** 08:00 WIB of the next day; T0 is 10:00. */
const TOMORROW = T0 + 22 * HOUR;

let undo: (() => void)[] = [];
afterEach(() => {
  for (const remove of undo) remove();
  undo = [];
});

type Can = ConstructorParameters<typeof FakeChannel>[2];

/** An outbox with a channel that may begin with so many people a day, and a way to say who wrote when. */
function capped(initiatedPerDay: number, more: Can = {}) {
  const fake = new FakeChannel("fake", NO_LIMIT, { initiatedPerDay, ...more });
  const made = world(fake);
  undo.push(made.remove);
  const heard = (address: string, at: number) =>
    made.sqlite
      .prepare(
        `INSERT INTO address (channel, address, last_inbound_at) VALUES ('fake', ?, ?)
         ON CONFLICT DO UPDATE SET last_inbound_at = excluded.last_inbound_at`,
      )
      .run(address, at);
  const row = (key: string, change: Partial<NewOutboxRow> = {}) =>
    newRow(key, { address: key.charAt(0), priority: 2, createdAt: made.clock.now(), ...change });
  /** What was accepted since the last call. */
  let told = 0;
  const sent = async () => {
    await made.dispatcher.settled();
    const keys = fake.keys.slice(told);
    told = fake.keys.length;
    return keys;
  };
  const waiting = () =>
    made.sqlite
      .prepare<[], [string, number, string]>(
        "SELECT key, due_at, reason FROM outbox WHERE state = 'queued' ORDER BY due_at, id",
      )
      .raw()
      .all();
  const approached = () => made.sqlite.prepare("SELECT day || ' ' || address FROM approached ORDER BY 1").pluck().all();
  made.dispatcher.start();
  return { ...made, fake, heard, row, sent, waiting, approached };
}

describe("a day's cap", () => {
  it("begins with so many people a day, and with the others on the following ones, from their opening on", async () => {
    const { add, row, sent, waiting, approached, timers } = capped(2);
    add(...["a", "b", "c", "d", "e"].map((key) => row(key)));
    expect(await sent()).toEqual(["a", "b"]);
    expect(waiting()).toEqual([
      ["c", TOMORROW, "cap:2"],
      ["d", TOMORROW, "cap:2"],
      ["e", TOMORROW + DAY, "cap:2"],
    ]);
    expect(approached()).toEqual(["2026-01-05 a", "2026-01-05 b"]);
    await timers.advance(22 * HOUR - 1);
    expect(await sent()).toEqual([]);
    await timers.advance(1);
    expect(await sent()).toEqual(["c", "d"]);
    await timers.advance(DAY);
    expect(await sent()).toEqual(["e"]);
  });

  it("counts people, not messages: a second one on the same day is free, and both go together", async () => {
    const { add, row, sent, waiting } = capped(1);
    add(row("a1"), row("a2"), row("b1"), row("b2"));
    expect(await sent()).toEqual(["a1", "a2"]);
    expect(waiting().map(([key, dueAt]) => [key, dueAt])).toEqual([
      ["b1", TOMORROW],
      ["b2", TOMORROW],
    ]);
    add(row("a3", { priority: 1 }));
    expect(await sent()).toEqual(["a3"]);
  });

  it("counts nobody who wrote within a day", async () => {
    const { add, row, sent, heard, approached } = capped(1);
    heard("a", T0 - 23 * HOUR);
    heard("b", T0 - 25 * HOUR);
    heard("c", T0 - 24 * HOUR + 1);
    add(row("a"), row("b"), row("c"), row("d"));
    expect(await sent()).toEqual(["a", "b", "c"]);
    expect(approached()).toEqual(["2026-01-05 b"]);
  });

  it("neither counts nor holds back replies", async () => {
    const { add, row, sent, approached } = capped(1);
    add(...["a", "b", "c"].map((key) => row(key, { priority: 0 })));
    expect(await sent()).toEqual(["a", "b", "c"]);
    expect(approached()).toEqual([]);
  });

  it("lets a reminder go before broadcasts tomorrow, though they waited longer", async () => {
    const { add, row, sent, waiting, timers } = capped(1);
    add(...["a", "b", "c"].map((key) => row(key)));
    expect(await sent()).toEqual(["a"]);
    add(row("r", { priority: 1 }));
    expect(await sent()).toEqual([]);
    await timers.advance(22 * HOUR);
    expect(await sent()).toEqual(["r"]);
    expect(waiting()).toEqual([
      ["b", TOMORROW + DAY, "cap:1"],
      ["c", TOMORROW + DAY, "cap:1"],
    ]);
    await timers.advance(DAY);
    expect(await sent()).toEqual(["b"]);
    await timers.advance(DAY);
    expect(await sent()).toEqual(["c"]);
  });

  it("holds after a restart, by what is stored", async () => {
    const { add, row, sent, build, dispatcher, fake } = capped(2);
    add(row("a"), row("b"));
    expect(await sent()).toEqual(["a", "b"]);
    await dispatcher.stop();
    const second = build();
    second.start();
    add(row("c"), row("a again", { address: "a" }));
    await second.settled();
    expect(fake.keys).toEqual(["a", "b", "a again"]);
  });

  it("keeps the place of a row that had no answer, and does not count it twice", async () => {
    const { add, row, sent, fake, timers, approached } = capped(1);
    fake.next(new Error("lost"));
    add(row("a1"), row("a2"), row("b1"));
    expect(await sent()).toEqual([]);
    await timers.advance(MINUTE);
    expect(await sent()).toEqual(["a1", "a2"]);
    expect(approached()).toEqual(["2026-01-05 a"]);
  });

  it("lets a row go that the platform asked to wait for, also when its time is on a day that is full", async () => {
    const { add, row, sent, fake, timers } = capped(1);
    fake.next({ kind: "wait", retryAfterMs: 23 * HOUR });
    add(row("a"), row("b"));
    expect(await sent()).toEqual([]);
    await timers.advance(22 * HOUR);
    expect(await sent()).toEqual(["b"]);
    await timers.advance(HOUR);
    expect(await sent()).toEqual(["a"]);
  });

  it("puts a broadcast behind one that waits already", async () => {
    const { add, row, sent, waiting } = capped(1);
    add(row("x"), row("y"), row("z"));
    expect(await sent()).toEqual(["x"]);
    add(row("a"));
    await sent();
    expect(waiting().map(([key, dueAt]) => [key, dueAt])).toEqual([
      ["y", TOMORROW],
      ["z", TOMORROW + DAY],
      ["a", TOMORROW + 2 * DAY],
    ]);
  });

  it("gives room that today has left to those of the next days, in the hours of every zone", async () => {
    const { add, row, sent, heard, waiting, timers, clock, dispatcher } = capped(2);
    add(...["a", "b", "c", "d", "e", "f"].map((key) => row(key)));
    expect(await sent()).toEqual(["a", "b"]);
    await timers.advance(21 * HOUR);
    for (const address of ["c", "d"]) heard(address, clock.now());
    add(row("c reply", { address: "c", priority: 0 }), row("d reply", { address: "d", priority: 0 }));
    expect(await sent()).toEqual(["c", "d", "c reply", "d reply"]);
    expect(waiting().map(([key, dueAt]) => [key, dueAt])).toEqual([
      ["e", TOMORROW + DAY],
      ["f", TOMORROW + DAY],
    ]);
    await timers.advance(HOUR);
    dispatcher.wake();
    expect(await sent()).toEqual(["e", "f"]);
  });

  it("takes up at once a cap that was raised", async () => {
    const { add, row, sent, dispatcher, build } = capped(1);
    add(...["a", "b", "c", "d"].map((key) => row(key)));
    expect(await sent()).toEqual(["a"]);
    await dispatcher.stop();
    const raised = new FakeChannel("fake", NO_LIMIT, { initiatedPerDay: 3 });
    const second = build([raised]);
    second.start();
    await second.settled();
    expect(raised.keys).toEqual(["b", "c"]);
  });

  it("of nobody at all lets those go who write, and keeps the others from day to day until it is raised", async () => {
    const { add, row, sent, heard, waiting, timers, clock, dispatcher, build } = capped(0);
    add(...["a", "b", "c"].map((key) => row(key)));
    expect(await sent()).toEqual([]);
    await timers.advance(22 * HOUR);
    expect(waiting().map(([, dueAt]) => dueAt)).toEqual([TOMORROW + DAY, TOMORROW + DAY, TOMORROW + DAY]);
    heard("b", clock.now());
    add(row("b reply", { priority: 0 }));
    expect(await sent()).toEqual(["b", "b reply"]);
    await dispatcher.stop();
    const raised = new FakeChannel("fake", NO_LIMIT, { initiatedPerDay: 1 });
    build([raised]).start();
    await rest();
    expect(raised.keys).toEqual(["a"]);
  });

  it("is a number", () => {
    expect(() => capped(Number.NaN)).toThrow("initiatedPerDay must be 0 or more");
  });
});

describe("a message that waits for another day", () => {
  it("goes at once when she writes, before the answer, so that the order of her chat holds", async () => {
    const { add, row, sent, heard, clock, approached } = capped(1);
    heard("b", LONG_AGO);
    add(row("a"), row("b1"), row("b2"));
    expect(await sent()).toEqual(["a"]);
    heard("b", clock.now());
    add(row("b reply", { priority: 0 }));
    expect(await sent()).toEqual(["b1", "b2", "b reply"]);
    expect(approached()).toEqual(["2026-01-05 a"]);
  });

  it("does not hold back what somebody else's message tells her, and does not go with it", async () => {
    const { add, row, sent, heard, waiting } = capped(1);
    heard("b", LONG_AGO);
    add(row("a"), row("b1"));
    expect(await sent()).toEqual(["a"]);
    add(row("b told", { priority: 0 }));
    expect(await sent()).toEqual(["b told"]);
    expect(waiting()).toEqual([["b1", TOMORROW, "cap:1"]]);
  });

  it("is put off also where a reply came into its chat before it was looked at", async () => {
    const { add, row, sent, heard, waiting } = capped(1);
    for (const address of ["a", "b"]) heard(address, LONG_AGO);
    add(row("a"), row("b1"), row("b told", { priority: 0 }));
    // The reply's chat comes first, and its broadcast before it.
    expect(await sent()).toEqual(["b1", "b told"]);
    expect(waiting()).toEqual([["a", TOMORROW, "cap:1"]]);
    add(row("c1"), row("c told", { priority: 0 }));
    expect(await sent()).toEqual(["c told"]);
  });

  it("goes before a newer one to the same person, once there is room for her", async () => {
    const { add, row, sent, timers } = capped(1);
    add(row("a"), row("b"), row("c1"));
    expect(await sent()).toEqual(["a"]);
    await timers.advance(DAY);
    expect(await sent()).toEqual(["b"]);
    await timers.advance(15 * HOUR);
    add(row("c2", { priority: 1 }));
    expect(await sent()).toEqual(["c1", "c2"]);
  });

  it("never goes when she has said BERHENTI since", async () => {
    const { add, row, sent, heard, sqlite, clock, states } = capped(1);
    sqlite.exec(
      "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES ('sari', 'Asia/Jakarta', 'active', 0, 0)",
    );
    add(row("a"), row("b", { personId: "sari" }));
    expect(await sent()).toEqual(["a"]);
    heard("b", clock.now());
    sqlite.exec("UPDATE person SET status = 'stopped'");
    add(row("b reply", { priority: 0, personId: "sari" }));
    expect(await sent()).toEqual(["b reply"]);
    expect(states()).toMatchObject({ b: "dropped" });
  });
});

describe("a first contact", () => {
  it("is never made where it is hers to make", async () => {
    const { add, row, sent, heard, states } = capped(5, { coldContact: false });
    heard("a", NEVER);
    heard("b", LONG_AGO);
    add(row("a"), row("b"), row("c"), row("d", { priority: 0 }));
    expect(await sent()).toEqual(["d", "b"]);
    expect(states()).toMatchObject({ a: "dropped", c: "dropped" });
  });
});

it("whatever comes when, no day exceeds its cap, no reply waits, and no chat's order is broken", async () => {
  const CAP = 3;
  for (let seed = 1; seed <= 3; seed += 1) {
    const random = seeded(seed);
    const pick = (n: number) => Math.floor(random() * n);
    const { add, row, sent, heard, clock, timers, fake, waiting } = capped(CAP);
    const heardAt = new Map<string, number>();
    const cold = new Map<string, Set<string>>();
    fake.say = ({ address, key }) => {
      const isBegun = !key.includes("reply");
      if (isBegun && clock.now() - (heardAt.get(address) ?? 0) >= DAY) {
        const day = dayOf(clock.now(), PLAIN_DAY);
        cold.set(day, (cold.get(day) ?? new Set()).add(address));
      }
      return { kind: "sent" };
    };
    const made = new Map<string, number>();
    for (let n = 0; n < 100; n += 1) {
      const address = "abcdefghijklmnopqrst".charAt(pick(20));
      const what = pick(10);
      const key = `${address} ${what < 2 ? "reply" : "begun"} ${n}`;
      made.set(key, n);
      if (what === 0) {
        heard(address, clock.now());
        heardAt.set(address, clock.now());
      }
      add(row(key, { priority: what < 2 ? 0 : what < 4 ? 1 : 2 }));
      const now = await sent();
      if (what < 2) expect(now).toContain(key);
      // Whoever has just written has nothing left that waits.
      if (what === 0) expect(waiting().filter(([each]) => each.startsWith(address))).toEqual([]);
      if (pick(6) === 0) await timers.advance(pick(20) * HOUR);
    }
    await timers.advance(8 * DAY);
    expect(waiting()).toEqual([]);
    expect(new Set(fake.keys)).toEqual(new Set(made.keys()));
    expect(fake.keys).toHaveLength(made.size);
    expect(Math.max(...[...cold.values()].map((each) => each.size))).toBe(CAP);
    for (const kind of ["reply", "begun"])
      for (const address of heardAt.keys()) {
        const order = fake.keys.filter((key) => key.startsWith(`${address} ${kind}`)).map((key) => made.get(key) ?? -1);
        expect(order).toEqual([...order].sort((x, y) => x - y));
      }
  }
});

it("a channel without a cap looks at nothing of this", async () => {
  const fake = new FakeChannel();
  const { dispatcher, add, remove, sqlite } = world(fake);
  undo.push(remove);
  add(...Array.from({ length: 300 }, (_, n) => newRow(`k${n}`, { address: `${n}`, priority: 2 })));
  dispatcher.start();
  await dispatcher.settled();
  expect(fake.sent).toHaveLength(300);
  expect(sqlite.prepare("SELECT count(*) FROM approached").pluck().get()).toBe(0);
});
