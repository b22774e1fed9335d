import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Limiter } from "../../../src/conversation/outbox/limiter.ts";
import { LIMITS } from "../../../src/limits.ts";
import { NO_LIMIT } from "../../support/fake-channel.ts";

describe("the limiter", () => {
  it("lets a burst to one chat go, then its rate", () => {
    const limiter = new Limiter({ perSecond: 30, perChatPerSecond: 1, burst: 3 }, 0);
    expect([1, 2, 3, 4].map(() => limiter.take("a", 0))).toEqual([true, true, true, false]);
    expect(limiter.waitMs("a", 0)).toBe(1_000);
    expect(limiter.waitMs("b", 0)).toBe(0);
    expect(limiter.take("a", 999)).toBe(false);
    expect(limiter.take("a", 1_000)).toBe(true);
  });

  it("lets a second's worth to all chats go, then its rate", () => {
    const limiter = new Limiter({ perSecond: 10, perChatPerSecond: 1, burst: 1 }, 0);
    const taken = Array.from({ length: 12 }, (_, n) => limiter.take(`chat ${n}`, 0));
    expect(taken.filter(Boolean)).toHaveLength(10);
    expect(limiter.room(0)).toBe(0);
    expect(limiter.waitMs(undefined, 0)).toBe(100);
    expect(limiter.room(100)).toBe(1);
  });

  it("knows rates below one a second", () => {
    const limiter = new Limiter({ perSecond: 0.25, perChatPerSecond: 0.25, burst: 1 }, 0);
    expect(limiter.take("a", 0)).toBe(true);
    expect(limiter.waitMs("b", 0)).toBe(4_000);
    expect(limiter.take("b", 3_999)).toBe(false);
    expect(limiter.take("b", 4_000)).toBe(true);
  });

  it("takes nothing when one of the two is empty", () => {
    const limiter = new Limiter({ perSecond: 2, perChatPerSecond: 1, burst: 1 }, 0);
    limiter.take("a", 0);
    limiter.take("a", 0);
    expect(limiter.room(0)).toBe(1);
  });

  it("is not moved by a clock that goes back", () => {
    const limiter = new Limiter({ perSecond: 1, perChatPerSecond: 1, burst: 1 }, 10_000);
    limiter.take("a", 10_000);
    expect(limiter.take("a", 0)).toBe(false);
    limiter.take("a", 1_000);
    expect(limiter.take("a", 2_000)).toBe(true);
  });

  it("holds back nothing without a limit", () => {
    const limiter = new Limiter(NO_LIMIT, 0);
    for (let n = 0; n < 1_000; n += 1) expect(limiter.take("a", 0)).toBe(true);
    expect(limiter.room(0)).toBe(Number.POSITIVE_INFINITY);
    expect(limiter.waitMs("a", 0)).toBe(0);
  });

  it("remembers a bounded number of chats", () => {
    const limiter = new Limiter({ perSecond: 1e9, perChatPerSecond: 0.001, burst: 1 }, 0);
    for (let n = 0; n < 3 * LIMITS.pacedChats; n += 1) limiter.take(`chat ${n}`, 0);
    expect(limiter.size).toBeLessThanOrEqual(LIMITS.pacedChats);
    expect(limiter.take(`chat ${3 * LIMITS.pacedChats - 1}`, 0)).toBe(false);
  });

  it("never exceeds burst plus rate over any time, and waitMs is the truth", () => {
    const rate = { perSecond: 5, perChatPerSecond: 2, burst: 3 };
    const steps = fc.array(fc.record({ chat: fc.constantFrom("a", "b", "c"), later: fc.nat(900) }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (steps) => {
        const limiter = new Limiter(rate, 0);
        const taken: Record<string, number> = { a: 0, b: 0, c: 0 };
        let now = 0;
        for (const { chat, later } of steps) {
          now += later;
          const wait = limiter.waitMs(chat, now);
          const took = limiter.take(chat, now);
          expect(took).toBe(wait === 0);
          if (took) taken[chat] = (taken[chat] ?? 0) + 1;
        }
        const seconds = now / 1_000;
        for (const count of Object.values(taken)) expect(count).toBeLessThanOrEqual(3 + 2 * seconds + 0.01);
        const all = Object.values(taken).reduce((sum, count) => sum + count, 0);
        expect(all).toBeLessThanOrEqual(5 + 5 * seconds + 0.01);
      }),
    );
  });
});
