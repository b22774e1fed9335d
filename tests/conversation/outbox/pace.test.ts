import { describe, expect, it } from "vitest";
import { Pace } from "../../../src/conversation/outbox/pace.ts";
import type { Outcome } from "../../../src/conversation/outbox/row.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";
import { NO_LIMIT } from "../../support/fake-channel.ts";

const one = () => 1;
const unknown: Outcome = { kind: "unknown", code: "deadline" };
const wait = (retryAfterMs: number): Outcome => ({ kind: "wait", retryAfterMs });

describe("the pace of a channel", () => {
  it("is not slowed by one chat that is asked to wait, however often", () => {
    const pace = new Pace(NO_LIMIT, 0);
    for (let n = 0; n < 10; n += 1) pace.heard("a", wait(5_000), n, one);
    expect(pace.isPaused(10)).toBe(false);
    expect(pace.room(0, 10)).toBe(LIMITS.sendsUnderWay);
  });

  it("pauses when several chats are asked to wait at the same time", () => {
    const pace = new Pace(NO_LIMIT, 0);
    pace.heard("a", wait(5_000), 0, one);
    pace.heard("b", wait(5_000), 0, one);
    expect(pace.room(0, 0)).toBe(LIMITS.sendsUnderWay);
    pace.heard("c", wait(9_000), 10, one);
    expect(pace.room(0, 9_009)).toBe(0);
    expect(pace.until).toBe(9_010);
    expect(pace.room(0, 9_010)).toBe(LIMITS.sendsUnderWay);
  });

  it("goes on at half its pace after such a pause, once for all that were under way, and recovers", () => {
    const pace = new Pace({ perSecond: 20, perChatPerSecond: 1, burst: 1 }, 0);
    const sentIn = (from: number) => {
      let sent = 0;
      for (let now = from; now < from + 2_000; now += 5)
        for (; pace.room(0, now) > 0; sent += 1) pace.take(`${now} ${sent}`, now);
      return sent;
    };
    for (let n = 0; n < 30; n += 1) pace.heard(`${n}`, wait(5_000), n, one);
    expect(pace.isPaused(4_900)).toBe(true);
    const slowed = sentIn(6_000);
    expect(slowed).toBeGreaterThan(15);
    expect(slowed).toBeLessThan(30);
    expect(sentIn(40_000)).toBeGreaterThanOrEqual(40);
  });

  it("does not add up waits that are over", () => {
    const pace = new Pace(NO_LIMIT, 0);
    for (const [n, chat] of ["a", "b", "c", "d", "e"].entries()) pace.heard(chat, wait(5_000), n * 5_000, one);
    expect(pace.isPaused(20_000)).toBe(false);
  });

  it("leaves a channel alone that does not answer, then tries it with one message, longer each time", () => {
    const pace = new Pace(NO_LIMIT, 0);
    for (let n = 1; n < LIMITS.unansweredSends; n += 1) pace.heard(`chat ${n}`, unknown, 0, one);
    expect(pace.isAway).toBe(false);
    // All that were under way together fail together: one pause.
    for (let n = 0; n < 50; n += 1) pace.heard(`late ${n}`, unknown, 0, one);
    expect(pace.until).toBe(LIMITS_MS.retryFirst);
    expect(pace.room(0, pace.until)).toBe(1);
    expect(pace.room(1, pace.until)).toBe(0);
    let now = pace.until;
    let before = pace.until;
    for (let round = 0; round < 10; round += 1) {
      pace.heard("probe", unknown, now, one);
      const pause = pace.until - now;
      expect(pause).toBeGreaterThanOrEqual(before);
      expect(pause).toBeLessThanOrEqual(LIMITS_MS.channelRetryLongest);
      before = pause;
      now = pace.until;
    }
    pace.heard("probe", { kind: "sent" }, now, one);
    expect(pace.isAway).toBe(false);
    expect(pace.room(0, now)).toBe(LIMITS.sendsUnderWay);
  });

  it("takes a refusal as an answer: the channel is there", () => {
    const pace = new Pace(NO_LIMIT, 0);
    for (let n = 0; n < 100; n += 1) {
      pace.heard("a", n % 5 === 4 ? { kind: "refused", code: "x" } : unknown, 0, one);
    }
    expect(pace.isAway).toBe(false);
  });
});
