import { describe, expect, it } from "vitest";
import {
  parse,
  parseLines,
  type Sheet,
  totalsOf,
  withLine,
  withoutLine,
} from "../../../src/cooperative/commands/index.ts";
import { check, lexicon, line, MEETING, NORMAL } from "./kit.ts";

describe("a line at a meeting", () => {
  it("is a member's number and what she pays", () => {
    check(
      `001 w20 s50 a575 -> = 001 w20000 s50000 a575000
      1 w20 -> = 001 w20000
      1. w20 s50 -> = 001 w20000 s50000
      12. 001 w20 -> = 001 w20000
      - 001 w20 -> = 001 w20000
      001: w20, s50 -> = 001 w20000 s50000
      001 w 20 s 50 -> = 001 w20000 s50000
      001 W20 S50 -> = 001 w20000 s50000
      001 w20s50a575 -> = 001 w20000 s50000 a575000
      001 wajib 20 sukarela 50 angsuran 575 -> = 001 w20000 s50000 a575000
      001 w20rb s50 rb -> = 001 w20000 s50000
      001 w20k k50 -> = 001 w20000 k50000
      001 w 20 k 50 -> = 001 w20000 k50000
      001 w20 k 50 -> = 001 w20000 k50000
      001 w20 k lima ratus rupiah -> = 001 w20000 k lima ratus rupiah
      no 12 w20 -> = 012 w20000
      001 h50 b100 p100 d5 -> = 001 h50000 b100000 p100000 d5000
      004 w20 s12500 -> = 004 w20000 s12500
      005 w20 d5 a348.333 -> = 005 w20000 d5000 a348333
      001 Maria w20 -> = 001 Maria w20000
      001 Op. Maria br Sihombing w20 ok -> unsure words ok
      Maria w20 s50 -> = Maria w20000 s50000
      002 ok -> = 002 ok
      002 ok ya bu -> = 002 ok
      002 ok ya -> = 002 ok
      003 absen -> = 003 absen
      003 tidak hadir -> = 003 absen
      003 Ruth sakit -> = 003 Ruth absen
      006 hadir w20 -> = 006 w20000
      006 Ruth hadir w20 s50 -> = 006 Ruth w20000 s50000
      006 datang, w20 -> = 006 w20000
      Ruth hadir w20 -> = Ruth w20000
      006 hadir ok -> = 006 ok
      006 w20'000 -> = 006 w20000`,
      MEETING,
    );
  });

  it("is asked or left alone when it is not plain", () => {
    check(
      `001 -> ask line
      001 20 -> unsure figures 20
      001 w0 -> ask line money.zero
      001 w1,5 -> ask line
      001 w-20 -> unsure words w-20
      001 w20k50 -> ask line
      001 w20 w30 -> unsure kinds w30
      001 t50 -> unsure withdrawal t50
      001 w20 belum -> unsure words belum
      001 w20? -> unsure question
      002 ok s50 -> unsure words s50
      20 orang hadir -> none
      w20 s50 -> none
      1 juta 70 ribu -> unsure words juta
      halo bu -> none`,
      MEETING,
    );
  });

  it("stands beside the commands that are always there", () => {
    check(
      `hapus 001 -> = hapus 001
      hapus Maria -> = hapus Maria
      lihat -> = lihat
      setor wajib 002 20rb -> = setor 002 wajib Rp20.000
      setor wajib 002 20 -> ask amount 20000 20
      tutup -> ask amount
      tutup 1070 -> ask amount 1070 1070000
      tutup 1.070.833 -> = tutup Rp1.070.833`,
      MEETING,
    );
    check("hapus 001 -> none\n lihat -> none\n 001 w20 -> none\n 002 ok -> none");
  });
});

describe("the sheet of a meeting", () => {
  const items = (amount: number) => ({ items: [{ kind: "mandatory" as const, amount }] });

  it("takes a member's second line in place of the first, and tells which it was", () => {
    const first = withLine<number>(new Map(), 1, items(20_000));
    expect(first.replaced).toBeUndefined();
    const second = withLine(first.sheet, 1, items(30_000));
    expect(second.replaced).toEqual(items(20_000));
    expect(totalsOf(second.sheet, () => [])).toEqual({ byKind: { mandatory: 30_000 }, total: 30_000 });
    expect(first.sheet.get(1)).toEqual(items(20_000));
  });

  it("counts what was expected for ok, and nothing for who is absent or taken out", () => {
    let sheet: Sheet<number> = new Map();
    sheet = withLine(sheet, 1, { expected: true }).sheet;
    sheet = withLine(sheet, 2, { absent: true }).sheet;
    sheet = withLine(sheet, 3, items(5_000)).sheet;
    const without = withoutLine(sheet, 3);
    expect(without.removed).toEqual(items(5_000));
    expect(withoutLine(without.sheet, 3).removed).toBeUndefined();
    const expected = (member: number) => [{ kind: "instalment" as const, amount: member * 1_000 }];
    expect(totalsOf(without.sheet, expected)).toEqual({ byKind: { instalment: 1_000 }, total: 1_000 });
  });
});

describe("a message of several lines", () => {
  it("is read line by line; one that cannot be read spoils no other", () => {
    const text =
      "Selamat siang bu:\r\n\n- setor wajib 001 20rb\n2) setor wajib 002\nsetor wajib 003 20rb ya?\nsetor wajib 004 20rb";
    const { lines, unread } = parseLines(text, lexicon, NORMAL);
    expect(lines.map((one) => `${one.line} ${line(one.result)}`)).toEqual([
      "1 none",
      "3 = setor 001 wajib Rp20.000",
      "4 ask amount",
      "5 unsure question",
      "6 = setor 004 wajib Rp20.000",
    ]);
    expect(unread).toBe(0);
  });

  it("is at the meeting from its opening to its closing", () => {
    const { lines } = parseLines("001 w20\nrapat melati\n001 w20\n\ntutup 20rb\n002 w20", lexicon, NORMAL);
    expect(lines.map((one) => line(one.result))).toEqual([
      "none",
      "= rapat melati",
      "= 001 w20000",
      "= tutup Rp20.000",
      "none",
    ]);
  });

  it("may count cash over several lines", () => {
    const { lines } = parseLines("hitung kas\n100rb x 9\n- 50rb = 3 lembar\nkas", lexicon, NORMAL);
    expect(lines.map((one) => `${one.line} ${line(one.result)}`)).toEqual([
      "1 = hitung kas Rp100000 x 9, Rp50000 x 3",
      "4 = kas",
    ]);
  });

  it("leaves what is beyond its limit unread, and says how much", () => {
    const { lines, unread } = parseLines("saldo\n".repeat(203), lexicon, NORMAL);
    expect([lines.length, unread]).toEqual([200, 4]);
  });

  it("is nothing when it is longer than a line may be", () => {
    expect(parse(`setor wajib 001 20rb ${"x".repeat(600)}`, lexicon, NORMAL)).toMatchObject({ doubt: "long" });
    expect(parse(`halo ${"x".repeat(6_000)}`, lexicon, NORMAL).kind).toBe("not-a-command");
  });
});
