import { beforeEach, describe, expect, it } from "vitest";
import { flowStats } from "../../src/analytics/index.ts";
import { ALWAYS, asking, logIn, MINUTE, of, TWO } from "./kit.ts";

let log: ReturnType<typeof logIn>;
beforeEach(() => {
  log = logIn();
});

describe("the steps of a flow", () => {
  it("stand in the order of the flow, questions and reviews only", () => {
    log.row("do-form-open", "started", "first");
    expect(log.stats().steps.map(({ step }) => step)).toEqual(["first", "second", "review-1"]);
  });

  it("counts a person once, whatever she did how often", () => {
    for (let week = 0; week < 3; week++) {
      log.row("do-form-open", "started", "first");
      log.row("first", "misunderstood", "first");
      log.row("first", "which", "first");
      log.row("first", "answered,read-back", "second");
      log.row("second", "back", "first");
      log.row("first", "answered", "second");
      log.row("second", "skipped", "review-1");
      log.row("review-1", "reviewed,finished", null);
    }
    const stats = log.stats();
    expect(stats.people).toBe(1);
    expect(of(stats, "first")).toEqual({ reached: 1, answered: 1, again: 1, which: 1 });
    expect(of(stats, "second")).toEqual({ reached: 1, skipped: 1, back: 1 });
    expect(of(stats, "review-1")).toEqual({ reached: 1, answered: 1 });
  });

  it("tells who was reminded, stalled and helped", () => {
    log.row("do-form-open", "started", "first");
    log.row("first", "reminded", "first");
    log.row("first", "stalled", "first");
    log.row("first", "helped,answered", "second", { by: "b" });
    expect(of(log.stats(), "first")).toEqual({ reached: 1, answered: 1, helped: 1, reminded: 1, stalled: 1 });
  });

  it("counts an answer that its check refused as asked again", () => {
    const flow = asking([{ ask: "pin", as: "text", validate: "form.check" }, { say: "done" }]);
    log.row("pin", "started", "pin");
    log.row("pin", "answered", "pin");
    expect(of(log.stats(flow), "pin")).toEqual({ reached: 1, again: 1, left: 1, dropped: 1 });
    log.row("pin", "answered,finished", null);
    expect(of(log.stats(flow), "pin")).toEqual({ reached: 1, answered: 1, again: 1 });
  });

  it("counts two records that became one as one person", () => {
    const person = log.sqlite.prepare(
      "INSERT INTO person (id, zone, status, merged_into, created_at, changed_at) VALUES (?, 'z', ?, ?, 0, 0)",
    );
    person.run("new", "active", null);
    person.run("old", "merged", "new");
    log.row("first", "answered", "second", { who: "old" });
    log.row("second", "answered", "review-1", { who: "new" });
    expect(log.stats().people).toBe(1);
    expect(of(log.stats(), "second")).toEqual({ reached: 1, answered: 1 });
  });
});

describe("who dropped out", () => {
  it("is who was asked last and said nothing more, or left there", () => {
    log.row("do-form-open", "started", "first", { who: "silent" });
    log.row("first", "reminded", "first", { who: "silent" });
    log.row("do-form-open", "started", "first", { who: "left" });
    log.row("first", "cancelled", null, { who: "left" });
    log.row("do-form-open", "started", "first", { who: "closed" });
    log.row("first", "stalled,cancelled", null, { who: "closed" });
    log.row("do-form-open", "started", "first", { who: "through" });
    log.row("first", "answered", "second", { who: "through" });
    const first = of(log.stats(), "first");
    expect(first).toMatchObject({ reached: 4, answered: 1, cancelled: 2, left: 1, dropped: 3 });
    expect(of(log.stats(), "second")).toMatchObject({ reached: 1, dropped: 1 });
  });

  it("is nobody whose last turn led into another flow", () => {
    log.row("review-1", "reviewed,started", "first");
    log.row("do-other", "started", "first", { flow: "other" });
    expect(of(log.stats(), "review-1")).toEqual({ reached: 1, answered: 1 });
    expect(of(log.stats(), "first")).toEqual({});
  });

  it("is also who was led into the flow by another, as her open conversation tells", () => {
    log.row("menu", "answered,finished,started", "first", { flow: "menu" });
    log.sqlite
      .prepare("INSERT INTO person (id, zone, status, created_at, changed_at) VALUES ('a', 'z', 'active', 0, 0)")
      .run();
    const frames = JSON.stringify([{ flow: "form", at: "first", mode: "ask" }]);
    log.sqlite.prepare("INSERT INTO session (person_id, frames, n, heard_at) VALUES ('a', ?, 1, 500)").run(frames);
    expect(of(log.stats(), "first")).toEqual({ reached: 1, left: 1, dropped: 1 });
    expect(of(log.stats(TWO, { from: 501, to: 900 }), "first")).toEqual({});
  });
});

