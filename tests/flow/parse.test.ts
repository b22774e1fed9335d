import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFlow } from "../../src/flow/parse.ts";
import { revisionOf } from "../../src/flow/revision.ts";

const GOOD = `# The weekly report of a beneficiary.
id: weekly-report
for: [beneficiary]
start: { words: true, every: weekly }
remind: [1d, 2d]
steps:
  - ask: running
    as: choice
    options: [yes, no]
  - if: { running: yes }
    steps:
      - ask: profit
        as: money
        min: 0
    else:
      - say: rest
  - repeat: member
    over: members
    steps:
      - ask: present
        as: yes-no
  - review: true
  - do: report.submit
    outcomes: { duplicate: already-sent }
  - say: already-sent
    end: true
`;

/** `line: what | how` of everything wrong. */
const wrong = (text: string) => parseFlow("f.yaml", text).problems.map((p) => `${p.line}: ${p.what} | ${p.how}`);

/** What is wrong with the steps, whose first line is line 5. */
const wrongSteps = (steps: string) => wrong(`id: x\nfor: anyone\nremind: none\nsteps:\n${steps}\n`);

describe("a flow that is well written", () => {
  const parsed = parseFlow("f.yaml", GOOD);

  it("is read, with yes and no as words", () => {
    expect(parsed.problems).toEqual([]);
    expect(parsed.flow?.steps[0]).toEqual({ ask: "running", as: "choice", options: ["yes", "no"] });
  });

  it("knows the line of everything", () => {
    expect(parsed.lineOf([])).toBe(2);
    expect(parsed.lineOf(["for"])).toBe(3);
    expect(parsed.lineOf(["steps", 0])).toBe(7);
    expect(parsed.lineOf(["steps", 1, "steps", 0, "min"])).toBe(14);
    expect(parsed.lineOf(["steps", 1, "else", 0])).toBe(16);
    expect(parsed.lineOf(["steps", 0, "options", 1])).toBe(9);
    expect(parsed.lineOf(["steps", 0, "nowhere", 5])).toBe(7);
    expect(parsed.lineOf(["steps", 99])).toBe(6);
  });
});

describe("YAML that is no flow", () => {
  it.each([
    ["a: &x 1\nb: *x", "1: &x names a part to repeat it. | Take the name out and write each part out."],
    ["a: !!js 1", "1: The tag tag:yaml.org,2002:js is not known. | Take it out."],
    ["id: a\n---\nid: b", "2: There is a second document after ---. | Put each flow in a file of its own."],
    ["id: a\nid: b", "2: The same word stands twice in one step or list of words. | Keep one of the two."],
    ["%YAML 1.1\n---\nid: yes", "1: A line that begins with % is not known. | Take the line out."],
    ["id: a\n1: b", '2: What stands before the colon is not a word. | Write a word, or put it in quotes: "1": ….'],
    ["id: a\n\tb: c", "2: The line begins with a tab. | Use two spaces for each level."],
    ["id: a: b", '1: There are two colons in one line. | Put a value that has a colon in quotes: key: "a: b".'],
    ["", "1: The file has no flow. | Begin with id:, for:, remind: and steps:."],
    ["- a", "1: The file has no flow. | Begin with id:, for:, remind: and steps:."],
  ])("is refused: %j", (text, problem) => {
    expect(wrong(text)[0]).toBe(problem);
  });

  it("is refused when it grows by repeating, without growing", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let i = 0; i < 12; i++)
      bomb.push(`b${i}: &b${i} [${"*a, ".repeat(9)}]`.replaceAll("*a", i ? `*b${i - 1}` : "*a"));
    // Grown, it would be a hundred billion words: more than any memory holds.
    expect(wrong(bomb.join("\n")).length).toBeGreaterThan(0);
  });

  it.each(["[".repeat(20_000), "{a: ".repeat(5_000), "x".repeat(200_001), `a: ${"[".repeat(60)}${"]".repeat(60)}`])(
    "is refused when it is endless",
    (text) => {
      expect(wrong(text)).toHaveLength(1);
    },
  );
});

