import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/flow/session.ts";
import { amountOf, assess, judge } from "../../../src/programme/graduation/assessment.ts";
import { evidenceOf, monthsBetween, type OfOne } from "../../../src/programme/graduation/evidence.ts";
import type { Happened } from "../../../src/programme/index.ts";
import type { Criterion, Evidence } from "../../../src/programme/pack/index.ts";
import { melati } from "../support.ts";

const TODAY = "2026-11-20";

type Told = [kind: string, on: string, data: Record<string, Json>];
const one = (told: Told[], since: string | undefined = "2026-09-01"): OfOne => ({
  today: TODAY,
  since,
  events: (kind) =>
    told
      .filter(([of]) => of === kind)
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .map(
        ([, on, data]) => ({ kind, on, data, personId: "p", groupId: null, village: "Sereh" }) as unknown as Happened,
      ),
});
const value = (evidence: Evidence, told: Told[], since?: string) => evidenceOf(evidence, one(told, since)).value;
const week = (on: string, running: "yes" | "no", profit?: number): Told => [
  "weekly.report",
  on,
  { running, ...(profit === undefined ? {} : { profit }) },
];
const WEEKS = [
  "2026-11-16",
  "2026-11-09",
  "2026-11-02",
  "2026-10-26",
  "2026-10-19",
  "2026-10-12",
  "2026-10-05",
  "2026-09-28",
];

describe("evidence of one person", () => {
  it("is not known where nothing of the kind was ever told, and nothing where none of it fits", () => {
    const running: Evidence = { count: "weekly.report", where: { running: "yes" }, weeks: 8 };
    expect(evidenceOf(running, one([]))).toEqual({ value: null, on: null });
    expect(evidenceOf(running, one([week("2026-11-16", "no")]))).toEqual({ value: 0, on: "2026-11-16" });
  });

  it("looks at the last so many weeks, this one too, and no further back", () => {
    const told = [...WEEKS, "2026-09-21"].map((on) => week(on, "yes"));
    expect(value({ count: "weekly.report", where: { running: "yes" }, weeks: 8 }, told)).toBe(8);
    expect(value({ count: "weekly.report" }, told)).toBe(9);
  });

  it("takes the median, the sum, the newest, different values, and months", () => {
    const told = [week("2026-11-02", "yes", 100_001), week("2026-11-09", "yes", 200_000), week("2026-11-16", "no")];
    expect(evidenceOf({ median: "profit", of: "weekly.report" }, one(told))).toEqual({
      value: 150_000,
      on: "2026-11-09",
    });
    expect(value({ sum: "profit", of: "weekly.report" }, told)).toBe(300_001);
    expect(value({ last: "running", of: "weekly.report" }, told)).toEqual(["no"]);
    const trained: Told[] = ["a", "b", "a"].map((module) => ["training.completed", "2026-11-01", { module }]);
    expect(value({ distinct: "module", of: "training.completed" }, trained)).toBe(2);
    expect(value({ distinct: "village", of: "training.completed" }, trained)).toBe(1);
    expect(value({ months: "enrolled" }, [], "2026-09-21")).toBe(1);
    expect(value({ months: "enrolled" }, [], "2026-09-20")).toBe(2);
    expect(evidenceOf({ months: "enrolled" }, { ...one([]), since: undefined }).value).toBeNull();
  });

  it("measures who is asked each fourth week like who is asked each week: the share of what she told", () => {
    const share = { share: "weekly.report", where: { running: "yes" }, weeks: 8, least: 2, spans: 1 };
    const told = (running: ("yes" | "no")[]) =>
      WEEKS.slice(0, running.length).map((on, at) => week(on, running[at] ?? "no"));
    expect(value(share, told(["yes", "yes", "no"]))).toBe(666_666);
    expect(value(share, told(["yes", "yes"]))).toBe(1_000_000);
    expect(value(share, told(["no", "no"]))).toBe(0);
    const spanning = { ...share, spans: 3 };
    expect([value(spanning, told(["yes", "yes"])), value(spanning, told(["yes", "yes", "yes"]))]).toEqual([
      null,
      1_000_000,
    ]);
    // One report says nothing yet.
    expect(value(share, told(["yes"]))).toBeNull();
    expect(value(share, [week("2026-08-03", "yes"), week("2026-08-10", "yes")])).toBeNull();
  });

  it("counts weeks in a row up to this one or, while it goes on, the one before", () => {
    const streak: Evidence = { streak: "weekly.report", where: { running: "yes" } };
    expect(value(streak, [week("2026-11-09", "yes"), week("2026-11-02", "yes"), week("2026-10-19", "yes")])).toBe(2);
    expect(value(streak, [week("2026-11-02", "yes")])).toBe(0);
  });

  it("compares her first events with her last, never the same ones, and in percent of something", () => {
    const told = (...profits: number[]) => profits.map((profit, at) => week(WEEKS[at] ?? "", "yes", profit)).reverse();
    const change = (as: "median" | "median-percent" | "people"): Evidence => ({
      change: "profit",
      of: "weekly.report",
      pair: 2,
      as,
      by: 50_000,
    });
    expect(value(change("median"), told(300_000, 300_000, 100_000, 100_000))).toBe(200_000);
    expect(value(change("median-percent"), told(300_000, 300_000, 100_000, 100_000))).toBe(2_000_000);
    expect(value(change("people"), told(120_000, 120_000, 100_000, 100_000))).toBe(0);
    expect(value(change("median"), told(300_000, 100_000, 100_000))).toBeNull();
    expect(value(change("median-percent"), told(1, 1, 0, 0))).toBeNull();
    const tests: Told[] = [
      ["training.test", "2026-10-01", { which: "pre", right: 4 }],
      ["training.test", "2026-10-20", { which: "post", right: 9 }],
    ];
    const paired = { change: "right", of: "training.test", pair: 1, as: "median" as const };
    expect(value({ ...paired, from: { which: "pre" }, to: { which: "post" } }, tests)).toBe(5);
  });

  it("looks at what came within days of another thing, and knows nothing where that never was", () => {
    const received: Evidence = { count: "capital.received", within: { days: 30, after: "training.completed" } };
    const done: Told = ["training.completed", "2026-09-01", { module: "a" }];
    expect(
      value(received, [done, ["capital.received", "2026-09-20", {}], ["capital.received", "2026-11-01", {}]]),
    ).toBe(1);
    expect(value(received, [["capital.received", "2026-09-20", {}]])).toBeNull();
  });
});

