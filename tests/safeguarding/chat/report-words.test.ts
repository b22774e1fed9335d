import { describe, expect, it } from "vitest";
import { holdsLongNumber, numberAsked } from "../../../src/safeguarding/chat/mailbox/typed-number.ts";
import { namedIn } from "../../../src/safeguarding/chat/report/names.ts";
import { SafetyEar } from "../../../src/safeguarding/chat/report/safety-words.ts";
import { loadTexts } from "../../../src/texts/index.ts";

const { texts } = loadTexts("locales");
const list = (name: string, lang = "id") => texts.words(lang, `kotak-suara-words:${name}`);
const ear = (lang: string) =>
  new SafetyEar({
    phrases: list("safety", lang),
    elsewhere: list("safety-not", lang),
    between: list("between", lang),
  });

describe("words of somebody who is in trouble", () => {
  it.each([
    "tolong saya dipukul",
    "Saya DIPUKULI suami tadi malam!!",
    "saya di pukul suami",
    "aku takut pulang",
    "anak saya dilecehkan gurunya",
    "dia diperkosa",
    "saya diancam sama petugas",
    "ada kekerasan di rumah tetangga",
    "saya mau bunuh diri",
    "saya tidak tahan lagi, saya dipukul terus",
    "sy dipaksa kawin",
    "KDRT",
  ])("are heard: %s", (text) => expect(ear("id").hears(text)).toBe(true));

  it.each([
    "labanya dipukul rata 50 ribu",
    "rapat pukul 8 di balai desa",
    "saya tidak dipukul",
    "tidak pernah ada kekerasan di sini",
    "belum pernah diancam",
    "kemarin ikut pelatihan anti kekerasan",
    "hari ini diancam hujan, warung tutup",
    "kerupuknya keras",
    "150rb",
    "tolong dibantu lapor",
    "takut rugi",
    "",
    "🙏",
  ])("are not heard in: %s", (text) => expect(ear("id").hears(text)).toBe(false));

  it("are heard in English too, beside those of the source language", () => {
    expect(ear("en").hears("please help, he beats me")).toBe(true);
    expect(ear("en").hears("tolong saya dipukul")).toBe(true);
    expect(ear("en").hears("I sold my chips")).toBe(false);
  });

  it("are looked for in a long message as quickly as in a short one", () => {
    expect(ear("id").hears("a ".repeat(30_000))).toBe(false);
  });
});

describe("KABAR", () => {
  it.each([
    ["KABAR 1234 5678 9012 3456", "1234 5678 9012 3456"],
    ["kabar:1234567890123456", "1234567890123456"],
    ["Kabar 1234-5678-9012-3456.", "1234-5678-9012-3456"],
    ["kabar 123", "123"],
    ["kabar 12345", "12345"],
    ["kabar 1234 5678 9012 3456 7", "1234 5678 9012 3456 7"],
    ["KABAR", ""],
    ["kabar?", ""],
    ["apa kabar", undefined],
    ["kabar baik", undefined],
    ["kabar 3 hari ini", undefined],
    ["kabarnya gimana", undefined],
    ["kabar panen 2026 bagus", undefined],
  ])("in %s asks for %s", (text, typed) => expect(numberAsked(text, ["kabar"])).toBe(typed));
});

describe("a number of sixteen digits", () => {
  it.each(["1234567890123456", "1234 5678 9012 3456", "nomornya 1234-5678-9012-3456 ya", "１２３４ 5678 9012 3456"])(
    "is seen in %s",
    (text) => expect(holdsLongNumber(text)).toBe(true),
  );

  it.each(["081234567890", "Rp 1.500.000", "12345678901234567", "150000 200000 300000", "2026-11-20 16:00"])(
    "is not seen in %s",
    (text) => expect(holdsLongNumber(text)).toBe(false),
  );
});

describe("names in a story", () => {
  const titles = new Set(list("titles"));
  const named = [
    { id: "ratna", names: ["Ibu Ratna", "Ratna Kusumawati"] },
    { id: "bambang", names: ["Pak Bambang"] },
    { id: "luar", names: ["Yayasan Terang"] },
  ];
  it.each([
    ["Pak Bambang minta uang", ["bambang"]],
    ["si bambng itu", ["bambang"]],
    ["kusumawati datang ke rumah", ["ratna"]],
    ["Ibu saya dan bapak saya", []],
    ["ratna dan bambang", ["ratna", "bambang"]],
    ["dibagi rata", []],
    ["", []],
  ])("%s names %j", (story, ids) => expect(namedIn(story, named, titles)).toEqual(ids));
});
