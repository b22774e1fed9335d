import { Temporal } from "temporal-polyfill";
import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS } from "./ask.ts";
import { type DayContext, dayOf, readDayOfMonth, readDayOfYear, sureDay } from "./calendar.ts";
import { readRelativeDay } from "./date-relative.ts";
import { daysInIndonesian } from "./english.ts";
import { MONTH_NUMBERS, POLITE, WEEKDAY_NUMBERS } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { spoken, without } from "./spoken.ts";

/** Days as ISO. `prefer` decides between last and next Friday; `min` and `max` are included. */
export type DateLimits = { today: string; prefer?: "past" | "future"; min?: string; max?: string };

/** Further than this from today, two digits of a year are asked. */
const NEAR_YEARS = 10;
const FILLER = new Set([
  ...POLITE,
  ..."pada di yaitu insyaallah insya allah ya pagi siang sore malam malamnya".split(" "),
]);
// "Hari ini", "Jumat ini": not a filler here.
FILLER.delete("ini");
const CLOCK = / ?(?:jam|pukul) \d{1,2}(?:[.:]\d{2})?(?: wib| wita| wit)?$/u;
const YEAR_FIRST = /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})$/u;
const NUMERIC = /^(?:(?:tgl|tanggal) )?(?<d>\d{1,2}) ?[-/. ] ?(?<m>\d{1,2})(?: ?[-/. ] ?(?<y>\d{4}|\d{2}))?$/u;
const NAMED =
  /^(?:(?:tgl|tanggal) )?(?<d>\d{1,2})[- /.]?(?: ?bulan )?(?<name>\p{L}+)\.?[-, /]*(?:tahun )?(?<y>\d{4}|\d{2})?$/u;
