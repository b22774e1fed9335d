import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AmountReading, readAmount, readMeetingAmount } from "../../../src/cooperative/commands/index.ts";
import { rowsOf, SEED } from "./kit.ts";

const line = (reading: AmountReading): string =>
  reading.kind === "value"
    ? `= ${reading.rupiah}`
    : reading.kind === "ask"
      ? `? ${reading.candidates.join(" ")}`
      : `! ${reading.reason}`;

function check(read: (text: string) => AmountReading, table: string): void {
  expect(rowsOf(table).map(([text]) => `${text} -> ${line(read(text))}`)).toEqual(
    rowsOf(table).map(([text, want]) => `${text} -> ${want}`),
  );
}

describe("an amount for the books", () => {
  it("is a value only when it has one meaning", () => {
    check(
      readAmount,
      `20rb -> = 20000
      12,34rb -> = 12340
      2jt500rb -> = 2500000
      seribu rupiah -> = 1000
      lima ratus rupiah -> = 500
      20 -> ? 20000 20
      999 -> ? 999000 999
      Rp500 -> ? 500000 500
      1,5 -> ? 1500000 1500
      1.5 -> ? 1500000 1500
      1.255jt -> ? 1255000 1255000000
      1070 -> ? 1070 1070000
      goceng -> ? 5000
      kira-kira 20rb -> ? 20000
      1,50 -> ! money.fraction
      1.50 -> ! money.dots
      1000,5 -> ! money.fraction
      12,3456rb -> ! money.fraction
      1e6 -> ! money.form
      2x20rb -> ! money.form
      abc -> ! money.form
      0 -> ! money.zero
      0,0 -> ! money.zero
      -20rb -> ! money.negative
      minus 20rb -> ! money.negative
      -Rp20.000 -> ! money.negative
      - Rp 20rb -> ! money.negative
      minus Rp20.000 -> ! money.negative
      $20 -> ! money.currency
      11 miliar -> ! money.above`,
    );
  });

  it("may be written out in brackets behind itself, which must say the same", () => {
    check(
      readAmount,
      `Rp 20.000 (dua puluh ribu) -> = 20000
      Rp20.000,- ( Dua puluh ribu rupiah ) -> = 20000
      20 (dua puluh ribu) -> = 20000
      1,5 (satu setengah juta) -> = 1500000
      20.000 (20) -> = 20000
      20 (20) -> ? 20000 20
      20rb (dua puluh lima ribu) -> ? 20000 25000
      20 (dua puluh lima ribu) -> ? 20000 20 25000
      20rb (1,50) -> ! money.fraction`,
    );
  });

  it("means thousands below a thousand at a meeting, and only there", () => {
    check(
      readMeetingAmount,
      `50 -> = 50000
      575 -> = 575000
      1 -> = 1000
      999 -> = 999000
      1000 -> = 1000
      12500 -> = 12500
      348.333 -> = 348333
      348,333 -> = 348333
      20rb -> = 20000
      1,5jt -> = 1500000
      12,5 -> ? 12500000 12500
      0 -> ! money.zero
      007 -> ! money.dots
      12.50 -> ! money.dots
      99999999999 -> ! money.above`,
    );
  });

  it("is read back from every usual way of writing it", () => {
    const dotted = (n: number) => String(n).replace(/\B(?=(?:\d{3})+$)/g, ".");
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10_000_000_000 }), (rupiah) => {
        for (const text of [`Rp${dotted(rupiah)}`, `Rp ${dotted(rupiah)},-`, `${dotted(rupiah)} rupiah`])
          expect(readAmount(text), text).toEqual({ kind: "value", rupiah });
      }),
      SEED,
    );
  });
});
