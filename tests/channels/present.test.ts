import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../src/channels/present.ts";
import { splitText } from "../../src/texts/index.ts";

const BUTTONS = { choices: "buttons", maxText: 4_096 } as const;
const NUMBERS = { choices: "numbers", maxText: 4_096 } as const;
const YES_NO = [
  { id: "q1.ya", label: "Ya, jalan" },
  { id: "q1.tidak", label: "Tidak" },
];

const boundaries = (text: string) => new Set([...new Intl.Segmenter("id").segment(text)].map(({ index }) => index));

/** Texts as people write them, with emoji that are many code points, marks, and every kind of break. */
const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "Ibu",
        "simpanan",
        "Rp 50.000",
        "1.",
        "👩‍👩‍👧‍👦",
        "e\u0301",
        "🇮🇩",
        "\r\n",
        "\n\n",
        ". ",
        "! ",
        " ",
        "\n",
        "…",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(""));

describe("splitText", () => {
  it("loses nothing, keeps the limit and cuts between characters", () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 2, max: 80 }), (text, max) => {
        const pieces = splitText(text, max);
        expect(pieces.join("")).toBe(text);
        const whole = boundaries(text);
        let at = 0;
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(piece.length > 0 || text === "").toBe(true);
          const isLongCluster = [...new Intl.Segmenter("id").segment(text)].some(({ segment }) => segment.length > max);
          if (at > 0 && !isLongCluster) expect(whole.has(at)).toBe(true);
          at += piece.length;
          expect(/[\uD800-\uDBFF]$/.test(piece) && /^[\uDC00-\uDFFF]/.test(text.slice(at))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["a paragraph", "Satu dua.\n\nTiga empat. Lima", 20, ["Satu dua.\n\n", "Tiga empat. Lima"]],
    ["a sentence", "Satu dua tiga. Empat lima", 20, ["Satu dua tiga. ", "Empat lima"]],
    ["a line", "Satu dua tiga\nEmpat lima", 20, ["Satu dua tiga\n", "Empat lima"]],
    ["a word", "Satu dua tiga empat lima", 20, ["Satu dua tiga empat ", "lima"]],
    ["a character", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["a family of four", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15, ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]],
  ])("cuts after %s", (_, text, max, expected) => {
    expect(splitText(text, max)).toEqual(expected);
  });

  it("leaves the number of a list with its item, and an amount whole", () => {
    const list = "Bahan: 1. Beras 2. Gula 3. Minyak goreng";
    expect(splitText(list, 27)).toEqual(["Bahan: 1. Beras 2. Gula ", "3. Minyak goreng"]);
    const amount = "Jumlahnya ada Rp 1.000.000 ya Bu";
    expect(splitText(amount, 22)).toEqual(["Jumlahnya ada ", "Rp 1.000.000 ya Bu"]);
  });

  it("names a limit that cannot be kept", () => {
    expect(() => splitText("abc", 1)).toThrow(RangeError);
  });
});

describe("present", () => {
  it("numbers the choices in the text and makes buttons of them", () => {
    expect(present({ text: "Kita lanjut?", choices: YES_NO }, BUTTONS)).toEqual([
      { text: "Kita lanjut?\n\n1. Ya, jalan\n2. Tidak", buttons: YES_NO },
    ]);
  });

  it("makes no buttons where the channel has none", () => {
    expect(present({ text: "Kita lanjut?", choices: YES_NO }, NUMBERS)).toEqual([
      { text: "Kita lanjut?\n\n1. Ya, jalan\n2. Tidak" },
    ]);
  });

  it("keeps the choices together in the last part, with the end of the question", () => {
    const text = "Ini kalimat yang panjang sekali. ".repeat(300);
    const parts = present({ text, choices: YES_NO }, BUTTONS);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.slice(0, -1).every(({ buttons }) => buttons === undefined)).toBe(true);
    expect(parts.at(-1)?.buttons).toBe(YES_NO);
    expect(parts.at(-1)?.text).toMatch(/panjang sekali\.\n\n1\. Ya, jalan\n2\. Tidak$/);
  });

  it("loses no word and no choice at any limit", () => {
    const choices = fc.array(fc.record({ id: fc.constant("x"), label: fc.string({ minLength: 1, maxLength: 20 }) }));
    fc.assert(
      fc.property(prose, choices, fc.integer({ min: 2, max: 600 }), (text, options, maxText) => {
        const parts = present({ text, choices: options }, { choices: "buttons", maxText });
        const squeezed = (value: string) => value.replace(/\s/g, "");
        const lines = options.map(({ label }, index) => `${index + 1}.${label}`).join("");
        expect(squeezed(parts.map((part) => part.text).join(""))).toBe(squeezed(text + lines));
        expect(parts.every((part) => part.text.length <= maxText)).toBe(true);
        expect(parts.filter(({ buttons }) => buttons !== undefined).length).toBe(options.length > 0 ? 1 : 0);
      }),
    );
  });

  it("sends a short text as the caption of a file, and a long one after it", () => {
    const file = { name: "buku-kas.csv", mime: "text/csv", path: "/tmp/buku-kas.csv" };
    expect(present({ text: "Ini buku kasnya.", file }, BUTTONS, 1_024)).toEqual([{ text: "Ini buku kasnya.", file }]);
    const parts = present({ text: "Panjang. ".repeat(200), choices: YES_NO, file }, BUTTONS, 1_024);
    expect(parts).toHaveLength(2);
    expect(parts[0]).toEqual({ text: "", file });
    expect(parts[1]?.buttons).toBe(YES_NO);
  });

  it("has one empty part for an empty body: the platform says no, not we", () => {
    expect(present({ text: " \n" }, BUTTONS)).toEqual([{ text: "" }]);
  });
});
