import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as understand from "../../../src/flow/understand/index.ts";
import { clean, normalise, REFUSALS, readName, readPhone, readText } from "../../../src/flow/understand/index.ts";
import { distance, isTypoOf } from "../../../src/flow/understand/typo.ts";
import { anyText } from "../../support/any-text.ts";
import { check, SEED } from "./table.ts";

describe("normalise", () => {
  it("folds what a phone adds", () => {
    const cases: [string, string][] = [
      ["  Ya.  ", "ya"],
      ["1️⃣0️⃣", "10"],
      ["🔟", "10"],
      ["２０", "20"],
      ["٢٠", "20"],
      ["꧑", "1"],
      ["a\u200bb\u202ec\ufeff", "abc"],
      ["a\t\n b", "a b"],
      ["*ya*", "ya"],
      ["“Ya!”", "ya"],
      ["−20rb", "-20rb"],
      ["Jum’at", "jum'at"],
      ["20²", "20^2"],
      ["1½", "1 1/2"],
      ["👍🏽", "👍"],
      [".5 juta", ".5 juta"],
      ["\ud800x", "x"],
    ];
    expect(cases.map(([text]) => normalise(text))).toEqual(cases.map(([, want]) => want));
    expect(clean("  Siti\u200b  AMINAH. ")).toBe("Siti AMINAH.");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(clean(clean(text))).toBe(clean(text));
      }),
      { ...SEED, numRuns: 2_000 },
    );
  });
});

describe("typos", () => {
  it("counts slips and swaps", () => {
    expect(distance("modla", "modal", 2)).toBe(1);
    expect(distance("modal", "modal", 2)).toBe(0);
    expect(distance("bahan", "modal", 2)).toBe(3);
    expect(isTypoOf("ya", "ga")).toBe(false);
    expect(isTypoOf("modl", "modal")).toBe(true);
  });
});

describe("telephone numbers", () => {
  it("become E.164", () => {
    check(
      readPhone,
      `081234567890 -> = +6281234567890
      6281234567890 -> = +6281234567890
      +62 812-3456-7890 -> = +6281234567890
      (+62) 812-3456-7890 -> = +6281234567890
      +62 0812 3456 7890 -> = +6281234567890
      0062 812 3456 7890 -> = +6281234567890
      81234567890 -> = +6281234567890
      0812.3456.7890 -> = +6281234567890
      ０８１２３４５６７８９０ -> = +6281234567890
      nomor saya 0812 3456 7890 -> = +6281234567890
      wa.me/6281234567890 -> = +6281234567890
      +60123456789 -> = +60123456789
      o81234567890 -> ? +6281234567890
      bukan 081234567890 -> ? +6281234567890
      0812 3456 7890 / 0813 3456 7890 -> ? +6281234567890 +6281334567890
      0217654321 -> ! phone.landline
      08123 -> ! phone.short
      0812345678901234 -> ! phone.invalid
      081234567890123456789 -> ! phone.long
      12345678 -> ! phone.invalid
      5 -> none
      ya -> none`,
    );
  });
});

describe("names", () => {
  it("are kept as written", () => {
    check(
      (text) => readName(text, { max: 40 }),
      `Sri -> = Sri
      sri -> = sri
      I Gusti Ayu -> = I Gusti Ayu
      D'Rosari -> = D'Rosari
      D’Rosari -> = D’Rosari
      Boru Sinaga -> = Boru Sinaga
      Ibu   Sri -> = Ibu Sri
      Siti. -> = Siti
      M. Yusuf -> = M. Yusuf
      Hj. Siti, S.Pd. -> = Hj. Siti, S.Pd.
      Siti 🌸 -> = Siti
      nama saya Siti Aminah -> = Siti Aminah
      Nama: Siti -> = Siti
      namaku Sri -> = Sri
      saya Siti -> = Siti
      Halo, nama saya Siti -> = Siti
      Siti 2 -> ? Siti 2
      tidak mau -> ? tidak mau
      Siti? -> ? Siti
      123 -> ! name.digits
      http://x.id -> ! name.link
      siti@x -> ! name.link
      😀 -> ! name.letters
      S -> ! name.short
      saya -> none
      Nama saya -> none`,
    );
    expect(readName("a".repeat(41), { max: 40 })).toEqual({ kind: "refused", reason: "name.long", data: { max: 40 } });
  });
});

