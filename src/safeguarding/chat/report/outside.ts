import type { Texts } from "../../../texts/index.ts";
import { isStale, type Referral, referralsFor } from "../../settings/referrals.ts";

/** Numbers that are shown at once: a small screen, and not more than somebody in fear can choose from. */
const MOST = 5;

/** Who is asking, as far as it matters here. */
export type Asking = { district?: string | undefined; danger: boolean; language: string; today: string };

/** The numbers outside, each with the date on which it was looked at; what is old is marked. Pure. */
export function outsideNumbers(all: readonly Referral[], texts: Texts, asking: Asking): string {
  const { district, danger, language, today } = asking;
  const shown = referralsFor(all, { district, danger }).slice(0, MOST);
  const word = (key: string, data: Record<string, string> = {}) =>
    texts.text(language, `kotak-suara-parts:${key}`, data);
  if (shown.length === 0) return word("no-referrals");
  const lines = shown.map((referral) => {
    const { name, phone, whatsapp } = referral;
    const given = { name, phone, date: shortDate(referral.verifiedAt) };
    const line = whatsapp === undefined ? word("referral", given) : word("referral-chat", { ...given, whatsapp });
    return isStale(referral, today) ? word("stale", { line }) : line;
  });
  const isOld = shown.some((referral) => isStale(referral, today));
  return [...lines, ...(isOld ? [word("stale-note")] : [])].join("\n");
}

/** `30/11/2025`: short enough to stand in a line with a number. */
const shortDate = (iso: string): string => iso.split("-").reverse().join("/");
