import { describe, expect, it } from "vitest";
import { flow, wrong, wrongSteps } from "./check-support.ts";

/** The sample of the design, with nothing wrong. */
const REPORT = `id: weekly-report
for: [beneficiary]
start: { words: true, menu: 1, every: weekly }
remind: [1d, 2d]
silence: human
steps:
  - do: report.find
  - ask: running
    as: choice
    options: [yes, no]
  - ask: profit
    as: money
    when: { running: yes }
    min: 0
    max: 50000000
    confirm: true
    validate: report.check
  - if: { running: no }
    steps:
      - say: rest
    else:
      - say: well-done
  - repeat: member
    over: members
    steps:
      - ask: present
        as: yes-no
  - ask: feedback
    as: scale
    optional: true
  - review: [running, profit]
  - do: report.submit
    with: { source: chat }
    outcomes: { duplicate: already-sent }
  - say: thanks
    end: true
  - say: already-sent
`;

it("finds nothing wrong with a flow that is right", () => {
  const texts = {
    id: {
      "weekly-report": {
        running: { ask: "{{called}}, usahanya jalan?", again: "{{heard}} belum saya mengerti. Balas 1 atau 2." },
        "well-done": "Laba {{profit}}, naik dari {{last}}.",
        present: { ask: "{{member}} hadir?" },
        thanks: "Terima kasih dari {{programme}} 🙏",
      },
    },
  };
  // What is not exactly unless "no" is not known to be yes; the text may use the profit only where it is asked.
  const sure = REPORT.replace("- say: well-done", "- say: well-done\n        when: { running: yes }");
  expect(wrong({ flows: { "weekly-report": sure }, texts })).toEqual([]);
});

it("tells a problem with its file, line and how to mend it, in the order of the files", () => {
  const flows = { b: flow("  - say: a\n  - say: a", undefined, "b"), a: flow("  - call: bb", undefined, "a") };
  expect(wrong({ flows })).toEqual([
    'a.yaml:5: There is no flow "bb". | Did you mean "b"?',
    'b.yaml:6: There is a step "a" already, in line 5. | Give one of the two another name.',
  ]);
});

it("includes what is wrong with the form of a flow, and looks at the others all the same", () => {
  const flows = { a: "id: a\n", b: flow("  - call: a", undefined, "b") };
  expect(wrong({ flows }).filter((line) => line.startsWith("b"))).toEqual([]);
  expect(wrong({ flows })[0]).toMatch(/^a\.yaml:1: "for" is missing in a flow\./);
});

describe("names of flows and steps", () => {
  it("refuses two flows of one name, and a file of another name", () => {
    const flows = { x: flow("  - say: a"), y: flow("  - say: a") };
    expect(wrong({ flows })).toEqual([
      'y.yaml:1: The flow "x" stands in a file of another name. | Name the file x.yaml, or write the file\'s name under id.',
      'y.yaml:1: The flow "x" is also in x.yaml. | Give one of the two another id.',
    ]);
  });

  it.each([
    [
      "  - say: a\n  - ask: a\n    as: text\n  - say: b",
      ['6: There is a step "a" already, in line 5.', expect.anything()],
    ],
    ["  - do: report.log\n  - do: report.log\n  - say: b", ['6: There is a step "do-report-log" already, in line 5.']],
    ["  - do: report.log\n  - do: report.log\n    as: again\n  - say: b", []],
    ["  - say: title", ['5: A step cannot be named "title".']],
    ["  - say: end", ['5: A step cannot be named "end".']],
    ["  - say: if-1", ['5: A step cannot be named "if-1".']],
  ])("looks at the steps %j", (steps, expected) => {
    expect(wrongSteps(steps)).toEqual(expected);
  });
});

const RUNNING = "  - ask: running\n    as: choice\n    options: [yes, no]\n";
const PROFIT = "  - ask: profit\n    as: money\n";
const THANKS = "  - say: thanks\n";