const NAME_FIRST = /^(?<name>\p{L}+) (?<d>\d{1,2})(?:,? (?<y>\d{4}))?$/u;
const OF_MONTH = /^(?:tgl|tanggal) (?<d>\d{1,2})(?: bulan)? ?(?<which>ini|depan|lalu|kemarin)?$/u;
const COMPACT = /^(?<d>\d{2})(?<m>\d{2})(?<y>\d{4}|\d{2})$/u;
const WITH_WEEKDAY = /^(?:hari )?(?<weekday>[\p{L}']+) ?[,/]? ?(?:hari )?(?=\d|tgl|tanggal)/u;

/**
 * Reads a day as ISO: "besok", "Jumat depan", "tgl 5", "5/12" (always day first), "5 Desember 2026", "3 hari lagi".
 * What may be two days is asked ("Jumat depan" on a Wednesday), what no calendar has is refused (31 Februari).
 */
export function readDate(text: string, limits: DateLimits): Reading<string> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const today = Temporal.PlainDate.from(limits.today);
  const context: DayContext = limits.prefer === undefined ? { today } : { today, prefer: limits.prefer };
  const reading = within(understand(daysInIndonesian(spoken(normal)), context), limits);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

function understand(said: string, context: DayContext): Reading<string> {
  // As it stands first: "malam Jumat" is the evening before Friday, "Jumat malam" is Friday.
  const direct = readRelativeDay(said, context);
  if (direct.kind === "sure" || direct.kind === "ask") return direct;
  const clocked = said.replace(CLOCK, "");
  const plain = without(clocked === "" ? said : clocked, FILLER);
  if (plain === "") return direct;
  const written = readWritten(plain, context);
  if (written.kind !== "none") return written;
  const match = WITH_WEEKDAY.exec(plain);
  const weekday = WEEKDAY_NUMBERS.get(match?.groups?.["weekday"] ?? "");
  if (match !== null && weekday !== undefined)
    return withWeekday(readWritten(plain.slice(match[0].length), context), weekday);
  return readRelativeDay(plain, context);
}

/** "Jumat, 5 Desember": when the day is no Friday, one of the two is a slip. */
function withWeekday(reading: Reading<string>, weekday: number): Reading<string> {
  if (reading.kind !== "ask") {
    const agrees = reading.kind === "sure" && Temporal.PlainDate.from(reading.value).dayOfWeek === weekday;
    return agrees ? reading : doubt(reading, "another weekday");
  }
  const agreeing = reading.candidates.filter(({ value }) => Temporal.PlainDate.from(value).dayOfWeek === weekday);
  return agreeing.length > 0 ? { kind: "ask", candidates: agreeing } : reading;
}

/** Days written with figures. */
function readWritten(said: string, context: DayContext): Reading<string> {
  const first = YEAR_FIRST.exec(said)?.groups;
  if (first !== undefined) return withYear(context, Number(first["d"]), Number(first["m"]), first["y"]);
  const numeric = NUMERIC.exec(said)?.groups;
  if (numeric !== undefined) {
    const reading = withYear(context, Number(numeric["d"]), Number(numeric["m"]), numeric["y"]);
    return /^\d+ \d+$/u.test(said) ? doubt(reading, "two figures") : reading;
  }
  const named = NAMED.exec(said)?.groups ?? NAME_FIRST.exec(said)?.groups;
  const month = MONTH_NUMBERS.get(named?.["name"] ?? "");
  if (named !== undefined && month !== undefined) {
    const reading = withYear(context, Number(named["d"]), month, named["y"]);
    return /^\p{L}/u.test(said) && !/^t/u.test(said) ? doubt(reading, "month first") : reading;
  }
  const ofMonth = OF_MONTH.exec(said)?.groups;
  if (ofMonth !== undefined) return dayInMonth(context, Number(ofMonth["d"]), ofMonth["which"]);
  if (/^\d{1,2}$/u.test(said)) return doubt(readDayOfMonth(context, Number(said)), "a bare figure");
  const compact = COMPACT.exec(said)?.groups;
  if (compact === undefined) return none;
  return doubt(withYear(context, Number(compact["d"]), Number(compact["m"]), compact["y"]), "no marks");
}

function withYear(context: DayContext, day: number, month: number, year: string | undefined): Reading<string> {
  if (year === undefined) return readDayOfYear(context, month, day);
  if (year.length === 4) return exact(Number(year), month, day);
  const recent = 2000 + Number(year);
  const distance = recent - context.today.year;
  if (Math.abs(distance) <= NEAR_YEARS) return exact(recent, month, day);
  const centuries = distance > 0 ? [recent - 100] : [recent, recent - 100];
  const days = centuries.flatMap((full) => dayOf(full, month, day) ?? []);
  return days.length === 0 ? refuse("date.impossible") : ask(days.map(String), "two digits of a year");
}

function exact(year: number, month: number, day: number): Reading<string> {
  const found = dayOf(year, month, day);
  if (found === undefined) return refuse("date.impossible");
  return year >= 1900 && year < 2200 ? sureDay(found, "written out") : none;
}

function dayInMonth(context: DayContext, day: number, which: string | undefined): Reading<string> {
  if (which === undefined) return readDayOfMonth(context, day);
  const { year, month } = context.today.add({ months: which === "ini" ? 0 : which === "depan" ? 1 : -1 });
  const found = dayOf(year, month, day);
  return found === undefined ? refuse("date.impossible") : sureDay(found, "day of a named month");
}

function within(reading: Reading<string>, limits: DateLimits): Reading<string> {
  if (reading.kind === "sure") return violation(reading.value, limits) ?? sure(reading.value, reading.why);
  if (reading.kind !== "ask") return reading;
  const kept = reading.candidates.filter(({ value }) => violation(value, limits) === undefined);
  if (kept.length > 0) return { kind: "ask", candidates: kept };
  return violation(reading.candidates[0]?.value ?? "", limits) ?? none;
}

/** ISO days compare as texts. */
function violation(day: string, { min, max }: DateLimits): Reading<never> | undefined {
  if (min !== undefined && day < min) return refuse("date.below", { limit: min });
  return max !== undefined && day > max ? refuse("date.above", { limit: max }) : undefined;
}
