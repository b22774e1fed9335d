import { describe, expect, it } from "vitest";
import { decide, type Ending } from "../../../src/channels/whatsapp/reconnect.ts";

const end = (code: number | undefined, more: Partial<Ending> = {}) => decide({ code, attempts: 1, random: 0, ...more });

describe("when a connection has ended", () => {
  it.each([
    [401, "logged-out"],
    [402, "restricted"],
    [403, "locked"],
    [405, "outdated"],
    [406, "banned"],
    [409, "outdated"],
    [411, "not-multi-device"],
    [440, "replaced"],
  ])("%i waits for a human: %s", (code, why) => {
    expect(end(code)).toEqual({ kind: "stop", why, alert: true });
    expect(end(code, { attempts: 7 })).toEqual({ kind: "stop", why, alert: true });
  });

  it.each([408, 428, 503, 500, 429, 501, 418, undefined])("%s is tried again by itself", (code) => {
    expect(end(code)).toEqual({ kind: "after", ms: 1_000, alert: false });
  });

  it("515 is followed by a new connection at once, but not for ever", () => {
    expect(end(515)).toEqual({ kind: "now" });
    expect(end(515, { attempts: 3 })).toEqual({ kind: "now" });
    expect(end(515, { attempts: 4 })).toEqual({ kind: "after", ms: 8_000, alert: false });
  });

  it("402 says until when, where WhatsApp does, and nothing else does", () => {
    expect(end(402, { until: 99 })).toEqual({ kind: "stop", why: "restricted", alert: true, until: 99 });
    expect(end(401, { until: 99 })).toEqual({ kind: "stop", why: "logged-out", alert: true });
  });

  it("a proxy's 403 is no ban", () => {
    const reason = "WebSocket Error (Unexpected server response: 403)";
    expect(end(403, { reason })).toEqual({ kind: "after", ms: 1_000, alert: false });
    expect(end(403, { reason: "Connection Failure" })).toMatchObject({ kind: "stop" });
  });

  it("waits twice as long each time, up to five minutes", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((attempts) => end(408, { attempts, random: 1 }));
    expect(waits.map((wait) => (wait.kind === "after" ? wait.ms / 1_000 : wait.kind))).toEqual([
      2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
    expect(end(408, { attempts: 1_000_000, random: 1 })).toMatchObject({ ms: 300_000 });
  });

  it("spreads the waits over their upper half", () => {
    const of = (random: number) => end(408, { attempts: 20, random });
    expect([of(0), of(0.5), of(1)]).toMatchObject([{ ms: 150_000 }, { ms: 225_000 }, { ms: 300_000 }]);
  });

  it("tells a human after ten in a row, once", () => {
    const alerts = Array.from({ length: 30 }, (_, n) => end(408, { attempts: n + 1 })).map(
      (action) => action.kind === "after" && action.alert,
    );
    expect(alerts.indexOf(true)).toBe(9);
    expect(alerts.filter(Boolean)).toHaveLength(1);
  });
});
