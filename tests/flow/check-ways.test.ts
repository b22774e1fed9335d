import { describe, expect, it } from "vitest";
import { flow, wrong, wrongSteps } from "./check-support.ts";

const RUNNING = "  - ask: running\n    as: choice\n    options: [yes, no]\n";
const THANKS = "  - say: thanks\n";

describe("repeats", () => {
  const repeat = (head: string, inner = "      - ask: more\n        as: yes-no\n") =>
    `  - ask: go\n    as: yes-no\n  - repeat: r\n${head}    steps:\n${inner}${THANKS}`;
  it.each([
    [repeat(""), "7: Nothing ends this repeat."],
    [repeat("    while: { go: yes }\n"), "7: This repeat may never end."],
    [
      repeat("    while: { more: yes }\n    max: 5\n"),
      '8: The first round never begins: "more" has no value before it.',
    ],
    [repeat("    max: 100\n", "      - say: a\n"), "7: This repeat may run on without asking anything."],
    [
      repeat("    max: 100\n", "      - ask: more\n        as: text\n        when: { go: yes }\n"),
      "7: This repeat may run on without asking anything.",
    ],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps)).toEqual([expected]);
  });

  it.each([
    repeat("    max: 5\n"),
    repeat("    while: { go: yes }\n    max: 5\n"),
    repeat("    while: { more: { set: false } }\n    max: 5\n"),
    repeat("    max: 5\n", "      - say: a\n"),
    `  - do: report.find\n  - repeat: m\n    over: members\n    steps:\n      - ask: p\n        as: yes-no\n${THANKS}`,
  ])("is content with %j", (steps) => {
    expect(wrongSteps(steps)).toEqual([]);
  });
});

describe("steps that are never reached", () => {
  it.each([
    [
      "  - say: a\n    end: true\n  - say: b\n  - say: c\n",
      ['7: The step "b" is never reached: the flow ends before it.'],
    ],
    [
      `${RUNNING}  - if: { running: yes }\n    steps: [{ say: a, end: true }]\n    else: [{ say: b, end: true }]\n${THANKS}`,
      ['11: The step "thanks" is never reached: the flow ends before it.'],
    ],
    [`${RUNNING}  - say: a\n    when: { running: yes }\n    end: true\n${THANKS}`, []],
    [`${RUNNING}  - do: report.submit\n    outcomes: { duplicate: b }\n  - say: a\n    end: true\n  - say: b\n`, []],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps)).toEqual(expected);
  });
});

describe("answers that lead nowhere", () => {
  it.each([
    [RUNNING, ['5: After the answer to "running" nothing more is said.']],
    [
      `${RUNNING}  - say: a\n    when: { running: yes }\n`,
      ['5: After the answer "no" to "running" nothing more is said.'],
    ],
    [
      `  - ask: q\n    as: yes-no\n  - if: { q: no }\n    steps: [{ end: true }]\n${THANKS}`,
      ['5: After the answer "no" to "q" nothing more is said.'],
    ],
    [`${RUNNING}  - do: report.submit\n`, ['5: After the answer to "running" nothing more is said.']],
    [`${RUNNING}  - say: a\n    when: { running: yes }\n  - say: b\n    unless: { running: yes }\n`, []],
    [
      `${RUNNING}  - say: a\n    when: { running: yes, registered: true }\n  - say: b\n    unless: { running: yes }\n`,
      [],
    ],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps)).toEqual(expected);
  });

  const started = (steps: string, head = "remind: none\nstart: { words: true }") =>
    wrong({ flows: { x: flow(steps, head) } });
  const ENDS = "  - do: report.find\n    outcomes: { none: end }\n";

  it("says something when a flow that a person began ends at once", () => {
    expect(started(ENDS + THANKS)).toEqual([
      'x.yaml:7: When "do-report-find" comes to "none", nothing is said. | Lead the outcome to a say step that ends the flow.',
    ]);
    expect(started(`  - say: wait\n${ENDS}${THANKS}`)).toEqual([]);
    expect(started(ENDS + THANKS, "remind: none\nstart: { every: weekly }")).toEqual([]);
  });

  it("lets a called flow hand on to the one that called it", () => {
    const flows = { x: flow(`  - call: y\n${THANKS}`), y: flow("  - ask: q\n    as: text\n", undefined, "y") };
    expect(wrong({ flows })).toEqual([]);
  });
});

