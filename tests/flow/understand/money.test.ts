import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, moneyInWords, readMoney } from "../../../src/flow/understand/index.ts";
import { anyText } from "../../support/any-text.ts";
import { check, line, SEED } from "./table.ts";

const read = (text: string) => readMoney(text, { zero: true });

describe("money that has one meaning", () => {
  it("is sure in every usual spelling", () => {
    check(
      read,
      `20rb -> = 20000
      20 rb -> = 20000
      20RB -> = 20000
      20 ribu -> = 20000
      20 rebu -> = 20000
      20k -> = 20000
      Rp20.000,- -> = 20000
      Rp20.000,= -> = 20000
      Rp 20,000.- -> = 20000
      rp 20.000 -> = 20000
      Rp. 20.000 -> = 20000
      IDR 20.000 -> = 20000
      20.000 rupiah -> = 20000
      20 ribu perak -> = 20000
      *20rb* -> = 20000
      20rb. -> = 20000
      20rb 👍 -> = 20000
      250,000 -> = 250000
      250.000 -> = 250000
      1,500,000 -> = 1500000
      20'000 -> = 20000
      Rp 1’500’000 -> = 1500000
      1.500.000,00 -> = 1500000
      1,500,000.00 -> = 1500000
      150000 -> = 150000
      1500 -> = 1500
      Rp1500000 -> = 1500000
      ２０rb -> = 20000
      ２５０．０００ -> = 250000
      2️⃣0️⃣rb -> = 20000
      150ribu -> = 150000
      1 M -> = 1000000000
      1,5 miliar -> = 1500000000
      0,5jt -> = 500000
      20\u200brb -> = 20000`,
    );
  });

  it("is sure with a decimal comma, and with a dot before one digit", () => {
    check(
      read,
      `1,5jt -> = 1500000
      1,5 juta -> = 1500000
      1,25jt -> = 1250000
      1,5rb -> = 1500
      1.5jt -> = 1500000
      1.25jt -> ? 1250000
      1,255jt -> ? 1255000 1255000000`,
    );
  });

  it("is sure in sums and in words", () => {
    check(
      read,
      `2jt500rb -> = 2500000
      2jt 500rb -> = 2500000
      2 juta 500 ribu -> = 2500000
      1 juta 250.000 -> = 1250000
      2 ratus 50 ribu -> = 250000
      5 ratus ribu -> = 500000
      sejuta -> = 1000000
      seribu -> = 1000
      setengah juta -> = 500000
      seperempat juta -> = 250000
      satu setengah juta -> = 1500000
      2 setengah juta -> = 2500000
      satu koma lima juta -> = 1500000
      seratus ribu -> = 100000
      dua puluh ribu -> = 20000
      duapuluh ribu -> = 20000
      dua-puluh ribu -> = 20000
      seratuslimapuluhribu -> = 150000
      seratus lima puluh ribu -> = 150000
      lima ratus rupiah -> = 500
      dua puluh ribu lima ratus -> = 20500`,
    );
  });

  it("is sure in a sentence of harmless words", () => {
    check(
      read,
      `laba saya 150 ribu -> = 150000
      Laba: 150rb -> = 150000
      untungnya 20rb bu -> = 20000
      20rb hari ini -> = 20000`,
    );
  });

  it("is nothing where nothing may be", () => {
    check(
      read,
      `0 -> = 0
      Rp 0 -> = 0
      0️⃣ -> = 0
      nol -> = 0
      kosong -> = 0
      nihil -> = 0
      tidak ada -> = 0
      gak ada -> = 0
      tdk ada untung -> = 0
      ora ono -> = 0
      belum ada -> ? 0
      - -> ? 0`,
    );
    check(
      (text) => readMoney(text),
      "0 -> ! money.zero\nnol -> ! money.zero\ntidak ada -> ! money.zero\n- -> ! money.zero",
    );
  });
});

