import fc from "fast-check";
import { GrammyError, HttpError } from "grammy";
import { describe, expect, it } from "vitest";
import { BACKOFF_CAP_MS, BACKOFF_FIRST_MS, backoffMs } from "../../../src/channels/telegram/backoff.ts";
import { resultOf } from "../../../src/channels/telegram/refusal.ts";
import { neverConnected, toRukunError, troubleOf } from "../../../src/channels/telegram/trouble.ts";

const refusal = (error_code: number, description: string, retry_after?: number) => ({
  error_code,
  description,
  ...(retry_after !== undefined && { parameters: { retry_after } }),
});

describe("resultOf", () => {
  it.each([
    [403, "Forbidden: bot was blocked by the user", { kind: "unreachable", code: "telegram.blocked" }],
    [403, "Forbidden: user is deactivated", { kind: "unreachable", code: "telegram.deactivated" }],
    [
      403,
      "Forbidden: bot can't initiate conversation with a user",
      { kind: "unreachable", code: "telegram.never-wrote" },
    ],
    [403, "Forbidden: something new", { kind: "unreachable", code: "telegram.forbidden" }],
    [400, "Bad Request: chat not found", { kind: "unreachable", code: "telegram.no-chat" }],
    [400, "Bad Request: PEER_ID_INVALID", { kind: "unreachable", code: "telegram.no-chat" }],
    [400, "Bad Request: message is too long", { kind: "refused", code: "telegram.text-too-long" }],
    [400, "Bad Request: message text is empty", { kind: "refused", code: "telegram.text-empty" }],
    [400, "Bad Request: BUTTON_DATA_INVALID", { kind: "refused", code: "telegram.choice-id" }],
    [400, "Bad Request: something new", { kind: "refused", code: "telegram.bad-request" }],
    [413, "Request Entity Too Large", { kind: "refused", code: "telegram.too-large" }],
    [401, "Unauthorized", { kind: "wait", retryAfterMs: 60_000 }],
    [404, "Not Found", { kind: "wait", retryAfterMs: 60_000 }],
    [500, "Internal Server Error", undefined],
    [502, "Bad Gateway", undefined],
    [418, "I'm a teapot", undefined],
  ])("reads %i %s", (code, description, expected) => {
    expect(resultOf(refusal(code, description))).toEqual(expected);
  });

  it("waits as long as Telegram asks, and a little where it does not say", () => {
    expect(resultOf(refusal(429, "Too Many Requests", 17))).toEqual({ kind: "wait", retryAfterMs: 17_000 });
    expect(resultOf(refusal(429, "Too Many Requests"))).toEqual({ kind: "wait", retryAfterMs: 5_000 });
  });
});

const said = (code: number, description: string) =>
  troubleOf(new GrammyError("no", { ok: false, error_code: code, description, parameters: {} }, "getUpdates", {}));
const cut = (code: string) => new HttpError("no", Object.assign(new Error("https://x/bot1:secret/"), { code }));

describe("troubleOf", () => {
  it.each([
    [401, "Unauthorized", "telegram.token"],
    [404, "Not Found", "telegram.token"],
    [409, "Conflict: terminated by other getUpdates request", "telegram.other-poller"],
    [409, "Conflict: can't use getUpdates method while webhook is active", "telegram.webhook-set"],
    [500, "Internal Server Error", "telegram.500"],
  ])("reads %i %s", (code, description, expected) => {
    expect(said(code, description).code).toBe(expected);
  });

  it("shows the system's code of a lost connection, and nothing else of its error", () => {
    expect(troubleOf(cut("ECONNRESET")).what).toBe("Telegram does not answer (ECONNRESET).");
    expect(troubleOf(cut("bot1:secret")).what).toBe("Telegram does not answer.");
    expect(toRukunError(cut("ECONNRESET"))).toMatchObject({ code: "telegram.no-answer", retryable: true });
    expect(toRukunError(cut("ECONNRESET")).cause).toBeUndefined();
  });

  it("knows which failures came before the first byte", () => {
    expect(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].map((code) => neverConnected(cut(code)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["ECONNRESET", "ETIMEDOUT", "EPIPE"].map((code) => neverConnected(cut(code)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("backoffMs", () => {
  it("grows, stays within its cap, and never falls below what was asked", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), share, fc.nat(600_000), (failures, random, asked) => {
        const ms = backoffMs(failures, () => random, asked);
        expect(ms).toBeGreaterThanOrEqual(Math.max(asked, BACKOFF_FIRST_MS / 2));
        expect(ms).toBeLessThanOrEqual(Math.max(asked, BACKOFF_CAP_MS));
      }),
    );
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, () => 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});
