import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, SECOND } from "../../../src/clock.ts";
import { backoffMs, fateAfterRestart, fateOf, waitFor } from "../../../src/conversation/outbox/policy.ts";
import type { Outcome } from "../../../src/conversation/outbox/row.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";

const NOW = 1_000 * DAY;
const half = () => 0.5;
const unknown: Outcome = { kind: "unknown", code: "deadline" };
const wait: Outcome = { kind: "wait", retryAfterMs: 7_000 };
const LAST = LIMITS.sendAttempts - 1;

describe("what a row is after a try", () => {
  const cases: [string, "resend" | "hold", number, number, Outcome, string, number, number, string | null][] = [
    // what, policy, attempts, age, outcome, then: state, attempts, due in, reason
    ["accepted", "resend", 0, 0, { kind: "sent" }, "sent", 0, 0, null],
    ["accepted late", "hold", 3, 0, { kind: "sent" }, "sent", 3, 0, null],
    ["refused", "resend", 0, 0, { kind: "refused", code: "long" }, "dead", 0, 0, "refused:long"],
    ["refused, hold", "hold", 0, 0, { kind: "refused", code: "long" }, "dead", 0, 0, "refused:long"],
    ["blocked", "resend", 2, 0, { kind: "unreachable", code: "403" }, "dead", 2, 0, "unreachable:403"],
    ["no answer", "resend", 0, 0, unknown, "queued", 1, 1_500, "unknown:deadline"],
    ["no answer again", "resend", 1, 0, unknown, "queued", 2, 6_000, "unknown:deadline"],
    ["no answer for the last time", "resend", LAST, 0, unknown, "dead", LAST + 1, -1, "unknown:deadline"],
    ["no answer, hold", "hold", 0, 0, unknown, "held", 1, 0, "unknown:deadline"],
    ["no answer after a release", "hold", LAST, 0, unknown, "held", LAST + 1, 0, "unknown:deadline"],
    ["told to wait", "resend", 0, 0, wait, "queued", 1, 7_000, "wait"],
    ["told to wait, hold", "hold", 0, 0, wait, "queued", 1, 7_000, "wait"],
    ["told to wait, many failures", "resend", LAST, DAY, wait, "queued", LAST, 7_000, "wait"],
    ["told to wait for more than a day", "resend", 2, DAY + 1, wait, "queued", 3, 7_000, "wait"],
    ["told to wait for too long", "resend", LAST, DAY + 1, wait, "dead", LAST + 1, -1, "wait"],
  ];
  it.each(cases)("%s", (_what, policy, attempts, age, outcome, state, then, dueIn, reason) => {
    const fate = fateOf({ policy, attempts, createdAt: NOW - age }, outcome, NOW, half);
    expect(fate).toMatchObject({ state, attempts: then, reason });
    if (state === "queued") expect(fate.dueAt - NOW).toBe(dueIn);
    expect(fate.sentAt).toBe(state === "sent" ? NOW : null);
  });

  it("of a message without an answer is no failed try while nobody is answered, for a day", () => {
    const fate = (age: number, attempts: number) =>
      fateOf({ policy: "resend", attempts, createdAt: NOW - age }, unknown, NOW, half, true);
    expect(fate(0, 0)).toMatchObject({ state: "queued", attempts: 1 });
    expect(fate(DAY, LAST)).toMatchObject({ state: "queued", attempts: LAST, reason: "unknown:deadline" });
    expect(fate(DAY + 1, LAST)).toMatchObject({ state: "dead" });
    const held = fateOf({ policy: "hold", attempts: 0, createdAt: NOW }, unknown, NOW, half, true);
    expect(held).toMatchObject({ state: "held" });
  });

  it("remembers that a try had no answer, until it is sent, and nothing of one that the platform put off", () => {
    const row = { policy: "resend", attempts: 1, createdAt: NOW } as const;
    const sent = (reason: string | null) => fateOf({ ...row, reason }, { kind: "sent" }, NOW, half).reason;
    expect([null, "wait", "apart", "unknown:deadline", "unknown-apart"].map(sent)).toEqual([
      null,
      null,
      null,
      "again",
      "again",
    ]);
    expect(fateOf({ ...row, reason: "unknown:deadline" }, wait, NOW, half).reason).toBe("unknown:deadline");
    expect(fateOf({ ...row, reason: "apart" }, wait, NOW, half).reason).toBe("wait");
  });

  it("keeps the platform's id of what was sent", () => {
    const fate = fateOf({ policy: "resend", attempts: 0, createdAt: NOW }, { kind: "sent", remoteId: "r1" }, NOW, half);
    expect(fate.remoteId).toBe("r1");
  });

  it("after a restart: prompts at once, receipts held, and not for ever", () => {
    const row = { attempts: 0, createdAt: NOW };
    expect(fateAfterRestart({ ...row, policy: "resend" }, NOW)).toMatchObject({ state: "queued", dueAt: NOW });
    expect(fateAfterRestart({ ...row, policy: "hold" }, NOW)).toMatchObject({
      state: "held",
      reason: "unknown:restart",
    });
    // Of many that were under way together at most one is to blame: a few quick restarts lose none of them.
    for (const attempts of [LIMITS.sendAttempts - 1, LIMITS.restartAttempts - 2])
      expect(fateAfterRestart({ ...row, policy: "resend", attempts }, NOW)).toMatchObject({
        state: "queued",
        dueAt: NOW,
      });
    const last = LIMITS.restartAttempts - 1;
    expect(fateAfterRestart({ ...row, policy: "resend", attempts: last }, NOW)).toMatchObject({ state: "dead" });
  });

  it.each([
    [7_000, 7_000],
    [0, SECOND],
    [-5, SECOND],
    [Number.NaN, SECOND],
    [1_500.2, 1_501],
    [Number.POSITIVE_INFINITY, LIMITS_MS.waitLongest],
  ])("a platform's wait of %d ms is %d ms", (said, taken) => {
    expect(waitFor(said)).toBe(taken);
  });
});

