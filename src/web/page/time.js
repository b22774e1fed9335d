// Times as a person in Indonesia reads them: 09.05 WIB, Kamis, 14 Agustus 2025.
import { t, zoneWord } from "./words.js";

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone @param {"time" | "day" | "key"} what */
function format(zone, what) {
  const key = `${zone} ${what}`;
  const known = formats.get(key);
  if (known) return known;
  /** @type {Record<string, Intl.DateTimeFormatOptions>} */
  const options = {
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    key: { year: "numeric", month: "2-digit", day: "2-digit" },
  };
  const made = new Intl.DateTimeFormat("id-ID", { timeZone: zone, ...options[what] });
  formats.set(key, made);
  return made;
}

/** 09.05 @param {number} at @param {string} zone */
export function timeOf(at, zone) {
  return format(zone, "time").format(at).replace(":", ".");
}

/** 09.05 WITA @param {number} at @param {string} zone */
export function timeWithZone(at, zone) {
  return `${timeOf(at, zone)} ${zoneWord(zone)}`;
}

/** Kamis, 14 Agustus 2025 @param {number} at @param {string} zone */
export function dayOf(at, zone) {
  return format(zone, "day").format(at);
}

/** The same for every instant of one day. @param {number} at @param {string} zone */
export function dayKey(at, zone) {
  return format(zone, "key").format(at);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 8 hari 1 jam; at most two parts. @param {number} ms */
export function spanOf(ms) {
  const parts = [
    { n: Math.floor(ms / DAY), word: "days" },
    { n: Math.floor((ms % DAY) / HOUR), word: "hours" },
    { n: Math.floor((ms % HOUR) / MINUTE), word: "minutes" },
  ].filter(({ n }) => n > 0);
  return parts
    .slice(0, 2)
    .map(({ n, word }) => t(word, { n }))
    .join(" ");
}
