import { clean } from "../../../flow/understand/index.ts";

/** Signs by which people are cheated in the name of aid. */
export const SIGNS = ["code", "money", "identity", "app", "gain", "link", "hurry", "prize", "account"] as const;
export type Sign = (typeof SIGNS)[number];

/** What each of them looks like in what is passed around, in any spelling that is common. */
const LOOKS: Readonly<Record<Sign, RegExp>> = {
  code: /\b(?:otp|kode (?:verifikasi|rahasia|masuk|sms)|pin(?: atm)?|cvv|password|kata sandi|(?:6|enam) (?:angka|digit))\b/i,
  money:
    /\b(?:transfer|tf|bayar|setor|kirim(?:kan)? (?:uang|pulsa|dana)|biaya (?:admin\w*|pendaftaran|pencairan|materai)|uang (?:muka|admin\w*|meterai|materai|jaminan|transport\w*)|deposit|pulsa)\b/i,
  identity: /\b(?:foto ?(?:ktp|kk|selfie)|selfie|nik|no(?:mor)? (?:ktp|kk|rekening)|scan ktp|ibu kandung)\b/i,
  app: /\.apk\b|\b(?:instal|pasang|unduh|download) (?:aplikasi|apk)\b/i,
  gain: /\b(?:pinjol|pinjaman (?:kilat|cepat|online)|tanpa jaminan|cair \d+ menit|untung pasti|pasti untung|\d+ ?(?:rb|ribu|jt|juta) jadi \d+|(?:like|subscribe|follow)[\w ]{0,20} dibayar|dibayar[\w ]{0,20} (?:like|subscribe|follow))\b/i,
  link: /(?:https?:\/\/|www\.|\bbit\.ly|\bs\.id\/|\btinyurl|\bwa\.me|\bt\.me|\b[\w-]+\.(?:com|net|org|info|xyz|top|click|site|online|shop|vip|my\.id|co\.id|web\.id|go\.id)\b|\bapk\b|\b(?:klik|buka|lewat) (?:link|tautan|di sini|disini))/i,
  hurry:
    /\b(?:segera|hari ini (?:juga|terakhir)|terakhir hari ini|sebelum (?:jam|pukul)|buruan|cepat|hangus|terbatas|\d+ (?:orang|pendaftar) (?:pertama|tercepat))\b/i,
  prize:
    /\b(?:selamat anda|pemenang|menang|hadiah|undian|terpilih|cair(?:kan)?|pencairan|bantuan (?:tunai|langsung|rp|[\w ]{0,20}\d)|bsu|blt|bpnt|prakerja|gratis rp)|bansos/i,
  account: /\b(?:rekening|dana|ovo|gopay|brimo|m-?banking)\b|\brp ?\.?\d/i,
};

/** What nobody honest asks for: each of these is enough to warn. */
const GRAVE: ReadonlySet<Sign> = new Set(["code", "money", "identity", "app", "gain"]);
/** Nobody wins where she did not play. */
const WON = /\bselamat\b.{0,40}\b(?:menang|pemenang|terpilih|mendapat\w*)\b|\bmenang undian\b/i;

export type Verdict = { signs: readonly Sign[]; warns: boolean };

/**
 * The signs in a message that somebody was sent. It warns or it does not know: never does it say that a message is
 * safe, for a good forgery has no signs.
 */
export function signsIn(message: string): Verdict {
  const text = clean(message);
  const signs = SIGNS.filter((sign) => LOOKS[sign].test(text));
  const warns = signs.some((sign) => GRAVE.has(sign)) || WON.test(text) || (signs.includes("link") && signs.length > 1);
  return { signs, warns };
}