describe("money that may mean two things", () => {
  it("is asked when small, short or written with both marks and a scale", () => {
    check(
      read,
      `20 -> ? 20000 20
      Rp 20 -> ? 20000 20
      575 -> ? 575000 575
      dua puluh -> ? 20000 20
      1.255jt -> ? 1255000 1255000000
      20.000rb -> ? 20000 20000000
      1500rb -> ? 1500000 1500
      150000rb -> ? 150000 150000000
      1 juta 250 -> ? 1250000 1000250
      1 juta 5 -> ? 1500000 1005000 1000005
      sejuta dua -> ? 1200000 1002000 1000002
      sejuta setengah -> ? 1500000
      satu juta dua ratus lima puluh -> ? 1250000 1000250
      1,500 -> ? 1500 1500000
      2026 -> ? 2026 2026000
      20 000 -> ? 20000
      1 500 000 -> ? 1500000
      1234567890 -> ? 1234567890`,
    );
  });

  it("is asked in slang and regional words", () => {
    check(
      read,
      `cepek -> ? 100000 100
      Cepek! -> ? 100000 100
      goceng -> ? 5000
      ceban -> ? 10000
      gopek -> ? 500000 500
      seceng -> ? 1000
      noceng -> ? 2000
      goban -> ? 50000
      cepek ceng -> ? 100000
      untung goceng -> ? 5000
      rong puluh ewu -> ? 20000
      satus ewu -> ? 100000
      seket ewu -> ? 50000`,
    );
  });

  it("is asked when something around it leaves a doubt", () => {
    check(
      read,
      `kira-kira 20rb -> ? 20000
      kira2 20rb -> ? 20000
      sekitar 20 ribu -> ? 20000
      20ribuan -> ? 20000
      dua puluhan ribu -> ? 20000
      laba dua ratusan ribu -> ? 200000
      tiga ratusan -> ? 300000 300
      20rb lebih -> ? 20000
      ~20rb -> ? 20000
      20rb? -> ? 20000
      (20.000) -> ? 20000
      20rb per hari -> ? 20000
      seratur ribu -> ? 100000
      dua pulub ribu -> ? 20000
      lama 20rb -> ? 20000
      5 hari 20rb -> ? 20000
      jual 5 telur dapat 20rb -> ? 20000
      20rb atau 30rb -> ? 20000 30000
      modal 1jt laba 200rb -> ? 1000000 200000
      dua juta, lima ratus ribu -> ? 2500000`,
    );
  });
});

describe("money that is refused or not understood", () => {
  it("says why", () => {
    check(
      read,
      `1.50 -> ! money.dots
      2.5000 -> ! money.dots
      1.500.00 -> ! money.dots
      1.5 -> ! money.dots
      .5 juta -> ! money.dots
      Rp .5jt -> ! money.dots
      20 .000 -> ! money.dots
      1,5 -> ! money.fraction
      20.000,50 -> ! money.fraction
      1,2345rb -> ! money.fraction
      -20rb -> ! money.negative
      −20rb -> ! money.negative
      minus 20rb -> ! money.negative
      Rp -20.000 -> ! money.negative
      -Rp20.000 -> ! money.negative
      −Rp 20rb -> ! money.negative
      -Rp. 20.000,- -> ! money.negative
      minus Rp 20rb -> ! money.negative
      laba -Rp20.000 -> ! money.negative
      rugi 20rb -> ! money.loss
      1e6 -> ! money.form
      $20 -> ! money.currency
      20 usd -> ! money.currency
      20 ringgit -> ! money.currency
      99999999999999 -> ! money.above
      999 triliun -> ! money.above`,
    );
  });

  it("takes no figure out of what is no amount", () => {
    for (const text of [
      ..."ya|tidak|tidak tahu|ribuan|juta|Rp|20kg|20 kg|5 hari|20%|20²|5/12/2026|½ juta|081234567890|+".split("|"),
      ..."20rb x 5|2 x 20rb|5 kali 20rb|20rb+30rb|20-30rb|1 atau 2 juta|bukan 20rb|tidak 20rb|abc20|20abc".split("|"),
      ..."1 ribu 5000|dua tiga|ratus|belas puluh|seratus dua ratus|🙂|2o.ooo|0x10".split("|"),
    ]) {
      expect([text, line(read(text))]).toEqual([text, "none"]);
    }
  });

  it("never stores what the peers store", () => {
    check(read, "5 rb -> = 5000\n1,5 juta -> = 1500000\nRp 1.500.000 -> = 1500000");
  });

  it("holds to the limits, which are included", () => {
    const within = (text: string) => readMoney(text, { min: 1_000, max: 5_000_000 });
    check(
      within,
      `1000 -> = 1000
      5jt -> = 5000000
      5.000.001 -> ! money.above
      500 rupiah -> ? 500000
      lima ratus rupiah -> ! money.below
      20 -> ? 20000`,
    );
    expect(within("6jt")).toEqual({ kind: "refused", reason: "money.above", data: { limit: 5_000_000 } });
    expect(within("lima ratus rupiah")).toEqual({ kind: "refused", reason: "money.below", data: { limit: 1_000 } });
    expect(line(readMoney("0", { min: 0 }))).toBe("= 0");
    expect(line(readMoney("0", { min: 0, zero: false }))).toBe("! money.zero");
  });
});

