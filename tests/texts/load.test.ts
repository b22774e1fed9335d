import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTexts } from "../../src/texts/index.ts";
import { readSource } from "../../src/texts/source.ts";
import { folderWith } from "../support/clean-up.ts";

const problemsIn = (text: string) => readSource("f.json", text).problems;

describe("loadTexts", () => {
  it("reads files in folders, whose names mean nothing", () => {
    const dir = folderWith({
      "id/a.json": '{"x":"A"}',
      "id/deep/down/b.json": '\uFEFF{"x":"B"}',
      "en/_language.json": '{"name":"English","complete":false}',
    });
    const { texts, problems } = loadTexts(dir);
    expect(problems).toEqual([]);
    expect(texts.text("id", "a:x") + texts.text("id", "b:x")).toBe("AB");
    expect(texts.languages).toEqual([
      { code: "en", name: "English", complete: false },
      { code: "id", name: "id", complete: true },
    ]);
  });

  it("reports two files of one name, a link, a missing language file and bytes that are no text", () => {
    const dir = folderWith({ "id/a.json": "{}", "id/b/a.json": "{}", "en/c.json": "{}" });
    symlinkSync(join(dir, "id/a.json"), join(dir, "id/link.json"));
    writeFileSync(join(dir, "id/bytes.json"), Buffer.from([0x7b, 0xff, 0x7d]));
    const found = loadTexts(dir).problems.map((p) => `${p.file.slice(dir.length + 1)}: ${p.what}`);
    expect(found).toEqual([
      "en/_language.json: The file is missing.",
      "id/link.json: This is a symbolic link and is not read.",
      `id/b/a.json: ${join(dir, "id/a.json")} has the same name, so the two would be one namespace.`,
      expect.stringMatching(/^id\/bytes.json: It cannot be read: /),
    ]);
  });

  it("reports a folder that is not there", () => {
    expect(loadTexts("/nowhere/locales").problems.map((p) => p.what)).toEqual([
      expect.stringContaining("It cannot be read"),
      "There is no folder id for the source language.",
    ]);
  });

  it("reads a language whose file is half written as not complete", () => {
    const { texts, problems } = loadTexts(folderWith({ "id/a.json": "{}", "en/_language.json": "[1" }));
    expect(texts.languages[0]).toEqual({ code: "en", name: "en", complete: false });
    expect(problems[0]?.what).toBe(`The language's "name" or "complete" is missing.`);
  });
});

describe("readSource", () => {
  it.each([
    ['{\n  "a": "x",\n}', 2],
    ['{\n  "a": "x"\n  "b": "y"\n}', 3],
    ['{\n  "a": "x", // note\n  "b": "y"\n}', 2],
    ['{\n  "a": "x"\n', 2],
    ['{\n  a: "x"\n}', 2],
  ])("names the line of what is not JSON: %j", (text, line) => {
    const [problem] = problemsIn(text);
    expect(problem?.what).toMatch(/^This is not valid JSON: /);
    expect(problem?.line).toBe(line);
  });

  it.each([
    ['{\n  "a": "x",\n  "a": "y"\n}', 3, 'The key "a" is written twice.'],
    ['{\n  "a": {"b": 5}\n}', 2, '"a.b" is not a text.'],
    ['{\n  "a": ["x", null]\n}', 2, '"a" is not a text.'],
    ['{\n  "a": "  "\n}', 2, '"a" is an empty text.'],
    ['{\n  "a": []\n}', 2, 'The list "a" is empty.'],
    ['{\n  "a": {}\n}', 2, '"a" is empty.'],
    ['{\n  "a b": "x"\n}', 2, 'The key "a b" cannot be used.'],
    ['{\n  "__proto__": "x"\n}', 2, 'The key "__proto__" cannot be used.'],
    ['{\n  "a": "{called}"\n}', 2, '"a" has a brace that belongs to no {{name}}.'],
    ['{\n  "a": "{{}}"\n}', 2, '"a" has {{}} is not a name.'],
    ["[]", 1, "The file is not an object of texts."],
  ])("reports %j", (text, line, what) => {
    expect(problemsIn(text)).toEqual([{ file: "f.json", line, what, how: expect.any(String) }]);
  });

  it("reads any JSON that JSON.parse reads, tabs and escapes included, and never throws", () => {
    expect(readSource("f", '{\n\t"a": {\n\t\t"b": "\\ud83d\\ude4f \\u0041\\/\\n"\n\t}\n}')).toEqual({
      leaves: [{ path: "a.b", value: "🙏 A/\n", line: 3 }],
      problems: [],
    });
    const text = fc.string({ minLength: 1 }).filter((s) => s.trim() !== "" && !/[{}]/.test(s));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), text), (content) => {
        const { leaves, problems } = readSource("f", JSON.stringify(content));
        expect(problems).toEqual([]);
        expect(Object.fromEntries(leaves.map((leaf) => [leaf.path, leaf.value]))).toEqual(content);
      }),
    );
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (any) => void readSource("f", any)));
  });
});