describe("months between two days", () => {
  it("are whole ones", () => {
    expect(monthsBetween("2026-01-31", "2026-02-28")).toBe(0);
    expect(monthsBetween("2025-11-20", "2026-11-20")).toBe(12);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }), (a, b) => {
        const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
        const months = monthsBetween(day(Math.min(a, b)), day(Math.max(a, b)));
        expect(months).toBeGreaterThanOrEqual(0);
        expect(months).toBeLessThanOrEqual(Math.abs(a - b) / 28);
      }),
    );
  });
});

describe("an assessment", () => {
  const { graduation } = melati();
  if (graduation === undefined) throw new Error("melati takes its graduation from _base");
  const figures = () => undefined;
  const full = (): Told[] => [
    ...Array.from({ length: 26 }, (_, at) => {
      const on = new Date(Date.parse("2026-11-16") - at * 7 * 86_400_000).toISOString().slice(0, 10);
      return week(on, "yes", 350_000);
    }),
    ["training.completed", "2026-10-01", { module: "a" }],
    ["form.usaha", "2026-10-01", { reserve: 300_000, records: "yes", suppliers: 2 }],
  ];
  /** The same, with other answers about how the business is kept. */
  const kept = (answers: Record<string, Json>) =>
    full().map(([kind, on, data]): Told => [kind, on, kind === "form.usaha" ? answers : data]);

  it("is the highest level of which everything is met, and of those below", () => {
    expect(assess(graduation, one(full()), figures)).toMatchObject({ level: { id: "stabil" }, reaches: true, met: 7 });
    expect(assess(graduation, one(kept({ records: "yes", suppliers: 2 })), figures)).toMatchObject({
      level: { id: "rentan" },
      reaches: false,
    });
    expect(assess(graduation, one([]), figures)).toMatchObject({ level: { id: "miskin" }, met: 0, needed: 7 });
  });

  it("tells what is not recorded from what is not yet there", () => {
    const standings = assess(graduation, one(kept({ reserve: 1, suppliers: 2 })), figures).judged;
    const of = (id: string) => standings.find(({ criterion }) => criterion.id === id)?.standing;
    expect([of("cadangan"), of("pencatatan"), of("pelatihan")]).toEqual(["not-yet", "unknown", "met"]);
  });

  it("takes a part of a figure upward, and knows nothing without the figure", () => {
    expect(amountOf({ figure: "umk", times: 230_800 }, () => 2_500_001)).toBe(577_001);
    const umk = { ...graduation.criteria[0], evidence: { sum: "profit", of: "weekly.report" } } as Criterion;
    const judged = (figure: number | undefined) =>
      judge(
        { ...umk, "at-least": { figure: "umk", times: 1_000_000 } },
        one([week("2026-11-16", "yes", 5)]),
        () => figure,
      );
    expect([judged(5).standing, judged(6).standing, judged(undefined).standing]).toEqual(["met", "not-yet", "unknown"]);
  });
});
