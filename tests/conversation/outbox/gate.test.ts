import { afterEach, describe, expect, it } from "vitest";
import type { NotNow } from "../../../src/conversation/outbox/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, T0, world } from "./harness.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let open: ReturnType<typeof world> | undefined;
afterEach(async () => {
  open?.remove();
  open = undefined;
});

function gated(verdicts: Record<string, NotNow>) {
  const fake = new FakeChannel();
  const made = world(fake);
  open = made;
  const dispatcher = made.build([fake], { stillGoes: (key) => verdicts[key] });
  return { ...made, fake, dispatcher, verdicts };
}

const bulk = (key: string, address: string) => newRow(key, { address, priority: 2 });
const keys = (fake: FakeChannel) => fake.tried.map(({ key }) => key);

describe("a broadcast about to leave", () => {
  it("goes, waits or is given up, as its domain says; replies are not asked about", async () => {
    const { fake, dispatcher, add, states, verdicts, timers } = gated({
      later: { until: T0 + HOUR },
      over: { dropped: "cancelled" },
      reply: { dropped: "never asked" },
    });
    add(bulk("goes", "a"), bulk("later", "b"), bulk("over", "c"), newRow("reply", { address: "d" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(keys(fake)).toEqual(["reply", "goes"]);
    expect(states()).toEqual({ goes: "sent", later: "queued", over: "dropped", reply: "sent" });
    delete verdicts["later"];
    await timers.advance(HOUR);
    expect(keys(fake)).toEqual(["reply", "goes", "later"]);
    await dispatcher.stop();
  });

  it("lets a reply of its chat pass while it waits, though it stood before it and was tried", async () => {
    const { fake, dispatcher, add, verdicts, timers, sqlite } = gated({});
    fake.next(new Error("socket hang up"));
    add(bulk("tried", "a"));
    dispatcher.start();
    await dispatcher.settled();
    verdicts["tried"] = { until: T0 + HOUR };
    await timers.advance(MINUTE);
    add(newRow("reply", { address: "a" }));
    dispatcher.wake();
    await dispatcher.settled();
    expect(keys(fake)).toEqual(["tried", "reply"]);
    expect(sqlite.prepare("SELECT attempts, reason FROM outbox WHERE key = 'tried'").get()).toEqual({
      attempts: 1,
      reason: "unknown-apart",
    });
    delete verdicts["tried"];
    await timers.advance(HOUR);
    expect(keys(fake)).toEqual(["tried", "reply", "tried"]);
    await dispatcher.stop();
  });

  it("is looked at some at a time, all of them before it rests", async () => {
    const many = 2 * LIMITS.cappedTogether + 7;
    const { fake, dispatcher, add, states } = gated(
      Object.fromEntries(Array.from({ length: many }, (_, n) => [`x${n}`, { until: T0 + HOUR }])),
    );
    add(...Array.from({ length: many }, (_, n) => bulk(`x${n}`, `${n}`)), bulk("last", "last"));
    dispatcher.start();
    await dispatcher.settled();
    expect(keys(fake)).toEqual(["last"]);
    expect(Object.values(states()).filter((state) => state === "queued")).toHaveLength(many);
    await dispatcher.stop();
  });

  it("waits for the morning with all that is found at night, however much it is; a reply does not", async () => {
    const many = LIMITS.purgeRows + 20;
    const { fake, dispatcher, add, states, sqlite, clock } = gated({});
    // Ten in the evening in Jakarta.
    clock.advanceTo(T0 + 12 * HOUR);
    const person = sqlite.prepare(
      "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES (?, 'Asia/Jakarta', 'active', 0, 0)",
    );
    const address = sqlite.prepare("INSERT INTO address (channel, address, last_inbound_at) VALUES ('fake', ?, 0)");
    for (let n = 0; n < many; n += 1) {
      person.run(`p${n}`);
      address.run(`${n}`);
    }
    const late = (n: number) => newRow(`x${n}`, { address: `${n}`, personId: `p${n}`, priority: n % 2 === 0 ? 1 : 2 });
    add(...Array.from({ length: many }, (_, n) => late(n)), newRow("reply", { address: "0", personId: "p0" }));
    dispatcher.start();
    await dispatcher.settled();
    expect(keys(fake)).toEqual(["reply"]);
    expect(Object.values(states()).filter((state) => state === "queued")).toHaveLength(many);
    const dueAt = sqlite.prepare("SELECT DISTINCT due_at FROM outbox WHERE state = 'queued'").pluck().all();
    expect(dueAt).toEqual([T0 + 22 * HOUR]);
    await dispatcher.stop();
  });
});
