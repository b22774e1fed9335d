import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trendOf } from "../../src/programme/weekly/trend.ts";

const WEEK = "2026-11-16";

describe("her own trend", () => {
  it("puts the weeks in one line and says how much more it was", () => {
    const history = [{ week: "2026-11-09", profit: 120_000 }];
    expect(trendOf(WEEK, 150_000, history)).toEqual({
      trend: "up",
      weeks: "9–15 Nov Rp 120.000, 16–22 Nov Rp 150.000",
      change: "Rp 30.000",
    });
  });

  it("shows four weeks at most, and leaves weeks without business out", () => {
    const history = [
      { week: "2026-10-19", profit: 10_000 },
      { week: "2026-10-26", profit: 20_000 },
      { week: "2026-11-02", profit: null },
      { week: "2026-11-09", profit: 40_000 },
    ];
    const { weeks, trend } = trendOf(WEEK, 40_000, history);
    expect(weeks).toBe("26 Okt–1 Nov Rp 20.000, 9–15 Nov Rp 40.000, 16–22 Nov Rp 40.000");
    expect(trend).toBe("same");
  });

  it("never has a sign that could be read as a reproach", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (now, before) => {
        const { change, trend } = trendOf(WEEK, now, [{ week: "2026-11-09", profit: before }]);
        expect(change).not.toContain("-");
        expect(trend).toBe(now === before ? "same" : now > before ? "up" : now === 0 ? "zero" : "down");
      }),
      { seed: 1 },
    );
  });

  it("knows a first report from one after a long time, and compares nothing while the business rests", () => {
    expect(trendOf(WEEK, 0, []).trend).toBe("first");
    expect(trendOf(WEEK, 50_000, [{ week: "2026-09-07", profit: 40_000 }]).trend).toBe("again");
    expect(trendOf(WEEK, null, [{ week: "2026-11-09", profit: 40_000 }])).toEqual({
      trend: "paused",
      weeks: "",
      change: "",
    });
  });

  it("does not look at later weeks when an earlier one is corrected", () => {
    const history = [
      { week: "2026-11-09", profit: 100_000 },
      { week: "2026-11-23", profit: 900_000 },
    ];
    expect(trendOf(WEEK, 110_000, history)).toMatchObject({ trend: "up", change: "Rp 10.000" });
  });
});
