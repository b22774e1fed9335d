import { describe, expect, it } from "vitest";
import { readNumber, readScale, readYear } from "../../../src/flow/understand/index.ts";
import { check } from "./table.ts";

describe("numbers", () => {
  it("are read in digits and words, with what they count", () => {
    check(
      (text) => readNumber(text, { integer: true, min: 0, max: 1_000 }),
      `5 -> = 5
      ５ -> = 5
      5️⃣ -> = 5
      lima -> = 5
      limo -> = 5
      dua puluh satu -> = 21
      5 hari -> = 5
      5 hari saja -> = 5
      sudah 5 kali -> = 5
      1.000 -> = 1000
      seribu -> = 1000
      nol -> = 0
      tidak ada -> = 0
      05 -> ? 5
      sekitar 5 -> ? 5
      kira2 7 -> ? 7
      5? -> ? 5
      5-6 -> ? 5 6
      5 orang dan 3 anak -> ? 5 3
      saya punya 3 ayam -> ? 3
      2,5 -> ! number.fraction
      -5 -> ! number.below
      2.500 -> ! number.above
      5% -> none
      10:30 -> none
      5/6 -> none
      bukan 5 -> none
      banyak -> none
      2.5000 -> ! number.fraction
      Rp5$ -> none`,
    );
  });

  it("may have decimals where the question allows", () => {
    check(
      (text) => readNumber(text),
      `2,5 -> = 2.5
      2.5 kg -> = 2.5
      setengah -> = 0.5
      dua setengah -> = 2.5
      2.500 -> ? 2500 2.5
      -5 -> = -5
      minus lima -> = -5`,
    );
    expect(readNumber("7", { max: 5 })).toEqual({ kind: "refused", reason: "number.above", data: { limit: 5 } });
  });
});

describe("scales", () => {
  it("are read in digits, words, stars and labels", () => {
    const labels = ["Buruk", "Kurang", "Cukup", "Puas", "Sangat puas"];
    check(
      (text) => readScale(text, { min: 1, max: 5, labels }),
      `4 -> = 4
      empat -> = 4
      ⭐⭐⭐ -> = 3
      ⭐ ⭐ -> = 2
      🌟🌟🌟🌟🌟 -> = 5
      ★★★☆☆ -> = 3
      4/5 -> = 4
      3 dari 5 -> = 3
      4 bintang -> = 4
      puas -> = 4
      sangat puas -> = 5
      tidak puas -> none
      4-5 -> ? 4 5
      6 -> ! scale.range
      0 -> ! scale.range
      ⭐⭐⭐⭐⭐⭐ -> ! scale.range
      4/10 -> ! scale.range
      3,5 -> ! number.fraction
      bagus -> none`,
    );
    check((text) => readScale(text, { min: 0, max: 10 }), "0 -> = 0\n10 -> = 10\n🔟 -> = 10");
  });
});

describe("years", () => {
  it("are sure in four digits and asked when they are reckoned", () => {
    check(
      (text) => readYear(text, { today: "2026-07-15", min: 1900, max: 2026 }),
      `1985 -> = 1985
      tahun 1985 -> = 1985
      lahir thn 1985 -> = 1985
      seribu sembilan ratus delapan puluh lima -> = 1985
      1985? -> ? 1985
      85 -> ? 1985
      lahir thn 85 -> ? 1985
      05 -> ? 2005 1905
      40 -> ? 1986 1985 1940
      umur 40 -> ? 1986 1985
      umur saya empat puluh -> ? 1986 1985
      40 tahun -> ? 1986 1985
      2 tahun lalu -> ? 2024
      5 Desember 1985 -> ? 1985
      1800 -> ! year.below
      2030 -> ! year.above
      198 -> none
      ya -> none`,
    );
  });
});