describe("what is wrong is said with how to mend it", () => {
  it.each([
    ["  - ask: x\n    as: mony", 6, '"mony" cannot stand under "as".', /Did you mean "money"\?/],
    ["  - ask: x", 5, '"as" is missing in an "ask" step.', /Write one of: choice/],
    ["  - aks: x", 5, '"aks" is not a kind of step.', /Did you mean "ask"\?/],
    ["  - wrong: x", 5, '"wrong" is not a kind of step.', /A step begins with one of: if, repeat, ask/],
    ["  - {}", 5, "This step is empty.", /A step begins with one of/],
    ["  - thanks", 5, '"thanks" is not a step.', /A step begins with one of/],
    ["  - say: x\n    do: a.b", 5, 'This step has both "say" and "do".', /Make two steps of it/],
    ["  - say: x\n    wen: {a: b}", 6, '"wen" is not a word of a "say" step.', /Did you mean "when"\?/],
    [
      "  - say: x\n    wherefore: 1",
      6,
      '"wherefore" is not a word of a "say" step.',
      /Known here: say, when, unless, end/,
    ],
    ["  - say: Thank You", 5, '"Thank You" cannot stand under "say".', /small letters, digits and hyphens/],
    ["  - end: false", 5, 'false cannot stand under "end".', /Write true/],
    ["  - ask: x\n    as: money\n    min: 2 rb", 7, '"2 rb" cannot stand under "min".', /Write a number/],
    [
      "  - ask: x\n    as: choice\n    options:\n      - a\n      - true",
      9,
      'true cannot stand under "options".',
      /Write a list/,
    ],
    ["  - ask: x\n    as: choice\n    options: {form: a}", 7, '"from" is missing in an "ask" step.', /Write a name/],
    ["  - ask: x\n    as: choice\n    options: [{id: a, wen: {}}]", 7, '"wen" is not a word of "options".', /"when"/],
    ["  - say: x\n    when: {a: {st: true}}", 6, '"st" is not a word of "when".', /Did you mean "set"/],
    ["  - say: x\n    when: {a: }", 6, 'Nothing cannot stand under "when".', /\{ running: yes \}/],
    ["  - say: x\n    when: yes", 6, '"yes" cannot stand under "when".', /\{ running: yes \}/],
    ["  - review: x", 5, '"x" cannot stand under "review".', /review: true/],
    ["  - do: submit", 5, '"submit" cannot stand under "do".', /module\.action/],
    ["  - do: a.b\n    as: A b", 6, '"A b" cannot stand under "as".', /small letters/],
    ["  - repeat: m\n    max: 0\n    steps: [{end: true}]", 6, '0 cannot stand under "max".', /Write a number/],
    ["  - repeat: m\n    steps: []", 6, 'An empty list cannot stand under "steps".', /at least one step/],
    [
      "  - if: {a: b}\n    steps:\n      - if: {c: d}\n        steps:\n          - sai: x",
      9,
      '"sai" is not a kind of step.',
      /"say"/,
    ],
    [
      "  - if: {a: b}\n    steps: [{end: true}]\n    else:\n      - ask: x",
      8,
      '"as" is missing in an "ask" step.',
      /choice/,
    ],
  ])("in the steps %j", (steps, line, what, how) => {
    expect(parseFlow("f.yaml", `id: x\nfor: anyone\nremind: none\nsteps:\n${steps}\n`).problems[0]).toEqual({
      file: "f.yaml",
      line,
      what,
      how: expect.stringMatching(how),
    });
  });

  it.each([
    ["id: X\nfor: anyone\nremind: none", 1, '"X" cannot stand under "id".', /id: weekly-report/],
    ["id: x\nremind: none", 1, '"for" is missing in a flow.', /anyone, registered/],
    [
      "id: x\nfor: [benefciary]\nremind: none",
      2,
      '"benefciary" cannot stand under "for".',
      /Did you mean "beneficiary"/,
    ],
    ["id: x\nfor: anyone\nremind: [1d, 2d, 3d]", 3, 'This list cannot stand under "remind".', /one or two times/],
    ["id: x\nfor: anyone\nremind: [1 day]", 3, '"1 day" cannot stand under "remind".', /one or two times/],
    ["id: x\nfor: anyone\nremind: none\nstart: {word: true}", 4, '"word" is not a word of "start".', /"words"/],
    [
      "id: x\nfor: anyone\nremind: none\nstart: {every: year}",
      4,
      '"year" cannot stand under "every".',
      /weekly, daily/,
    ],
    ["id: x\nfor: anyone\nremind: none\nprivcy: sealed", 4, '"privcy" is not a word of a flow.', /"privacy"/],
  ])("in the head %j", (head, line, what, how) => {
    const [problem] = parseFlow("f.yaml", `${head}\nsteps:\n  - say: x\n`).problems;
    expect(problem).toEqual({ file: "f.yaml", line, what, how: expect.stringMatching(how) });
  });

  it("tells every problem once, in the order of the lines", () => {
    expect(wrongSteps("  - aks: x\n  - say: x\n    ned: true\n  - review: 5").map((p) => p.split(" |")[0])).toEqual([
      '5: "aks" is not a kind of step.',
      '7: "ned" is not a word of a "say" step.',
      '8: 5 cannot stand under "review".',
    ]);
  });

  it("keeps the id of a flow that is wrong, for those that refer to it", () => {
    expect(parseFlow("f.yaml", "id: x\n")).toMatchObject({ id: "x" });
    expect(parseFlow("f.yaml", "id: 5\n")).not.toHaveProperty("id");
  });
});

it("never throws, whatever the text", () => {
  const words = fc.constantFrom(
    "id: x\n",
    "for: anyone\n",
    "remind: none\n",
    "steps:\n",
    "  - ask: a\n",
    "    as: text\n",
  );
  const marks = fc.constantFrom(
    "- ",
    ": ",
    "  ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a ",
    "? ",
    "|",
    ">",
    "'",
    '"',
    "\t",
    "!",
  );
  const text = fc.array(fc.oneof(words, marks, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((a) => a.join(""));
  fc.assert(
    fc.property(fc.oneof(text, fc.string(), fc.json()), (any) => {
      const { flow, problems, lineOf } = parseFlow("f.yaml", any);
      expect(flow === undefined).toBe(problems.length > 0);
      expect(lineOf(["steps", 0, "as"])).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.line).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

describe("revisionOf", () => {
  const of = (text: string) => {
    const { flow } = parseFlow("f.yaml", text);
    if (flow === undefined) throw new Error("not a flow");
    return revisionOf(flow);
  };

  it("is the same for the same content, however it is written", () => {
    expect(of(GOOD)).toMatch(/^[0-9a-f]{16}$/);
    const moved = GOOD.replace("for: [beneficiary]\n", "").replace("remind:", "for:\n  - beneficiary # her\nremind:");
    expect(of(moved)).toBe(of(GOOD));
  });

  it("changes with any change of content", () => {
    expect(of(GOOD.replace("min: 0", "min: 1"))).not.toBe(of(GOOD));
    expect(of(GOOD.replace("options: [yes, no]", "options: [no, yes]"))).not.toBe(of(GOOD));
  });
});
