import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "../../../src/clock.ts";
import { LIMITS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, rest, world } from "./harness.ts";

let fake: FakeChannel;
let made: ReturnType<typeof world>;
beforeEach(() => {
  fake = new FakeChannel();
  made = world(fake);
});
afterEach(() => made.remove());

const sealed = (key: string, address = "a") => ({ key, address, body: { text: `sealed ${key}` } });
const send = (key: string, address = "a") => made.dispatcher.sendVolatile("fake", sealed(key, address));

describe("messages of sealed conversations", () => {
  it("arrive and leave no row", async () => {
    made.dispatcher.start();
    expect(send("s1")).toBe(true);
    expect(send("s2")).toBe(true);
    await made.dispatcher.settled();
    expect(fake.keys).toEqual(["s1", "s2"]);
    expect(made.states()).toEqual({});
  });

  it("keep their place among the rows of their chat", async () => {
    fake.holdBack = true;
    made.dispatcher.start();
    made.add(newRow("a1"), newRow("a2"));
    await rest();
    send("s1");
    made.add(newRow("a3"), newRow("b1", { address: "b" }));
    send("s2");
    made.add(newRow("a4"));
    const order: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      made.dispatcher.wake();
      await rest();
      const pending = fake.pending.shift();
      order.push(pending?.message.key ?? "none");
      pending?.answer({ kind: "sent" });
    }
    await made.dispatcher.settled();
    expect(order.filter((key) => key !== "b1")).toEqual(["a1", "a2", "s1", "a3", "s2", "a4"]);
    expect(order).toContain("b1");
  });

  it("keep the place that they had inside a batch, though they come after its commit", async () => {
    made.dispatcher.start();
    made.add(newRow("a1"));
    const afterId = made.store.lastInLine("fake", "a", made.clock.now());
    made.add(newRow("a2"));
    made.dispatcher.sendVolatile("fake", sealed("s1"), afterId);
    await made.dispatcher.settled();
    expect(fake.keys).toEqual(["a1", "s1", "a2"]);
  });

  it("wait behind a row that waits for its next try, and hold back what came after them", async () => {
    made.dispatcher.start();
    fake.next({ kind: "wait", retryAfterMs: 10_000 }, { kind: "sent" }, { kind: "wait", retryAfterMs: 10_000 });
    made.add(newRow("a1"));
    await made.dispatcher.settled();
    send("s1");
    made.add(newRow("a2"));
    await made.dispatcher.settled();
    expect(fake.keys).toEqual([]);
    await made.timers.advance(10_000);
    expect(fake.keys).toEqual(["a1"]);
    await made.timers.advance(10_000);
    expect(fake.keys).toEqual(["a1", "s1", "a2"]);
  });

  it("are tried a few times, then forgotten without a trace of what they said", async () => {
    fake.say = () => {
      throw new Error("sealed s1");
    };
    made.dispatcher.start();
    send("s1");
    await made.dispatcher.settled();
    await made.timers.advance(HOUR);
    expect(fake.tried).toHaveLength(LIMITS.volatileAttempts);
    expect(made.timers.size).toBe(0);
    expect(made.log.lines).toHaveLength(1);
    expect(JSON.stringify(made.log.lines)).not.toContain("sealed s1");
    fake.say = () => ({ kind: "sent" });
    made.add(newRow("a1"));
    await made.dispatcher.settled();
    expect(fake.keys).toEqual(["a1"]);
  });

  it("are forgotten with the rows of an address that cannot be reached", async () => {
    made.dispatcher.start();
    fake.next({ kind: "unreachable", code: "blocked" });
    send("s1");
    send("s2");
    made.add(newRow("a1"));
    await made.dispatcher.settled();
    expect(fake.tried).toHaveLength(1);
    expect(made.states()).toEqual({ a1: "dropped" });
    expect(made.unreachable).toEqual(["fake a blocked"]);
  });

  it("are not taken when the channel is off, stopped, or too many wait", async () => {
    expect(made.dispatcher.sendVolatile("telegram", sealed("s1"))).toBe(false);
    expect(send("s1")).toBe(false);
    fake.holdBack = true;
    made.dispatcher.start();
    for (let n = 0; n < LIMITS.volatileWaiting; n += 1) expect(send(`s${n}`)).toBe(true);
    expect(send("one too many")).toBe(false);
    const stopped = made.dispatcher.stop();
    await rest();
    for (const { answer } of fake.pending) answer({ kind: "sent" });
    await stopped;
    expect(send("s1")).toBe(false);
  });
});