describe("actions", () => {
  it.each([
    ["  - do: report.sumbit\n", '5: There is no action "report.sumbit".'],
    [
      `${RUNNING}  - do: report.submit\n    outcomes: { duplicat: end }\n`,
      '9: "report.submit" has no outcome "duplicat".',
    ],
    ["  - do: report.submit\n", '5: "report.submit" needs "running", and nothing before it gives "running".'],
    [
      `${PROFIT}  - ask: running\n    as: yes-no\n    when: { profit: { min: 1 } }\n  - do: report.submit\n`,
      '10: "report.submit" needs "running", and "running" may have no value here: it is there only when "profit" passes {"min":1}.',
    ],
    [
      `  - do: report.find\n    outcomes: { none: send }\n${RUNNING}  - do: report.submit\n    as: send\n`,
      '10: "report.submit" needs "running", and "running" may have no value here: the outcome "none" of "do-report-find" leaves it out.',
    ],
    [
      "  - ask: running\n    as: choice\n    options: [yes, no, maybe]\n  - do: report.submit\n",
      '8: "report.submit" does not take "maybe" as "running".',
    ],
    [
      "  - ask: running\n    as: yes-no\n    optional: true\n  - do: report.submit\n",
      '8: "report.submit" does not take a question that was skipped (lewati) as "running".',
    ],
    [
      `${RUNNING}  - do: report.submit\n    with: { source: mail }\n`,
      '9: "report.submit" does not take "mail" as "source".',
    ],
    [`${RUNNING}  - do: report.submit\n    with: { sorce: chat }\n`, '9: "report.submit" does not take "sorce".'],
    ["  - do: report.submit\n    with: { running: $run }\n", '6: Nothing before this step gives "run" a value.'],
    ["  - ask: n\n    as: number\n    validate: report.log\n", expect.stringMatching(/^Done$/)],
  ])("in %j", (steps, expected) => {
    const found = wrongSteps(steps + THANKS, { texts: { id: { x: { n: { "too-much": "Terlalu besar." } } } } });
    if (typeof expected === "string") expect(found).toContain(expected);
    else expect(found.filter((line) => !line.includes("Nothing says"))).toEqual([]);
  });

  it("takes an action for a check only when it says ok and needs no more than the answer", () => {
    const actions = new Map([
      ["a.no", { outcomes: ["fine"] }],
      ["report.submit", { outcomes: ["ok"] }],
    ]);
    const steps = `  - ask: n\n    as: number\n    validate: a.no\n${THANKS}`;
    expect(wrongSteps(steps, { context: { actions } })).toEqual(['7: "a.no" cannot check an answer.']);
    expect(wrongSteps(`  - ask: n\n    as: number\n    validate: report.submit\n${THANKS}`)).toEqual([
      '7: "report.submit" needs "running", which it does not get here.',
    ]);
  });

  it.each([
    `${RUNNING}  - do: report.submit\n${THANKS}`,
    `${RUNNING}${PROFIT}    when: { running: yes }\n  - do: report.submit\n    when: { running: yes }\n    with: { profit: $profit }\n${THANKS}`,
    `  - ask: runs\n    as: yes-no\n  - do: report.submit\n    with: { running: $runs }\n${THANKS}`,
  ])("is content with %j", (steps) => {
    expect(wrongSteps(steps)).toEqual([]);
  });
});

describe("outcomes lead forward", () => {
  it.each([
    [`${RUNNING}  - do: report.submit\n    outcomes: { duplicate: runing }\n`, '9: There is no step "runing".'],
    [
      `${RUNNING}  - do: report.submit\n    outcomes: { duplicate: running }\n`,
      '9: The step "running" lies before this one.',
    ],
    [
      `${RUNNING}  - do: report.submit\n    outcomes: { duplicate: inner }\n  - if: { running: yes }\n    steps:\n      - say: inner\n`,
      '9: The step "inner" lies inside an if or a repeat that this one is not in.',
    ],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps + THANKS)).toEqual([expected]);
  });
});

