import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeRoll, readRoll, type StatusWords } from "../../../src/programme/training/roll.ts";

const WORDS: StatusWords = {
  full: ["hadir", "penuh"],
  late: ["telat", "terlambat"],
  half: ["setengah"],
  excused: ["izin", "sakit"],
  absent: ["alpa", "tidak hadir"],
  rest: ["semua", "sisanya"],
};
const LIST = ["Sari Wulandari", "Tuti Handayani", "Yuni Astuti", "Lastri Rahayu", "Rina Marlina", "Wati"].map(
  (name, at) => ({ no: at + 1, name, aliases: [`Ibu ${name.split(" ")[0]}`] }),
);
const read = (text: string) => {
  const { marks, unclear } = readRoll(text, WORDS, LIST);
  return { marks: Object.fromEntries(marks), unclear };
};

describe("a roll in one line", () => {
  it.each([
    [
      "hadir 1 2 5, telat 3, izin 4, setengah 6",
      { 1: "full", 2: "full", 5: "full", 3: "late", 4: "excused", 6: "half" },
    ],
    ["1,2 dan 5; telat:3", { 1: "full", 2: "full", 5: "full", 3: "late" }],
    ["Hadir 1-3\ntidak hadir 4", { 1: "full", 2: "full", 3: "full", 4: "absent" }],
    ["hadir bu Sari, Tuti Handayani, telat yuni lastri", { 1: "full", 2: "full", 3: "late", 4: "late" }],
    ["hadir semua, telat Ibu Sari", { 1: "late", 2: "full", 3: "full", 4: "full", 5: "full", 6: "full" }],
    ["izin 4 sakit 5 hadir sisanya", { 4: "excused", 5: "excused", 1: "full", 2: "full", 3: "full", 6: "full" }],
  ])("%s", (text, marks) => {
    expect(read(text)).toEqual({ marks, unclear: [] });
  });

  it("keeps what is understood and says what is not", () => {
    expect(read("hadir 1 99, Susi, telat 2")).toEqual({ marks: { 1: "full", 2: "late" }, unclear: ["99", "susi"] });
    expect(read("hadir 5-9").unclear).toEqual(["5-9"]);
  });

  it("takes nobody who is named with two statuses", () => {
    expect(read("hadir 1 2, telat 2")).toEqual({ marks: { 1: "full" }, unclear: ["2"] });
  });

  it("is told from other sentences by its first word", () => {
    expect(looksLikeRoll("hadir 1 2", WORDS)).toBe(true);
    expect(looksLikeRoll("hadir", WORDS)).toBe(false);
    expect(looksLikeRoll("saya hadir", WORDS)).toBe(false);
  });

  it("never marks anybody who is not on the list, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { marks } = readRoll(text, WORDS, LIST);
        expect([...marks.keys()].every((no) => no >= 1 && no <= LIST.length)).toBe(true);
      }),
    );
  });
});
