import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../../src/cooperative/commands/index.ts";
import type { Lexicon } from "../../../src/cooperative/commands/lexicon.ts";
import { readPlain } from "../../../src/cooperative/commands/plain.ts";
import { english, lexicon, MEETING, NORMAL, SEED } from "./kit.ts";

/** Every single word that the grammar knows, whatever it is there for. */
const wordsOf = ({ commands, kinds, heads, sets, spans, methods, days, leads, polite }: Lexicon): string[] => [
  ...[commands, kinds, methods, days, leads, polite].flatMap((phrases) =>
    [...phrases.values()].flatMap((found: readonly { words: readonly string[] }[]) =>
      found.flatMap(({ words }) => words),
    ),
  ),
  ...heads,
  ...Object.values(sets).flatMap((set) => [...set]),
  ...spans.keys(),
  "maria",
  "desember",
];

const figures = fc.oneof(
  fc.integer({ min: 1, max: 20_000_000_000 }).map(String),
  fc.integer({ min: 1, max: 20_000 }).map(String),
  fc.integer({ min: 1, max: 3_000_000 }).map((n) => n.toLocaleString("id")),
  fc.integer({ min: 1, max: 2_000 }).map((n) => `${n}rb`),
  fc.constantFrom("2026", "2.50", "20.000.00", "020", "20jt", "1,5jt", "12/11", "12-11-2026", "20RB"),
);
const numbers = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((n) => String(n).padStart(3, "0")),
  fc.integer({ min: 1, max: 120 }).map((n) => `0${n}`),
  fc.constantFrom("3", "12", "00000", "0000007", "no", "#3"),
);
const gap = fc.constantFrom(" ", " ", " ", "  ", " ", " ", ", ");
const cased = (word: fc.Arbitrary<string>) =>
  fc
    .tuple(word, fc.constantFrom(0, 1, 2))
    .map(([text, how]) =>
      how === 0 ? text : how === 1 ? text.toUpperCase() : text.slice(0, 1).toUpperCase() + text.slice(1),
    );

const lines = (words: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom("", "", "", " ", "- "),
      cased(fc.oneof(fc.constantFrom("setor", "tarik", "simpan"), fc.constantFrom(...words))),
      gap,
      cased(fc.oneof(fc.constantFrom("wajib", "sukarela"), fc.constantFrom(...words))),
      gap,
      numbers,
      gap,
      figures,
      fc.constantFrom("", "", "", " ", " ya", "?"),
    )
    .map((parts) => parts.join(""));

describe("a plain line", () => {
  it.each([
    ["id", lexicon],
    ["en", english],
  ] as const)("is read as the grammar reads it, in the words of %s", (_, own) => {
    let plain = 0;
    fc.assert(
      fc.property(lines(wordsOf(own)), (line) => {
        const read = readPlain(line, own, NORMAL);
        if (read === undefined) return;
        plain += 1;
        expect(read).toEqual(parse(line, own, NORMAL));
      }),
      { ...SEED, numRuns: 10_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it("is what a treasurer writes all day", () => {
    const command = { action: "deposit", member: { no: 3 }, kind: "mandatory", amount: 20_000 };
    for (const line of [
      "setor wajib 003 20000",
      "Setor wajib 003 20.000",
      "SETOR WAJIB 003 20rb",
      "nabung  wjb 03 20rb ",
    ])
      expect(readPlain(line, lexicon, NORMAL)).toEqual({ kind: "command", command });
  });

  it("is none at a meeting, where figures mean thousands", () => {
    expect(readPlain("setor wajib 003 20000", lexicon, MEETING)).toBeUndefined();
  });

  it("is none when anything else is written", () => {
    for (const line of ["setor wajib 003", "setor wajib 003 20", "setor wajib 003 20rb?", "setor besok 003 20rb"])
      expect(readPlain(line, lexicon, NORMAL)).toBeUndefined();
  });
});
