import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Limiter } from "../../../src/conversation/outbox/limiter.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";
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

  it("lets a fifth of a second's worth to all chats go, then its rate", () => {
    const limiter = new Limiter({ perSecond: 10, perChatPerSecond: 1, burst: 1 }, 0);
    const taken = Array.from({ length: 12 }, (_, n) => limiter.take(`chat ${n}`, 0));
    expect(taken.filter(Boolean)).toHaveLength(2);
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
    const limiter = new Limiter({ perSecond: 10, perChatPerSecond: 1, burst: 1 }, 0);
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

  it("halves its pace at each word of the platform that it is too fast, and is back at the whole of it in time", () => {
    const limiter = new Limiter({ perSecond: 20, perChatPerSecond: 1e9, burst: 1e9 }, 0);
    const inTheNextSecond = (from: number) => {
      let count = 0;
      for (let now = from; now < from + 1_000; now += 1) if (limiter.take("a", now)) count += 1;
      return count;
    };
    expect(inTheNextSecond(0)).toBe(23);
    limiter.slowDown(1_200);
    expect(inTheNextSecond(2_400)).toBeLessThanOrEqual(12);
    limiter.slowDown(4_000);
    expect(limiter.share(4_000)).toBeLessThan(0.3);
    for (let n = 0; n < 100; n += 1) limiter.slowDown(4_000);
    expect(limiter.share(4_000)).toBeGreaterThan(0);
    expect(limiter.share(4_000 + LIMITS_MS.paceRecovery)).toBe(1);
    expect(inTheNextSecond(70_000)).toBe(23);
  });
});

/** What a platform that allows 30 in any second sees of a channel that allows itself 25. */
const ALLOWED = 30;
const TELEGRAM = { perSecond: 25, perChatPerSecond: 1, burst: 3 };
/** One message may be so much longer under way than another. */
const JITTER_MS = LIMITS_MS.sendWindow - 1_000 - 1;

function mostInASecond(arrivals: readonly number[]): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((end, at) => sorted.slice(0, at + 1).filter((one) => one > end - 1_000).length));
}

describe("a platform that counts the messages of any second", () => {
  it("never sees more than it allows, whatever waits, however the clock and the network hesitate", () => {
    const looks = fc.array(
      fc.record({
        later: fc.oneof(
          { weight: 8, arbitrary: fc.nat(90) },
          fc.integer({ min: 900, max: 1_300 }),
          fc.constant(-5_000),
        ),
        wants: fc.integer({ min: 1, max: 9 }),
        underWay: fc.oneof(fc.constantFrom(0, JITTER_MS), fc.nat(JITTER_MS)),
        tooFast: fc.nat(60).map((n) => n === 0),
      }),
      { minLength: 60, maxLength: 150, size: "max" },
    );
    fc.assert(
      fc.property(looks, (looks) => {
        const limiter = new Limiter(TELEGRAM, 0);
        const arrivals: number[] = [];
        let [now, real, chat] = [0, 0, 0];
        for (const { later, wants, underWay, tooFast } of looks) {
          // A clock that goes back: time goes on all the same.
          now += later;
          real += Math.max(0, later);
          if (tooFast) limiter.slowDown(now);
          for (let n = 0; n < wants; n += 1) if (limiter.take(`chat ${chat++}`, now)) arrivals.push(real + underWay);
        }
        expect(mostInASecond(arrivals)).toBeLessThanOrEqual(ALLOWED);
      }),
    );
  });

  it("gets 95% of the rate and more while something waits, though the process stops for moments of up to 120 ms", () => {
    const stops = fc.infiniteStream(fc.nat(120));
    fc.assert(
      fc.property(stops, (stops) => {
        const limiter = new Limiter(TELEGRAM, 0);
        let [now, sent] = [0, 0];
        for (const late of stops.take(400)) {
          now += Math.max(1, limiter.waitMs(undefined, now)) + late;
          while (limiter.take(`chat ${sent}`, now)) sent += 1;
        }
        expect(sent / (now / 1_000)).toBeGreaterThanOrEqual(0.95 * TELEGRAM.perSecond);
      }),
      { numRuns: 20 },
    );
  });
});