describe("properties of money", () => {
  const amount = fc.oneof(fc.integer({ min: 1_000, max: 1_000_000_000_000 }), fc.integer({ min: 1_000, max: 999_999 }));

  it("reads back every amount that it writes", () => {
    fc.assert(
      fc.property(amount, (rupiah) => {
        expect(line(readMoney(formatMoney(rupiah)))).toBe(`= ${rupiah}`);
        expect(line(readMoney(moneyInWords(rupiah)))).toBe(`= ${rupiah}`);
        expect(line(readMoney(moneyInWords(rupiah).replaceAll(" ", "").replace("rupiah", " rupiah")))).toBe(
          `= ${rupiah}`,
        );
      }),
      SEED,
    );
  });

  it("offers every small amount that it writes, and knows it in words", () => {
    for (let rupiah = 1; rupiah < 1_000; rupiah++) {
      expect(line(readMoney(formatMoney(rupiah)))).toBe(`? ${rupiah * 1000} ${rupiah}`);
      expect(line(readMoney(moneyInWords(rupiah)))).toBe(`= ${rupiah}`);
    }
  });

  it("reads ribu and juta in all their spellings", () => {
    const scales = fc.constantFrom(
      ["rb", 1e3],
      ["ribu", 1e3],
      ["k", 1e3],
      ["jt", 1e6],
      ["juta", 1e6],
      ["M", 1e9],
    ) as fc.Arbitrary<[string, number]>;
    const spaced = fc.constantFrom("", " ");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), scales, spaced, (count, [word, value], space) => {
        expect(line(readMoney(`${count}${space}${word}`))).toBe(`= ${count * value}`);
      }),
      SEED,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        spaced,
        (million, thousand, space) => {
          const want = `= ${million * 1e6 + thousand * 1e3}`;
          expect(line(readMoney(`${million}${space}jt${space}${thousand}${space}rb`))).toBe(want);
          expect(line(readMoney(`${million} juta ${thousand} ribu`))).toBe(want);
        },
      ),
      SEED,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 99 }), (whole, hundredths) => {
        const decimals = String(hundredths).padStart(2, "0");
        expect(line(readMoney(`${whole},${decimals}jt`))).toBe(`= ${whole * 1e6 + hundredths * 1e4}`);
      }),
      SEED,
    );
  });

  it("never is sure of an amount without a digit or a number word, and never throws", () => {
    const pieces = fc.constantFrom(
      ..."a e rp . , - ( ) x juta ribu % 🙂 ya tidak ada \u200b an laba e6 k m ² ½".split(" "),
    );
    const text = fc.oneof(
      anyText(),
      fc.string({ unit: "grapheme" }),
      fc.array(pieces).map((all) => all.join(" ")),
    );
    const nothing = /\p{N}|🔟|nol|kosong|nihil|(?:tidak|ada)/u;
    fc.assert(
      fc.property(text, (any) => {
        const reading = readMoney(any, { zero: true });
        if (reading.kind === "sure") expect(any.normalize("NFKC").toLowerCase()).toMatch(nothing);
      }),
      { ...SEED, numRuns: 3_000 },
    );
  });

  it("is sure of a typed figure only when its digits are those of the amount", () => {
    const mess = fc
      .array(fc.constantFrom(..."0123456789.,".split("")), { minLength: 1, maxLength: 10 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(mess, (text) => {
        const reading = readMoney(text, { zero: true });
        if (reading.kind !== "sure") return;
        const digits = text.replace(/[.,]0{1,2}[.,]*$/u, "").replace(/\D/gu, "");
        expect(String(reading.value)).toBe(digits);
      }),
      { ...SEED, numRuns: 5_000 },
    );
  });
});
