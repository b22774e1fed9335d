import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateShort,
  formatMoney,
  moneyInWords,
  numberInWords,
  readNumber,
} from "../../../src/flow/understand/index.ts";
import { line, SEED } from "./table.ts";

describe("amounts in writing", () => {
  it("puts dots between thousands", () => {
    expect([0, 5, 999, 1_000, 20_000, 1_500_000, 1e12].map(formatMoney)).toEqual([
      "Rp 0",
      "Rp 5",
      "Rp 999",
      "Rp 1.000",
      "Rp 20.000",
      "Rp 1.500.000",
      "Rp 1.000.000.000.000",
    ]);
    expect(formatMoney(-20_000)).toBe("-Rp 20.000");
  });

  it("says numbers as they are spoken", () => {
    const spoken: [number, string][] = [
      [0, "nol"],
      [8, "delapan"],
      [10, "sepuluh"],
      [11, "sebelas"],
      [12, "dua belas"],
      [20, "dua puluh"],
      [21, "dua puluh satu"],
      [100, "seratus"],
      [111, "seratus sebelas"],
      [999, "sembilan ratus sembilan puluh sembilan"],
      [1_000, "seribu"],
      [1_999, "seribu sembilan ratus sembilan puluh sembilan"],
      [2_000, "dua ribu"],
      [11_000, "sebelas ribu"],
      [21_000, "dua puluh satu ribu"],
      [100_000, "seratus ribu"],
      [1_000_000, "satu juta"],
      [1_001_000, "satu juta seribu"],
      [1_000_000_000_000, "satu triliun"],
      [-5, "minus lima"],
    ];
    expect(spoken.map(([value]) => numberInWords(value))).toEqual(spoken.map(([, words]) => words));
    expect(moneyInWords(1_500_000)).toBe("satu juta lima ratus ribu rupiah");
  });

  it("does not write a fraction", () => {
    expect(() => formatMoney(1.5)).toThrow(RangeError);
    expect(() => numberInWords(Number.NaN)).toThrow(RangeError);
  });

  it("reads every number that it says", () => {
    for (let value = 0; value < 2_100; value++) expect(line(readNumber(numberInWords(value)))).toBe(`= ${value}`);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (value) => {
        expect(line(readNumber(numberInWords(value), { integer: true }))).toBe(`= ${value}`);
      }),
      SEED,
    );
  });
});

describe("days in writing", () => {
  it("names the weekday and the month", () => {
    expect(formatDate("2026-12-05")).toBe("Sabtu, 5 Desember 2026");
    expect(formatDate("2025-12-05")).toBe("Jumat, 5 Desember 2025");
    expect(formatDate("2026-02-01")).toBe("Minggu, 1 Februari 2026");
    expect(formatDateShort("2026-12-05")).toBe("5 Des");
    expect(formatDateShort("2026-08-17")).toBe("17 Agu");
  });
});