describe("names in conditions and references", () => {
  it.each([
    [`${RUNNING}  - say: a\n    when: { runing: yes }\n`, '9: Nothing gives "runing" a value.'],
    [`  - say: a\n    when: { running: yes }\n${RUNNING}`, '6: "running" gets its value only after this step.'],
    [`${RUNNING}  - say: a\n    when: { running: true }\n`, '9: "running" is never true.'],
    [`${RUNNING}  - say: a\n    unless: { running: [yes, noo] }\n`, '9: "running" is never "noo".'],
    ["  - say: a\n    when: { registered: yes }\n", '6: "registered" is never "yes".'],
    ["  - say: a\n    when: { roles: facilitater }\n", '6: "roles" is never "facilitater".'],
    [
      `${RUNNING}  - if: { running: yes }\n    steps:\n      - say: a\n        when: { running: no }\n`,
      '10: This step can never run: "running" is yes, and at the same time "running" is no.',
    ],
    [
      `${RUNNING}  - say: a\n    when: { running: yes }\n    unless: { running: yes }\n`,
      '8: This step can never run: "running" is yes, and at the same time "running" is not yes.',
    ],
    [
      "  - ask: who\n    as: person\n    options: { from: people }\n",
      '7: Nothing before this step gives "people" a value.',
    ],
    [
      `${RUNNING}  - do: report.find\n    when: { running: yes }\n  - repeat: m\n    over: members\n    steps:\n      - ask: p\n        as: yes-no\n`,
      '11: "members" may have no value here: it is there only when "running" is yes.',
    ],
    ["  - open: choice\n    when: { registered: true }\n", '5: Nothing before this step gives "choice" a value.'],
    ["  - review: true\n", "5: There is nothing to review yet."],
    [`${RUNNING}  - review: [runing]\n`, '8: No question "runing" is asked before the review.'],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps + THANKS)).toEqual([expected]);
  });

  it("names the usual slip of a fact that is compared with yes", () => {
    const [line] = wrong({ flows: { x: flow("  - say: a\n    when: { registered: yes }") } });
    expect(line).toContain("A fact is true or false, not yes or no.");
  });

  it.each([
    `${RUNNING}  - say: a\n    when: { running: [yes, no], registered: true, roles: [kader] }\n${THANKS}`,
    `  - ask: help\n    as: several\n    options: [a, b]\n  - say: c\n    when: { help: a }\n    unless: { help: b }\n${THANKS}`,
    `  - do: report.find\n  - say: a\n    when: { last: { set: true } }\n${THANKS}`,
    `  - do: report.find\n  - ask: who\n    as: person\n    options: { from: members }\n${THANKS}`,
  ])("is content with %j", (steps) => {
    expect(wrongSteps(steps)).toEqual([]);
  });
});

describe("questions", () => {
  const ask = (rest: string) => `  - ask: q\n${rest}${THANKS}`;
  it.each([
    [ask("    as: choice\n"), '5: The question "q" has no options.'],
    [ask("    as: several\n"), '5: The question "q" has no options.'],
    [ask("    as: person\n"), '5: The question "q" has no list of people.'],
    [ask("    as: yes-no\n    options: [a, b]\n"), "7: A question for yes-no has no options of its own."],
    [ask("    as: text\n    options: [a, b]\n"), "7: A question for text has no options of its own."],
    [
      ask("    as: choice\n    options: [a, b, c, d, e, f]\n"),
      '7: The question "q" has 6 options; a person takes in 5 at once.',
    ],
    [ask("    as: choice\n    options: [a]\n"), '7: The question "q" has one option.'],
    [ask("    as: choice\n    options: [a, b, a]\n"), '7: The option "a" stands twice.'],
    [
      ask(`    as: choice\n    options: [b, ${"a".repeat(48)}]\n`),
      `7: The option "${"a".repeat(48)}" is too long for a button.`,
    ],
    [ask("    as: money\n    min: 5\n    max: 2\n"), "7: min (5) is above max (2)."],
    [ask("    as: scale\n    max: 0\n"), "7: min (1) is above max (0)."],
    [ask("    as: scale\n    max: 100\n"), "7: A scale from 1 to 100 is too long to choose from."],
    [ask("    as: date\n    min: 5\n"), '7: "min" does nothing in a question for date.'],
    [ask("    as: number\n    or: money\n"), '7: "or" does nothing in a question for number.'],
    [ask("    as: number\n    prefer: past\n"), '7: "prefer" does nothing in a question for number.'],
    [ask("    as: message\n    silent: true\n"), '7: Nobody can leave the silent question "q".'],
  ])("in %j", (steps, expected) => {
    expect(wrongSteps(steps)).toEqual([expected]);
  });

  it("lets a menu have more options than one person sees", () => {
    const some = ["a", "b", "c"].map((id) => `{ id: ${id}, when: { roles: [kader] } }`).join(", ");
    expect(wrongSteps(ask(`    as: choice\n    options: [d, e, f, ${some}]\n`))).toEqual([]);
  });
});

it("tells of an unknown action, and not of all that it might have given", () => {
  const steps = "  - do: report.fnd\n  - ask: who\n    as: person\n    options: { from: members }\n  - say: a\n";
  expect(wrongSteps(steps)).toEqual(['5: There is no action "report.fnd".']);
});
