import { clean } from "../../../flow/understand/index.ts";

/** Signs by which people are cheated in the name of aid. */
export const SIGNS = ["code", "money", "identity", "link", "hurry", "prize", "account"] as const;
export type Sign = (typeof SIGNS)[number];

/** What each of them looks like in what is passed around, in any spelling that is common. */
const LOOKS: Readonly<Record<Sign, RegExp>> = {
  code: /\b(?:otp|kode (?:verifikasi|rahasia|masuk|sms)|pin(?: atm)?|cvv|password|kata sandi)\b/i,
  money:
    /\b(?:transfer|tf|bayar|setor|kirim(?:kan)? (?:uang|pulsa|dana)|biaya (?:admin\w*|pendaftaran|pencairan|materai)|uang muka|deposit|pulsa)\b/i,
  identity: /\b(?:foto ?(?:ktp|kk|selfie)|selfie|nik|no(?:mor)? (?:ktp|kk|rekening)|scan ktp|ibu kandung)\b/i,
  link: /(?:https?:\/\/|www\.|\bbit\.ly|\bs\.id\/|\btinyurl|\bwa\.me|\bt\.me|\b[\w-]+\.(?:xyz|top|click|site|online|shop|vip|apk)\b|\bapk\b|klik (?:link|tautan|di sini|disini))/i,
  hurry:
    /\b(?:segera|hari ini (?:juga|terakhir)|terakhir hari ini|sebelum (?:jam|pukul)|buruan|cepat|hangus|terbatas|\d+ (?:orang|pendaftar) (?:pertama|tercepat))\b/i,
  prize:
    /\b(?:selamat anda|pemenang|menang|hadiah|undian|terpilih|cair(?:kan)?|pencairan|bantuan (?:tunai|langsung|rp)|bansos|gratis rp)\b/i,
  account: /\b(?:rekening|dana|ovo|gopay|brimo|m-?banking)\b|\brp ?\.?\d/i,
};

/** What nobody honest asks for: each of these is enough to warn. */
const GRAVE: ReadonlySet<Sign> = new Set(["code", "money", "identity"]);

export type Verdict = { signs: readonly Sign[]; warns: boolean };

/**
 * The signs in a message that somebody was sent. It warns or it does not know: never does it say that a message is
 * safe, for a good forgery has no signs.
 */
export function signsIn(message: string): Verdict {
  const text = clean(message);
  const signs = SIGNS.filter((sign) => LOOKS[sign].test(text));
  const warns = signs.some((sign) => GRAVE.has(sign)) || (signs.includes("link") && signs.length > 1);
  return { signs, warns };
}
