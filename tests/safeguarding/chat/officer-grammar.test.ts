import { randomBytes } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/home.ts";
import type { AuditAction } from "../../../src/safeguarding/audit/chain.ts";
import { nearOne, readTyped } from "../../../src/safeguarding/chat/officer/aliases.ts";
import { keyOf } from "../../../src/safeguarding/chat/officer/commands/look-back.ts";
import { isBareCode, isCodeLike, phrasesOf, readCommand } from "../../../src/safeguarding/chat/officer/grammar.ts";
import { inFours, newCode } from "../../../src/safeguarding/crypto/random.ts";
import { PLANTS, THINGS } from "../../../src/safeguarding/crypto/words.ts";
import { loadTexts } from "../../../src/texts/index.ts";

const texts = loadTexts(join(packageRoot(), "locales")).texts;
const phrases = phrasesOf((verb) => texts.words("id", `petugas:word.${verb}`));
const heard = (text: string, open = true) => readCommand(text, phrases, open);
const alias = fc.tuple(fc.constantFrom(...PLANTS), fc.constantFrom(...THINGS));

describe("what an officer writes", () => {
  it.each([
    ["BACA melati payung", { verb: "read", rest: "melati payung" }],
    ["  baca   Melati-Payung ", { verb: "read" }],
    ["Buka lagi melati payung", { verb: "reopen" }],
    ["tutup kunci", { verb: "lock" }],
    ["KUNCI", { verb: "lock" }],
    ["daftar", { verb: "list", page: 1 }],
    ["DAFTAR 3", { verb: "list", page: 3 }],
    ["lanjut", { verb: "more" }],
    ["buka", { verb: "open", code: undefined }],
    ["BUKA 7K3M-Q09Z-T2XA", { verb: "open", code: "7K3M-Q09Z-T2XA" }],
    ["buka: 7k3m q09z t2xa", { verb: "open", code: "7k3m q09z t2xa" }],
  ])("%s", (text, command) => expect(heard(text)).toMatchObject(command));

  it("keeps what stands behind a name as it was written", () => {
    const text = "BALAS melati payung: Ibu kami dengar.\nBesok kami telepon, YA.";
    expect(heard(text)).toMatchObject({
      verb: "reply",
      typed: { alias: "melati-payung", rest: "Ibu kami dengar.\nBesok kami telepon, YA." },
    });
  });

  it.each([
    "buka rapat",
    "buka rapat 20 nov",
    "buka rapat 20nov",
    "buka rapat bulanan",
    "tutup",
    "tutup rapat",
    "tutup buku bulan",
    "catat kopi 20rb",
    "catat setor wajib Maria 20rb",
    "status laporan saya",
    "daftar anggota",
    "daftar saksi",
    "kunci bulan",
    "setor 20rb ani",
    "beli 20rb nasi",
    "halo",
    "",
  ])("leaves “%s” to others while it is locked", (text) => expect(heard(text, false)).toBeUndefined());

  it("takes every command with the name of a case, open or locked, with a slip of the thumb too", () => {
    for (const open of [true, false])
      for (const text of ["tutup melati payung terbukti", "catat melat-payung dia takut", "status MELATI payungg x"])
        expect(heard(text, open)).toMatchObject({ typed: { likely: true } });
  });
});

describe("the texts", () => {
  it("are short enough for a small screen, with their values", () => {
    for (const { code } of texts.languages)
      for (const key of texts.keys(code, "petugas"))
        for (const raw of texts.raw(code, key)) {
          const filled = raw.replace(/\{\{[^{}]*\}\}/g, "x".repeat(24));
          expect(filled.length, `${code} ${key}`).toBeLessThanOrEqual(320);
        }
  });
});

/** All that can stand in the audit; the compiler misses one that is added. */
const ACTIONS: Record<AuditAction, true> = {
  "officer.enrolled": true,
  "officer.rotated": true,
  "officer.revoked": true,
  "officer.opened": true,
  "officer.locked": true,
  "officer.freed": true,
  "trustee.set": true,
  "trustee.ended": true,
  "case.read": true,
  "case.replied": true,
  "case.noted": true,
  "case.shared": true,
  "case.destroyed": true,
  "case.acknowledged": true,
  "case.planned": true,
  "case.updated": true,
  "case.handled": true,
  "case.waiting": true,
  "case.referred": true,
  "case.closed": true,
  "case.reopened": true,
  "chain.shorter": true,
};

describe("the audit in the chat", () => {
  it("has words for everything that can be done", () => {
    for (const action of Object.keys(ACTIONS) as AuditAction[])
      expect(texts.has("id", `petugas:${keyOf(action)}`), action).toBe(true);
  });
});

describe("a code", () => {
  const shapes = (code: string) => [code, inFours(code, "-"), inFours(code, " "), inFours(code, " - ")];

  it("is known as one in whatever shape it is typed as it is printed", () => {
    for (let n = 0; n < 500; n += 1)
      for (const shape of shapes(newCode(randomBytes))) expect(isCodeLike(shape), shape).toBe(true);
  });

  it("is meant also without the word before it, but no phone number and no line of the books is", () => {
    expect(isBareCode("7K3M-Q09Z-T2XA")).toBe(true);
    for (const text of ["0812 3456 7890", "setor 20rb ani", "beli 20rb nasi", "halo", ""])
      expect(isBareCode(text)).toBe(false);
  });

  it("that lacks a letter or has one too many is still not for others to hear", () => {
    for (const text of ["7K3M-Q09Z-T2X", "7K3M-Q09Z-T2XAB", "7K3MQ09ZT2X"]) expect(isCodeLike(text)).toBe(true);
  });
});

describe("the name of a case", () => {
  it("is read with a space, a hyphen, a comma, capitals", () => {
    fc.assert(
      fc.property(
        alias,
        fc.constantFrom(" ", "-", " - ", ", ", "–", "  "),
        fc.boolean(),
        ([a, b], between, capitals) => {
          const text = capitals ? `${a.toUpperCase()}${between}${b}` : `${a}${between}${b}`;
          expect(readTyped(text)).toEqual({ alias: `${a}-${b}`, rest: "", likely: true });
        },
      ),
    );
  });

  it("that was mistyped is asked about where one of her own is near, and never guessed between two", () => {
    expect(nearOne("mlati-payung", ["melati-payung", "mawar-lampu"])).toBe("melati-payung");
    expect(nearOne("melati-payng", ["melati-payung"])).toBe("melati-payung");
    expect(nearOne("kapr-kursi", ["kapri-kursi", "mawar-lampu"])).toBe("kapri-kursi");
    expect(nearOne("rami-kurs", ["rami-kursi", "rami-kuas"])).toBeUndefined();
    expect(nearOne("lobka-kursii", ["lobak-kursi", "lobak-lampu"])).toBe("lobak-kursi");
    expect(nearOne("mawar-lampu", ["melati-payung"])).toBeUndefined();
    expect(nearOne("melati-payung", ["melati-payung"])).toBeUndefined();
  });
});
