import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import type { SealedAnswer, SealedPiece } from "../../../src/conversation/outbox/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, rest, world } from "./harness.ts";

let fake: FakeChannel;
let made: ReturnType<typeof world>;
let removed: string[];
beforeEach(() => {
  removed = [];
  fake = new FakeChannel();
  let ids = 0;
  fake.say = () => ({ kind: "sent", remoteId: `r${++ids}` });
  Object.assign(fake, {
    remove: async (_: string, id: string) => {
      removed.push(id);
      return true;
    },
  });
  made = world(fake);
});
afterEach(() => made.remove());

const pieces = (...texts: string[]): SealedPiece[] => texts.map((text) => ({ body: { text } }));
const answer = (key: string, some: readonly SealedPiece[] | undefined, more: Partial<SealedAnswer> = {}) =>
  made.store.sealed.put({ key, channel: "fake", address: "a", pieces: some, keepMs: HOUR, ...more }, made.clock.now());
const texts = () => fake.sent.map(({ body }) => body.text);
const column = (name: string) => made.sqlite.prepare(`SELECT ${name} FROM outbox ORDER BY id`).pluck().all();

describe("what goes out in the place of a row", () => {
  it("leaves a row as of any message, with its own words and one id", async () => {
    made.dispatcher.start();
    answer("s1", pieces("rahasia", "lagi"));
    made.add(newRow("s1"), newRow("a2"));
    await made.dispatcher.settled();
    expect(texts()).toEqual(["rahasia", "lagi", "text of a2"]);
    expect(column("state")).toEqual(["sent", "sent"]);
    expect(column("remote_id")).toEqual(["r1", "r3"]);
    expect(column("body").join()).not.toContain("rahasia");
    expect(made.store.sealed.size).toBe(0);
  });

  it("is waited for, with all that stands behind it in its chat, while others go", async () => {
    made.dispatcher.start();
    answer("s1", undefined);
    made.add(newRow("s1"), newRow("a2"), newRow("b1", { address: "b" }));
    await made.dispatcher.settled();
    expect(fake.keys).toEqual(["b1"]);
    answer("s1", pieces("sekarang"));
    made.dispatcher.wake();
    await made.dispatcher.settled();
    expect(texts()).toEqual(["text of b1", "sekarang", "text of a2"]);
  });

  it("that never comes holds the chat up for its time only; then the row goes as it stands", async () => {
    made.dispatcher.start();
    answer("s1", undefined, { keepMs: MINUTE });
    made.add(newRow("s1"));
    await made.dispatcher.settled();
    expect(fake.keys).toEqual([]);
    await made.timers.advance(MINUTE);
    await made.dispatcher.settled();
    expect(texts()).toEqual(["text of s1"]);
  });

  it("goes on behind the pieces that are out, when one had no answer", async () => {
    made.dispatcher.start();
    fake.next({ kind: "sent", remoteId: "x1" }, new Error("rahasia"), { kind: "sent", remoteId: "x2" });
    answer("s1", pieces("satu", "dua", "tiga"));
    made.add(newRow("s1"));
    await made.dispatcher.settled();
    await made.timers.advance(MINUTE);
    await made.dispatcher.settled();
    expect(fake.tried.map(({ body }) => body.text)).toEqual(["satu", "dua", "dua", "tiga"]);
    expect(new Set(fake.tried.map(({ key }) => key)).size).toBe(3);
    expect(column("attempts")).toEqual([1]);
    expect(JSON.stringify(made.log.lines)).not.toContain("rahasia");
  });

  it("is forgotten with a row that is refused, and with all of a chat that cannot be reached", async () => {
    made.dispatcher.start();
    fake.next({ kind: "refused", code: "no" }, { kind: "unreachable", code: "blocked" });
    answer("s1", pieces("satu"));
    answer("s2", pieces("dua"));
    answer("s3", pieces("tiga"));
    made.add(newRow("s1"), newRow("s2"), newRow("s3"));
    await made.dispatcher.settled();
    expect(made.states()).toEqual({ s1: "dead", s2: "dead", s3: "dropped" });
    expect(made.store.sealed.size).toBe(0);
  });

  it("is bounded: one too many goes as its row stands", () => {
    for (let n = 0; n < LIMITS.sealedWaiting; n += 1) expect(answer(`s${n}`, pieces("x"))).toBe(true);
    expect(answer("more", pieces("x"))).toBe(false);
    made.store.sealed.forget(made.clock.now() + 2 * HOUR);
    expect(made.store.sealed.size).toBe(0);
  });
});