describe("flows that call flows", () => {
  const y = (steps: string, head?: string) => flow(steps, head, "y");
  it.each([
    ["  - call: z\n", y(THANKS), '5: There is no flow "z".'],
    ["  - call: y\n", y(THANKS, "remind: none\ntakes: [group]"), '5: The flow "y" takes "group" and does not get it.'],
    ["  - call: y\n    with: { group: A }\n", y(THANKS), '6: The flow "y" does not take "group".'],
    [
      "  - ask: q\n    as: choice\n    options: [y, z]\n  - open: q\n",
      y(THANKS),
      '8: The option "z" of "q" is no flow.',
    ],
    [
      "  - ask: q\n    as: choice\n    options: [x, y]\n  - open: q\n",
      y(THANKS, "remind: none\ntakes: [group]"),
      '8: The flow "y" takes group, and open: gives nothing.',
    ],
  ])("in %j", (steps, other, expected) => {
    expect(wrongSteps(steps, { flows: { y: other } })).toEqual([expected]);
  });

  it.each([
    ["  - call: y\n    with: { group: A }\n", y("  - say: a\n", "remind: none\ntakes: [group]")],
    ["  - call: y\n", y("  - say: a\n", "remind: none\ntakes: [group]\nstart: { menu: 1 }")],
    [`  - ask: q\n    as: choice\n    options: [y, z]\n  - open: q\n    unless: { q: z }\n${THANKS}`, y(THANKS)],
    [
      `  - ask: q\n    as: choice\n    options: [y, z]\n  - say: a\n    when: { q: z }\n    end: true\n  - open: q\n`,
      y(THANKS),
    ],
  ])("is content with %j", (steps, other) => {
    expect(wrongSteps(steps, { flows: { y: other } })).toEqual([]);
  });

  it("refuses a circle of calls without a question", () => {
    const flows = { x: flow("  - call: y"), y: y("  - say: a\n  - call: x\n") };
    expect(wrong({ flows })).toEqual([
      "x.yaml:5: The flow calls itself without asking anything in between: x -> y -> x. | Take one of the calls away.",
      "y.yaml:6: The flow calls itself without asking anything in between: y -> x -> y. | Take one of the calls away.",
    ]);
    const asks = { x: flow("  - call: y"), y: y("  - ask: a\n    as: text\n  - call: x\n") };
    expect(wrong({ flows: asks })).toEqual([]);
  });

  it("does not count on values that a person who starts the flow cannot give", () => {
    const takes = (start: string) =>
      flow("  - call: y\n    with: { group: $group }\n", `takes: [group]\nremind: none${start}`);
    const other = y("  - say: a\n", "remind: none\ntakes: [group]");
    expect(wrong({ flows: { x: takes(""), y: other } })).toEqual([]);
    expect(wrong({ flows: { x: takes("\nstart: { menu: 1 }"), y: other } })).toEqual([
      expect.stringMatching(/"group" may have no value here: a person who starts the flow does not give it\./),
    ]);
  });
});

describe("silence", () => {
  const steps = `  - ask: q\n    as: text\n${THANKS}`;
  it.each([
    ["remind: none\nsilence: close", "4: Nothing leads to silence: nobody is reminded."],
    ["remind: none\nstart: { every: weekly }", "3: Rukun starts this flow, and nobody is reminded of it."],
    ["remind: [2d, 6h]\nsilence: human", "3: The second reminder does not come after the first."],
    ["remind: [0h]\nsilence: human", "3: The first reminder comes at once."],
    ["remind: [1d]", "3: After the reminders nothing happens."],
    ["remind: [1d]\nsilence: human\nprivacy: sealed", "3: A sealed flow reminds of itself."],
  ])("in %j", (head, expected) => {
    expect(wrong({ flows: { x: flow(steps, head) } }).map((line) => line.split(" | ")[0])).toEqual([
      `x.yaml:${expected}`,
    ]);
  });

  it.each([
    "remind: none",
    "remind: [6h, 2d]\nsilence: close",
    "remind: [1d]\nsilence: human\nstart: { every: weekly }",
  ])("is content with %j", (head) => {
    expect(wrong({ flows: { x: flow(steps, head) } })).toEqual([]);
  });
});

describe("sealed flows", () => {
  const sealed = (steps: string, head = "") => flow(steps + THANKS, `remind: none\nprivacy: sealed${head}`);
  it.each([
    [sealed("  - do: report.log\n"), 'x.yaml:6: "report.log" writes down what it is given; this flow is sealed.'],
    [
      sealed("  - ask: n\n    as: number\n    validate: report.check\n"),
      'x.yaml:8: "report.check" writes down what it is given; this flow is sealed.',
    ],
    [sealed("  - call: y\n"), 'x.yaml:6: The flow "y" writes down its conversation; this one is sealed.'],
    [sealed("", "\nstart: { every: daily }"), "x.yaml:5: Rukun would begin a sealed flow by itself."],
  ])("in %j", (x, expected) => {
    const flows = { x, y: flow(THANKS, undefined, "y") };
    expect(wrong({ flows }).map((line) => line.split(" | ")[0])).toEqual([expected]);
  });

  it("is content with sealed actions and flows", () => {
    const flows = {
      x: sealed("  - do: report.find\n  - call: y\n"),
      y: flow(THANKS, "remind: none\nprivacy: sealed", "y"),
    };
    expect(wrong({ flows })).toEqual([]);
  });
});

describe("people in the middle of a flow", () => {
  const at = (step: string, as: string, people = 3, id = "x") => ({ liveSteps: [{ flow: id, step, as, people }] });
  const found = (context: ReturnType<typeof at>, head = "remind: none") =>
    wrong({ flows: { x: flow(`${RUNNING}  - review: true\n${THANKS}`, head) }, context }).map((l) => l.split(" | ")[0]);

  it("find their step", () => {
    expect(found(at("running", "choice"))).toEqual([]);
    expect(found(at("review-1", "review"))).toEqual([]);
    expect(found(at("runs", "choice"), "remind: none\nmoved: { runs: running }")).toEqual([]);
  });

  it("are not left at a step, type or flow that is gone", () => {
    expect(found(at("runs", "choice"))).toEqual(['x.yaml:4: 3 people are waiting at the step "runs", which is gone.']);
    expect(found(at("running", "text", 1))).toEqual([
      'x.yaml:5: 1 person is waiting at "running" for text, and it is now for choice.',
    ]);
    expect(found(at("a", "text", 2, "gone"))).toEqual([
      'flows: 2 people are in the middle of the flow "gone", which is gone.',
    ]);
  });

  it("are moved only to what is there", () => {
    expect(found(at("running", "choice"), "remind: none\nmoved: { runs: runing }")).toEqual([
      'x.yaml:4: There is no step "runing".',
    ]);
    expect(found(at("running", "choice"), "remind: none\nmoved: { thanks: running }")).toEqual([
      'x.yaml:4: The step "thanks" is still there.',
    ]);
  });
});