describe("free texts", () => {
  it("say something, and not too much", () => {
    check(
      (text) => readText(text, { min: 3, max: 10 }),
      "baik  saja -> = baik saja\n123 -> = 123\n😀😀 -> ! text.letters",
    );
    expect(readText("ok", { min: 3, max: 10 })).toEqual({ kind: "refused", reason: "text.short", data: { min: 3 } });
    expect(readText("a".repeat(11), { max: 10 })).toEqual({ kind: "refused", reason: "text.long", data: { max: 10 } });
    expect(readText(" \u200b ", { max: 10 }).kind).toBe("none");
  });
});

const options = ["Tidak ada", "Modal usaha", "Bahan", "Pembeli"].map((label) => ({ id: label, label }));
const people = options.map(({ id, label }) => ({ id, name: label }));
const READERS: Record<string, (text: string) => understand.Reading<unknown>> = {
  choice: (text) => understand.readChoice(text, options),
  several: (text) => understand.readSeveral(text, options),
  person: (text) => understand.readPerson(text, people),
  yesNo: understand.readYesNo,
  money: (text) => understand.readMoney(text, { zero: true }),
  number: (text) => understand.readNumber(text),
  scale: (text) => understand.readScale(text, { min: 1, max: 5, labels: ["Buruk", "Cukup", "Baik", "Puas", "Senang"] }),
  year: (text) => understand.readYear(text, { today: "2026-07-15", min: 1900, max: 2026 }),
  date: (text) => understand.readDate(text, { today: "2026-07-15" }),
  time: understand.readTime,
  phone: readPhone,
  name: (text) => readName(text, { max: 80 }),
  text: (text) => readText(text, { max: 1_000 }),
};
const PIECES =
  "1 2 20 1.5 2.500 1,5 0 05 rb ribu juta jt rp - + / . , : ( ) ya tidak bukan besok jumat depan tgl jam setengah malam des semua dan sri modal saya 👍 1️⃣ \u200b % x".split(
    " ",
  );

describe.each(Object.entries(READERS))("the reader of %s", (_, read) => {
  it("takes any text: never throws, offers one to three candidates, refuses for listed reasons only", () => {
    const said = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 7 })
      .chain((all) => fc.constantFrom(all.join(" "), all.join("")));
    const any = fc.oneof(anyText(), fc.string({ unit: "grapheme" }), said, said);
    fc.assert(
      fc.property(any, (text) => {
        const reading = read(text);
        if (reading.kind === "ask") {
          expect(reading.candidates.length).toBeGreaterThanOrEqual(1);
          expect(reading.candidates.length).toBeLessThanOrEqual(3);
          for (const { value } of reading.candidates) if (typeof value === "number") expect(value).not.toBeNaN();
        }
        if (reading.kind === "sure" && typeof reading.value === "number")
          expect(Number.isFinite(reading.value)).toBe(true);
        if (reading.kind === "refused") {
          const fields: readonly string[] | undefined = (REFUSALS as Record<string, readonly string[]>)[reading.reason];
          expect(Object.keys(reading.data ?? {})).toEqual(fields);
        }
      }),
      { ...SEED, numRuns: 2_000 },
    );
  });

  it("is done with hundreds of thousands of characters: were it to look at each of them again for each, it would never be", () => {
    const long = [
      "1",
      "1.",
      "1,",
      "!",
      "! a",
      " ",
      "a",
      "dua ",
      "dua",
      "ya ",
      "-",
      "é\u0301",
      "👍",
      "1 ",
      "😀",
      "\n",
      "(",
      "+6",
      "ribu",
    ];
    for (const piece of long) expect(read(`${piece.repeat(200_000)}x`).kind).toMatch(/^(sure|ask|refused|none)$/);
  });
});
