import { describe, expect, it } from "vitest";
import { parse } from "../../../src/cooperative/commands/index.ts";
import { check, english, NORMAL } from "./kit.ts";

describe("a fund of the SHU that is spent", () => {
  it("is understood wherever it stands, with what it was for as its note", () => {
    check(`
  keluar 200rb dana sosial untuk jenguk Bu Ani -> = keluar dana sosial Rp200.000 untuk jenguk Bu Ani
  keluar dana sosial 200rb jenguk Bu Ani -> = keluar dana sosial Rp200.000 jenguk Bu Ani
  keluar dana pendidikan 150rb pelatihan -> = keluar dana pendidikan Rp150.000 pelatihan
  keluar dana pendidikan 150rb -> = keluar dana pendidikan Rp150.000
  keluar dari dana sosial 200rb beras -> = keluar dana sosial Rp200.000 beras
  keluar 200rb dari dana sosial tgl 19/11 -> = keluar dana sosial Rp200.000 tgl 19/11/2026
  KELUAR 200.000 DANA SOSIAL -> = keluar dana sosial Rp200.000
  uang keluar dana pengurus 300rb -> = keluar dana pengurus Rp300.000
  biaya 75rb dana sosial kain kafan -> = keluar dana sosial Rp75.000 kain kafan
  keluar kas sosial 50rb -> = keluar dana sosial Rp50.000 kas sosial
`);
  });

  it("goes before what the money bought, where it is said that it comes from the fund", () => {
    check(`
  keluar rapat 150rb snack dari dana sosial -> = keluar dana sosial Rp150.000 rapat snack
  keluar 150rb pelatihan menjahit dari dana pendidikan -> = keluar dana pendidikan Rp150.000 pelatihan menjahit
  keluar konsumsi 150rb pakai dana sosial -> = keluar dana sosial Rp150.000 konsumsi
  keluar dana sosial 150rb konsumsi rapat -> = keluar dana sosial Rp150.000 konsumsi rapat
`);
  });

  it("is asked about where the line names an expense and a fund, or two funds", () => {
    check(`
  keluar operasional 50rb fotokopi buku dana sosial -> ask category
  keluar pelatihan 150rb dana pendidikan -> ask category
  keluar dana sosial 50rb dana pendidikan -> ask category
  keluar dana sosial 50rb buku dana sosial -> = keluar dana sosial Rp50.000 buku
`);
  });

  it("is no fund by half of its name, and nothing where a word of doubt stands", () => {
    check(`
  keluar dana 200rb jenguk -> ask category
  keluar dana duka 200rb -> ask category
  keluar sosial 200rb -> ask category
  keluar pendidikan 150rb -> = keluar pendidikan Rp150.000
  keluar dana sosial -> ask amount
  keluar dana sosial 0 -> ask amount money.zero
  keluar dana sosial -20rb -> ask amount money.negative
  keluar dana sosial 200rb belum jadi -> unsure not-said belum
  keluar 200rb dana sosial? -> unsure question
  dana sosial 200rb -> none
  masuk dana sosial 200rb -> ask source
`);
  });

  it("is understood in English", () => {
    for (const [text, category] of [
      ["expense social fund 200rb visit Ani", "socialFund"],
      ["expense 200rb lunch from the education fund", "educationFund"],
      ["expense officers' fund 200rb", "officersFund"],
    ] as const)
      expect(parse(text, english, NORMAL), text).toMatchObject({ command: { category, amount: 200_000 } });
  });
});