describe("a platform that asks again for what was sent", () => {
  it("gets the words that went out for a while, then nothing, and never the row's", async () => {
    const whatsapp = new FakeChannel("whatsapp");
    whatsapp.say = () => ({ kind: "sent", remoteId: "r1" });
    const one = world(whatsapp);
    one.dispatcher.start();
    const chat = { channel: "whatsapp", address: "a", keepMs: HOUR };
    one.store.sealed.put({ key: "s1", pieces: pieces("rahasia"), ...chat }, one.clock.now());
    one.add(newRow("s1", { channel: "whatsapp" }));
    await one.dispatcher.settled();
    const again = () => one.store.bodyByRemoteId("whatsapp", "r1", one.clock.now());
    expect(again()).toEqual({ text: "rahasia" });
    one.clock.advanceTo(one.clock.now() + 16 * MINUTE);
    expect(again()).toBeUndefined();
    one.store.sealed.forget(one.clock.now());
    expect(again()).toBeUndefined();
    one.remove();
  });

  it("gets nothing of an earlier process that may have gone out with other words, but all else", async () => {
    const whatsapp = new FakeChannel("whatsapp");
    whatsapp.say = ({ key }) => ({ kind: "sent", remoteId: `id-${key}` });
    const before = world(whatsapp);
    before.dispatcher.start();
    before.add(newRow("menu", { channel: "whatsapp" }), newRow("receipt", { channel: "whatsapp" }));
    await before.dispatcher.settled();
    const of = (key: string) => before.store.bodyByRemoteId("whatsapp", `id-${key}`, before.clock.now());
    expect([of("menu"), of("receipt")]).toEqual([{ text: "text of menu" }, { text: "text of receipt" }]);
    before.store.earlier = {
      before: before.clock.now() + 1,
      mayStandForOthers: ({ text }) => text === "text of menu",
    };
    expect([of("menu"), of("receipt")]).toEqual([undefined, { text: "text of receipt" }]);
    before.remove();
  });
});

describe("a message that is to be deleted on the phone", () => {
  const recalled = (text: string, recallAfterMs: number): SealedPiece => ({ body: { text }, recallAfterMs });

  it("is, at its time, and its words are not said again", async () => {
    made.dispatcher.start();
    answer("s1", [recalled("rahasia", 15 * MINUTE), ...pieces("tetap")]);
    made.add(newRow("s1"));
    await made.dispatcher.settled();
    await made.timers.advance(14 * MINUTE);
    expect(removed).toEqual([]);
    await made.timers.advance(MINUTE);
    expect(removed).toEqual(["r1"]);
    expect(made.store.bodyByRemoteId("fake", "r1", made.clock.now())).toBeUndefined();
  });

  it("is tried a few times, and no word of the error is logged", async () => {
    Object.assign(fake, { remove: async () => Promise.reject(new Error("rahasia")) });
    made.dispatcher.start();
    made.dispatcher.recall("fake", "a", "r9", made.clock.now());
    await made.dispatcher.settled();
    await made.timers.advance(HOUR);
    expect(made.log.lines).toHaveLength(LIMITS.recallAttempts);
    expect(JSON.stringify(made.log.lines)).not.toContain("rahasia");
    expect(made.timers.size).toBe(0);
  });

  it("is deleted at once when the process ends within its time, and stays when it is later", async () => {
    made.dispatcher.start();
    const now = made.clock.now();
    made.dispatcher.recall("fake", "a", "later", now + HOUR);
    for (let n = 0; n < LIMITS.recallsUnderWay + 2; n += 1)
      made.dispatcher.recall("fake", "a", `soon${n}`, now + n + 1);
    await made.dispatcher.recallUntil(now + 15 * MINUTE);
    expect(removed).toHaveLength(LIMITS.recallsUnderWay + 2);
    expect(removed).not.toContain("later");
    await made.dispatcher.stop();
    expect(made.log.lines.at(-1)?.what).toContain("stay on phones");
  });

  it("does not hold up the end of the process for a message that is under way", async () => {
    fake.holdBack = true;
    made.dispatcher.start();
    made.add(newRow("a1"));
    await rest();
    await made.dispatcher.recallUntil(made.clock.now() + MINUTE);
    expect(fake.pending).toHaveLength(1);
    fake.pending[0]?.answer({ kind: "sent" });
  });
});