describe("for any row and outcome", () => {
  const code = fc.constantFrom("a", "b");
  const outcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.constant<Outcome>({ kind: "sent" }),
    fc.record({ kind: fc.constantFrom("refused" as const, "unreachable" as const, "unknown" as const), code }),
    fc.record({ kind: fc.constant("wait" as const), retryAfterMs: fc.double() }),
  );
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const row = fc.record({
    policy: fc.constantFrom("resend" as const, "hold" as const),
    attempts: fc.nat(LAST),
    createdAt: fc.integer({ min: NOW - 3 * DAY, max: NOW }),
  });

  it("a queued row is due in the future, has been tried, and has tries left", () => {
    fc.assert(
      fc.property(row, outcome, chance, (row, outcome, chance) => {
        const fate = fateOf(row, outcome, NOW, () => chance);
        expect(fate.attempts).toBeGreaterThanOrEqual(row.attempts);
        if (fate.state !== "queued") return;
        expect(fate.dueAt).toBeGreaterThan(NOW);
        expect(fate.dueAt).toBeLessThanOrEqual(NOW + LIMITS_MS.waitLongest);
        expect(Number.isInteger(fate.dueAt)).toBe(true);
        expect(fate.attempts).toBeGreaterThan(0);
        expect(fate.attempts).toBeLessThan(LIMITS.sendAttempts);
      }),
    );
  });

  it("a row to be held is never tried again by itself once no answer is known", () => {
    fc.assert(
      fc.property(row, chance, (row, chance) => {
        const { state } = fateOf({ ...row, policy: "hold" }, unknown, NOW, () => chance);
        expect(state).toBe("held");
      }),
    );
  });

  it("any series of outcomes ends: no row is tried without end", () => {
    fc.assert(
      fc.property(row, fc.infiniteStream(outcome), chance, (row, outcomes, chance) => {
        let now = NOW;
        let tries = 0;
        for (const outcome of outcomes) {
          const fate = fateOf(row, outcome, now, () => chance);
          tries += 1;
          if (fate.state !== "queued") break;
          row = { ...row, attempts: fate.attempts };
          now = fate.dueAt;
          // A day of waits of a second each, and the failures.
          if (tries > 86_400 + 2 * LIMITS.sendAttempts) throw new Error("it does not end");
        }
      }),
    );
  });

  it("the backoff grows to its longest and keeps half of itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), chance, (tries, chance) => {
        const full = backoffMs(tries, () => 1);
        const ms = backoffMs(tries, () => chance);
        expect(ms).toBeGreaterThanOrEqual(full / 2 - 1);
        expect(ms).toBeLessThanOrEqual(full);
        expect(full).toBeLessThanOrEqual(LIMITS_MS.retryLongest);
        expect(backoffMs(tries + 1, () => 1)).toBeGreaterThanOrEqual(full);
      }),
    );
  });
});