describe("waiting times", () => {
  const step = (name: string) => log.stats().steps.find((one) => one.step === name);

  it("run from the question to its answer, past misunderstandings and reminders", () => {
    log.row("do-form-open", "started", "first", { at: 0 });
    log.row("first", "misunderstood", "first", { at: 10 * MINUTE, waited: 10 * MINUTE });
    log.row("first", "reminded", "first", { at: 100 * MINUTE, waited: 90 * MINUTE });
    log.row("first", "answered", "second", { at: 120 * MINUTE, waited: 20 * MINUTE });
    expect(step("first")).toMatchObject({ medianMs: 120 * MINUTE, p90Ms: 120 * MINUTE });
    expect(step("second")).toMatchObject({ medianMs: null, p90Ms: null });
  });

  it("have a median and a p90 that were measured", () => {
    for (let n = 1; n <= 10; n++) {
      log.row("do-form-open", "started", "first", { who: `p${n}`, at: 0 });
      log.row("first", "answered", "second", { who: `p${n}`, at: n * n * MINUTE });
    }
    expect(step("first")).toMatchObject({ medianMs: 25 * MINUTE, p90Ms: 81 * MINUTE });
  });

  it("of a question that was asked before the period are what the log says of them", () => {
    log.row("do-form-open", "started", "first", { at: 0 });
    log.row("first", "answered", "second", { at: 60 * MINUTE, waited: 59 * MINUTE });
    const [first] = log.stats(TWO, { from: 1, to: 100 * MINUTE }).steps;
    expect(first).toMatchObject({ medianMs: 59 * MINUTE });
  });
});

describe("a flow that was edited", () => {
  const before = asking([
    { ask: "first", as: "number" },
    { ask: "gone", as: "text" },
    { ask: "old", as: "number" },
  ]);
  const today = asking(
    [
      { ask: "first", as: "number" },
      { ask: "second", as: "number" },
    ],
    { moved: { old: "second" } },
  );

  it("has the questions that are gone behind those of today, and where they went", () => {
    log.keep(before, "r1", 1);
    log.keep(today, "r2", 2);
    log.row("first", "started", "first");
    log.row("first", "answered", "gone");
    log.row("gone", "answered", "old");
    // She stood at `old` when the file was edited, and goes on at what took its place.
    log.row("second", "answered,finished", null);
    const stats = log.stats(today);
    expect(stats.steps.map(({ step, earlier, now }) => [step, earlier, now])).toEqual([
      ["first", false, undefined],
      ["second", false, undefined],
      ["gone", true, undefined],
      ["old", true, "second"],
    ]);
    expect(of(stats, "old")).toEqual({ reached: 1 });
    expect(of(stats, "second")).toEqual({ reached: 1, answered: 1 });
  });

  it("does not list what nobody was asked in the period, and finds what no revision knows any more", () => {
    log.keep(before, "r1", 1);
    log.row("lost", "answered", "first");
    expect(log.stats(today).steps.map(({ step, earlier }) => [step, earlier])).toEqual([
      ["first", false],
      ["second", false],
      ["lost", true],
    ]);
  });

  it("is told as it was when its file is gone, and is unknown when it never was", () => {
    expect(flowStats(log.sqlite, "form", undefined, ALWAYS)).toBeUndefined();
    log.keep(before, "r1", 1);
    log.row("gone", "answered", "old");
    const stats = flowStats(log.sqlite, "form", undefined, ALWAYS);
    expect(stats?.steps.map(({ step, earlier }) => [step, earlier])).toEqual([
      ["gone", true],
      ["old", true],
    ]);
  });
});
