import { Temporal } from "temporal-polyfill";
import { MONTHS, WEEKDAYS } from "./lexicon.ts";

const ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
const SCALES: readonly [value: number, word: string][] = [
  [1e15, "kuadriliun"],
  [1e12, "triliun"],
  [1e9, "miliar"],
  [1e6, "juta"],
];

/**
 * A whole amount in rupiah in digits, with a dot between thousands: `formatMoney(1_500_000)` is "Rp 1.500.000", a
 * negative one "-Rp 20.000". Done by hand, so that no version of ICU changes what stands in a receipt.
 */
export function formatMoney(rupiah: number): string {
  const digits = String(Math.abs(whole(rupiah)));
  let end = digits.length - 3;
  let grouped = digits.slice(Math.max(0, end));
  for (; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)}.${grouped}`;
  return `${rupiah < 0 ? "-" : ""}Rp ${grouped}`;
}

/** A whole amount in rupiah as it is spoken: `moneyInWords(1_500_000)` is "satu juta lima ratus ribu rupiah". */
export function moneyInWords(rupiah: number): string {
  return `${numberInWords(rupiah)} rupiah`;
}

/** A whole number as it is spoken, up to 2^53: 0 is "nol", 1000 "seribu", -5 "minus lima". */
export function numberInWords(value: number): string {
  whole(value);
  if (value === 0) return "nol";
  if (value < 0) return `minus ${numberInWords(-value)}`;
  const parts: string[] = [];
  let rest = value;
  for (const [scale, word] of SCALES) {
    if (rest >= scale) parts.push(belowThousand(Math.floor(rest / scale)), word);
    rest %= scale;
  }
  // Only a lone thousand is "seribu"; 21.000 is "dua puluh satu ribu".
  if (rest >= 2000) parts.push(belowThousand(Math.floor(rest / 1000)), "ribu");
  else if (rest >= 1000) parts.push("seribu");
  parts.push(belowThousand(rest % 1000));
  return parts.filter((part) => part !== "").join(" ");
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundreds === 0 ? "" : hundreds === 1 ? "seratus" : `${ONES[hundreds]} ratus`;
  return `${head} ${belowHundred(rest)}`.trim();
}

function belowHundred(value: number): string {
  if (value === 10) return "sepuluh";
  if (value === 11) return "sebelas";
  if (value < 10) return ONES[value] ?? "";
  if (value < 20) return `${ONES[value - 10]} belas`;
  return `${ONES[Math.floor(value / 10)]} puluh ${ONES[value % 10]}`.trim();
}

/** A day in full: `formatDate("2026-12-05")` is "Sabtu, 5 Desember 2026". */
export function formatDate(iso: string): string {
  const { day, month, year, dayOfWeek } = Temporal.PlainDate.from(iso);
  return `${WEEKDAYS[dayOfWeek - 1]}, ${day} ${MONTHS[month - 1]} ${year}`;
}

/** A day in brief, for a list: `formatDateShort("2026-12-05")` is "5 Des". */
export function formatDateShort(iso: string): string {
  const { day, month } = Temporal.PlainDate.from(iso);
  return `${day} ${MONTHS[month - 1]?.slice(0, 3)}`;
}

/** A fraction here is a defect of the caller: amounts are whole everywhere. */
function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`);
  return value;
}
