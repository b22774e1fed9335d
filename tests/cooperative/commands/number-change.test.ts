import { expect, it } from "vitest";
import { parse } from "../../../src/cooperative/commands/index.ts";
import { check, lexicon, NORMAL } from "./kit.ts";

it("reads whose number it is and the new one, however it is spaced", () => {
  check(`
    ganti nomor 003 0812-3456-7890 -> = ganti nomor 003 +6281234567890
    ganti nomor 003 0812 3456 7890 -> = ganti nomor 003 +6281234567890
    ganti nomor 25 0812 3456 7890 -> = ganti nomor 025 +6281234567890
    ganti nomor 12 +62 812-3456-7890 -> = ganti nomor 012 +6281234567890
    ganti nomor hp Maria br Sihombing 6281234567890 -> = ganti nomor Maria br Sihombing +6281234567890
    ganti nomor no 120 0812-3456-7890 -> = ganti nomor no 120 +6281234567890
  `);
});

it("asks for what is missing, and takes no landline and no half number", () => {
  check(`
    ganti nomor 003 -> ask phone
    ganti nomor 0812 3456 7890 -> ask member
    ganti nomor 003 021-5551234 -> ask phone phone.landline
    ganti nomor 003 0812-34567 -> ask phone phone.invalid
  `);
  expect(parse("ganti nomor 003 08123", lexicon, NORMAL).kind).toBe("unsure");
});

it("takes BUKAN SAYA by itself alone", () => {
  check(`
    bukan saya -> = bukan saya
    BUKAN SAYA! -> = bukan saya
    bukan saya yang ambil -> none
    itu bukan saya -> none
  `);
});
