import { describe, expect, it } from "vitest";
import { profitChange } from "../../src/programme/weekly/figures.ts";
import { compareRisk, riskOf } from "../../src/programme/weekly/risk.ts";
import { silenceStep, silentWeeks } from "../../src/programme/weekly/silence.ts";

/** `a`: asked and silent, `r`: reported, `-`: nobody asked. Newest first. */
const weeks = (code: string) =>
  [...code].map((c, at) => ({ week: `w${at}`, asked: c === "a" || c === "r", reported: c === "r" }));

describe("silence", () => {
  it.each([
    ["aaar", 3],
    ["raaa", 0],
    ["a-aar", 3],
    ["----", 0],
    ["-r", 0],
    ["", 0],
  ])("in %s lasts %i weeks", (code, expected) => {
    expect(silentWeeks(weeks(code))).toBe(expected);
  });

  it("is handed over once, rests while the task is open, and goes on with invitations afterwards", () => {
    expect(silenceStep(2, 3, "none")).toBe("invite");
    expect(silenceStep(3, 3, "none")).toBe("hand-over");
    expect(silenceStep(4, 3, "open")).toBe("wait");
    expect(silenceStep(9, 3, "closed")).toBe("invite");
  });
});

const THRESHOLDS = { silentWeeks: 2, profitFallPercent: 30, pausedWeeks: 2 };
const history = (...profits: (number | null | undefined)[]) =>
  profits.flatMap((profit, ago) =>
    profit === undefined ? [] : [{ week: `2026-11-${16 - 7 * ago}`.replace(/-(\d)$/, "-0$1"), profit }],
  );

describe("who is looked after first", () => {
  /** Newest first; undefined: asked and silent, "-": nobody asked. */
  const risk = (...profits: (number | null | undefined | "-")[]) => {
    const told = history(...profits.map((profit) => (profit === "-" ? undefined : profit)));
    const weeks = profits.map((profit, ago) => {
      const week = `2026-11-${16 - 7 * ago}`.replace(/-(\d)$/, "-0$1");
      return { week, asked: profit !== "-", reported: told.some((one) => one.week === week) };
    });
    return riskOf(weeks, told, THRESHOLDS);
  };

  it("sees silence, a business that rests and a profit that falls", () => {
    expect(risk(undefined, undefined, 100)).toEqual({ why: "silent", weeks: 2 });
    expect(risk(null, null, 100)).toEqual({ why: "paused", weeks: 2 });
    expect(risk(60, 80, 100)).toEqual({ why: "falling" });
  });

  it("lets one bad week, a small fall and a recovery pass", () => {
    expect(risk(undefined, 100, 100)).toBeUndefined();
    expect(risk(10, 100, 90)).toBeUndefined();
    expect(risk(80, 90, 100)).toBeUndefined();
    expect(risk(70, 10, 100)).toBeUndefined();
  });

  it("passes over weeks in which nobody asked", () => {
    expect(risk("-", undefined, "-")).toBeUndefined();
    expect(risk("-", undefined, undefined)).toEqual({ why: "silent", weeks: 2 });
    expect(risk(null, "-", null)).toEqual({ why: "paused", weeks: 2 });
    expect(risk(undefined, "-", null)).toBeUndefined();
    expect(riskOf([], [], THRESHOLDS)).toBeUndefined();
  });

  it("puts the longest silence first", () => {
    const risks = [
      { why: "falling" as const },
      { why: "silent" as const, weeks: 2 },
      { why: "silent" as const, weeks: 4 },
    ];
    expect(risks.sort(compareRisk).map((r) => ("weeks" in r ? r.weeks : 0))).toEqual([4, 2, 0]);
  });
});

describe("the change of the profit", () => {
  it("compares each with herself, and only those who have both weeks", () => {
    const all = [history(120, 100), history(50, 80), history(500, undefined), history(null, 70), history(100, 100)];
    expect(profitChange("2026-11-16", all)).toEqual({ pairs: 3, average: -3, median: 0 });
    expect(profitChange("2026-11-16", [])).toEqual({ pairs: 0, average: 0, median: 0 });
  });
});
