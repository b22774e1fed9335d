import { askDays, type DayContext, sureDay, weekdayFrom, weekdayInWeek } from "./calendar.ts";
import { MONTH_NUMBERS, REGIONAL_DAYS, RELATIVE_DAYS, WEEKDAY_NUMBERS } from "./lexicon.ts";
import { none, type Reading } from "./reading.ts";
import { refuse } from "./refusals.ts";

const SUNDAY = 7;
const COUNTED =
  /^(?<count>\d{1,3} |se)(?<unit>hari|minggu|bulan|tahun) (?:(?:yang |yg )?(?<past>lalu|silam|kemarin)|lagi|ke depan|kedepan|mendatang|kemudian)$/u;
const WEEKDAY =
  /^(?<sunday>hari )?(?<name>[\p{L}']+)(?: (?:yang |yg )?(?<which>ini|depan|besok|nanti|lalu|kemarin|kemaren|minggu ini|minggu depan|minggu lalu))?$/u;
const EVENING_OF = /^malam (?<name>[\p{L}']+)$/u;
const TOMORROW_WEEKDAY = /^(?:besok|bsk|nanti) (?:hari )?(?<name>[\p{L}']+)$/u;
const VAGUE =
  /^(?:(?:minggu|bulan|tahun) (?:ini|depan|lalu|kemarin)|(?:awal|akhir|pertengahan) (?:minggu|bulan|tahun).*|nanti|kapan-kapan|kapan kapan|kapan2|besok besok|besok2|(?:next|last|this) (?:week|month|year))$/u;

/** Days told from today: "besok", "Jumat depan", "3 hari lagi". Vague ones ("bulan depan") are refused by name. */
export function readRelativeDay(said: string, context: DayContext): Reading<string> {
  const { today } = context;
  const offset = RELATIVE_DAYS.get(said);
  if (offset !== undefined) return sureDay(today.add({ days: offset }), "relative");
  const regional = REGIONAL_DAYS.get(said);
  if (regional !== undefined) return askDays([today.add({ days: regional })], "loose in daily speech");
  if (/^(?:malam|siang|sore|pagi) ini$|^(?:nanti|tadi) (?:malam|siang|sore|pagi)$/u.test(said))
    return sureDay(today, "today");
  const counted = COUNTED.exec(said)?.groups;
  if (counted !== undefined) return readCounted(counted, context);
  const evening = WEEKDAY_NUMBERS.get(EVENING_OF.exec(said)?.groups?.["name"] ?? "");
  if (evening !== undefined) {
    const day = weekdayFrom(today, evening, context.prefer === "past" ? -1 : 1);
    return askDays([day.subtract({ days: 1 }), day], "evening before or of");
  }
  const loose = WEEKDAY_NUMBERS.get(TOMORROW_WEEKDAY.exec(said)?.groups?.["name"] ?? "");
  if (loose !== undefined) return askDays([weekdayFrom(today, loose, 1)], "tomorrow and a weekday");
  // "Minggu depan" is next week or next Sunday.
  if (said === "minggu depan")
    return askDays([today.add({ days: 7 }), weekdayFrom(today, SUNDAY, 1)], "week or Sunday");
  if (said === "minggu lalu" || said === "minggu kemarin") {
    return askDays([weekdayFrom(today, SUNDAY, -1), today.subtract({ days: 7 })], "week or Sunday");
  }
  if (VAGUE.test(said) || MONTH_NUMBERS.has(said.replace(/^bulan /u, ""))) return refuse("date.vague");
  const named = WEEKDAY.exec(said)?.groups;
  const weekday = WEEKDAY_NUMBERS.get(named?.["name"] ?? "");
  return named === undefined || weekday === undefined ? none : readWeekday(weekday, named["which"], context);
}

function readCounted(counted: Record<string, string | undefined>, { today }: DayContext): Reading<string> {
  const count = counted["count"] === "se" ? 1 : Number(counted["count"]);
  const signed = counted["past"] === undefined ? count : -count;
  const unit = counted["unit"];
  if (unit === "hari") return sureDay(today.add({ days: signed }), "counted days");
  if (unit === "minggu") return sureDay(today.add({ days: 7 * signed }), "counted weeks");
  // Nobody counts a month to the day.
  const day = unit === "bulan" ? today.add({ months: signed }) : today.add({ years: signed });
  return askDays([day], "counted months or years");
}

function readWeekday(weekday: number, which: string | undefined, { today, prefer }: DayContext): Reading<string> {
  const [next, last] = [weekdayFrom(today, weekday, 1), weekdayFrom(today, weekday, -1)];
  const weekly = /^minggu (?<week>ini|depan|lalu)$/u.exec(which ?? "")?.groups?.["week"];
  if (weekly !== undefined) {
    const weeks = weekly === "ini" ? 0 : weekly === "depan" ? 1 : -1;
    return sureDay(weekdayInWeek(today, weekday, weeks), "weekday of a week");
  }
  if (which === "besok" || which === "nanti") return sureDay(next, "coming weekday");
  if (which === "kemarin" || which === "kemaren") return sureDay(last, "last weekday");
  if (which === "depan" || which === "lalu") {
    // The nearest such day, or the one in the next (last) week: two days unless today is late (early) in the week.
    const step = which === "depan" ? 1 : -1;
    const far = weekdayInWeek(today, weekday, step);
    const near = step === 1 ? next : last;
    return far.equals(near)
      ? sureDay(near, `weekday ${which}`)
      : askDays(step === 1 ? [far, near] : [near, far], `weekday ${which}`);
  }
  if (which === "ini") {
    const thisWeek = weekdayInWeek(today, weekday, 0);
    const passed = thisWeek.until(today).days > 0;
    return passed ? askDays([next, thisWeek], "this weekday has passed") : sureDay(thisWeek, "this weekday");
  }
  if (today.dayOfWeek === weekday)
    return askDays(prefer === "past" ? [today, last] : [today, next], "weekday of today");
  if (prefer === undefined) return askDays([next, last], "next or last weekday");
  return sureDay(prefer === "future" ? next : last, "weekday");
}
