import { addDays } from "../../zones.ts";
import type { Days } from "../indicators/index.ts";
import { periodIn, periodWith, type ReportKind } from "./period.ts";

/** What was written about reports, as it is meant. */
export type Asked =
  | { what: "report" | "approve"; kind: ReportKind; days: Days }
  | { what: "analysis"; words: string }
  | { what: "unknown"; heard: string };

const REPORT =
  /^(?:(setujui|approve)\s+)?(?:laporan|report)\s+(minggu|mingguan|week|bulan|bulanan|month|triwulan|quarter|akhir|final)(?:\s+(.+))?$/i;
const APPROVED = /^(?:setujui\s+laporan|approve\s+report)\s+(\d{4}\S*)$/i;
const ANALYSIS = /^(?:analisis|analisa|analysis)(?:[\s:]+([\s\S]*))?$/i;

const KIND: Readonly<Record<string, ReportKind>> = {
  minggu: "weekly",
  mingguan: "weekly",
  week: "weekly",
  bulan: "monthly",
  bulanan: "monthly",
  month: "monthly",
  triwulan: "quarterly",
  quarter: "quarterly",
  akhir: "final",
  final: "final",
};

const MONTHS = [
  ["januari", "january"],
  ["februari", "february"],
  ["maret", "march"],
  ["april"],
  ["mei", "may"],
  ["juni", "june"],
  ["juli", "july"],
  ["agustus", "august"],
  ["september"],
  ["oktober", "october"],
  ["november"],
  ["desember", "december"],
] as const;

/** Until the tenth of a month people mean the one before. */
const EARLY_DAYS = 10;

/** What a message asks of reports; undefined: nothing. Pure. */
export function askedIn(text: string, today: string): Asked | undefined {
  const said = text.trim();
  const analysis = ANALYSIS.exec(said);
  if (analysis !== null) return { what: "analysis", words: (analysis[1] ?? "").trim() };
  const [, code] = APPROVED.exec(said) ?? [];
  if (code !== undefined) return coded(code);
  const [whole, approve, word = "", rest] = REPORT.exec(said) ?? [];
  const kind = KIND[word.toLowerCase()];
  if (whole === undefined || kind === undefined) return undefined;
  const days = daysOf(kind, rest?.trim(), today);
  const what = approve === undefined ? "report" : "approve";
  return days === undefined ? { what: "unknown", heard: rest ?? "" } : { what, kind, days };
}

/** `2026-10`, as Rukun writes it below a report. */
function coded(code: string): Asked {
  const kind = /-W/i.test(code)
    ? "weekly"
    : /-Q/i.test(code)
      ? "quarterly"
      : /^\d{4}-\d{2}$/.test(code)
        ? "monthly"
        : "final";
  const days = periodIn(kind, code);
  return days === undefined ? { what: "unknown", heard: code } : { what: "approve", kind, days };
}

function daysOf(kind: ReportKind, rest: string | undefined, today: string): Days | undefined {
  if (rest === undefined) return periodWith(kind, kind === "monthly" ? addDays(today, -EARLY_DAYS) : today);
  const word = rest.toLowerCase();
  if (/^(ini|this)$/.test(word)) return periodWith(kind, today);
  if (/^(lalu|kemarin|last)$/.test(word)) return periodWith(kind, addDays(periodWith(kind, today).from, -1));
  return (kind === "monthly" ? namedMonth(word, today) : undefined) ?? periodIn(kind, rest);
}

/** `oktober`, `okt 2026`: without a year the last one that has begun. */
function namedMonth(text: string, today: string): Days | undefined {
  const [, name = "", year] = /^([a-z]{3,})(?:\s+(\d{4}))?$/.exec(text) ?? [];
  const at = name === "" ? -1 : MONTHS.findIndex((names) => names.some((full) => full.startsWith(name)));
  if (at === -1) return undefined;
  const month = String(at + 1).padStart(2, "0");
  const thisYear = Number(today.slice(0, 4));
  const ofYear = year ?? String(`${thisYear}-${month}` <= today.slice(0, 7) ? thisYear : thisYear - 1);
  return periodWith("monthly", `${ofYear}-${month}-01`);
}
