import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS } from "./ask.ts";
import { timeInEnglish } from "./english.ts";
import { POLITE } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { spoken, without } from "./spoken.ts";

type Clock = { hour: number; minute: number; leadingZero: boolean };

const PARTS = "pagi|siang|sore|petang|malam|subuh|dini hari|am|pm|morning|afternoon|evening|night";
const AT = /^(?:jam |pukul |jm |pkl )?/u.source;
const PART = `(?: (?<part>${PARTS}))?$`;
const WRITTEN = new RegExp(`${AT}(?<h>\\d{1,2})(?:[.:](?<m>\\d{1,2}))?${PART}`, "u");
const HALF = new RegExp(`${AT}(?:setengah|stengah|stgh) (?<h>\\d{1,2})${PART}`, "u");
const OFFSET = new RegExp(
  `${AT}(?<h>\\d{1,2}) (?<way>lewat|lebih|kurang) (?<m>\\d{1,2}|seperempat)(?: menit)?${PART}`,
  "u",
);
const COMPACT = /^(?<h>\d{2})(?<m>\d{2})$/u;
const FILLER = new Set([...POLITE, ..."wib wita wit tepat pas di pada ya nanti".split(" ")]);

/** Which hours of the clock face a part of the day covers, and what it adds to them. */
const HOURS: Readonly<Record<string, readonly [from: number, to: number][]>> = {
  pagi: [[0, 11]],
  siang: [[10, 15]],
  sore: [[15, 18]],
  petang: [[15, 19]],
  malam: [
    [18, 24],
    [0, 3],
  ],
  subuh: [[3, 6]],
  "dini hari": [[0, 4]],
  am: [[0, 11]],
  pm: [[12, 23]],
  morning: [[0, 11]],
  afternoon: [[12, 18]],
  evening: [[16, 23]],
  night: [
    [18, 24],
    [0, 3],
  ],
};

/**
 * Reads a time of day as "HH:MM": "08.30", "8:30", "jam 8", "jam 2 siang", "setengah 9" (08:30), "jam 9 kurang 15".
 * Seven to eleven without a part of the day are the morning; other hours of the clock face are asked.
 */
export function readTime(text: string): Reading<string> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const said = timeInEnglish(without(spoken(normal), FILLER));
  const reading = understand(said);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

function understand(said: string): Reading<string> {
  const half = HALF.exec(said)?.groups;
  if (half !== undefined) {
    const hour = Number(half["h"]);
    if (hour < 1 || hour > 24) return refuse("time.impossible");
    return place({ hour: hour === 1 ? 12 : hour - 1, minute: 30, leadingZero: false }, half["part"]);
  }
  const offset = OFFSET.exec(said)?.groups;
  if (offset !== undefined) return readOffset(offset);
  const compact = COMPACT.exec(said)?.groups;
  if (compact !== undefined) return doubt(place(clock(compact["h"], compact["m"]), undefined), "no mark");
  const written = WRITTEN.exec(said)?.groups;
  if (written === undefined) return none;
  const reading = place(clock(written["h"], written["m"]), written["part"]);
  // "8.5" is half past to some and five past to others.
  return written["m"]?.length === 1 ? halfWritten(Number(written["h"]), Number(written["m"])) : reading;
}

const clock = (hour = "", minute = "0"): Clock => ({
  hour: Number(hour),
  minute: Number(minute),
  leadingZero: hour.length === 2 && hour.startsWith("0"),
});

function halfWritten(hour: number, digit: number): Reading<string> {
  if (hour > 23) return refuse("time.impossible");
  const minutes = digit <= 5 ? [digit * 10, digit] : [digit];
  return ask(
    minutes.map((minute) => iso(hour, minute)),
    "one digit of minutes",
  );
}

function readOffset(offset: Record<string, string | undefined>): Reading<string> {
  const minute = offset["m"] === "seperempat" ? 15 : Number(offset["m"]);
  const hour = Number(offset["h"]);
  if (hour > 24 || minute > 59) return refuse("time.impossible");
  const shifted = offset["way"] === "kurang" && minute > 0 ? { hour: hour - 1, minute: 60 - minute } : { hour, minute };
  if (shifted.hour < 0) return none;
  // "jam 1 kurang 5" is 12:55 of the same clock face.
  if (shifted.hour === 0 && hour === 1) shifted.hour = 12;
  return place({ ...shifted, leadingZero: false }, offset["part"]);
}

/** Puts a reading of the clock face into the day. */
function place({ hour, minute, leadingZero }: Clock, part: string | undefined): Reading<string> {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return refuse("time.impossible");
  const face = hour > 12 || hour === 0 ? [hour % 24] : [hour % 12, (hour % 12) + 12];
  if (part !== undefined) {
    const fitting = face.filter((at) => HOURS[part]?.some(([from, to]) => at >= from && at <= to));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return sure(iso(only, minute), part);
    return ask(
      (fitting.length > 0 ? fitting : face).map((at) => iso(at, minute)),
      `not plainly ${part}`,
    );
  }
  if (hour === 24) return ask(["00:00"], "24");
  if (face.length === 1) return sure(iso(hour, minute), "24 hours");
  if (hour >= 7 && hour <= 11) return sure(iso(hour, minute), "morning");
  // Half past two at a meeting is the afternoon; with a zero in front it may be copied from a clock of 24 hours.
  const day = hour === 6 ? [6, 18] : leadingZero ? [hour, hour + 12] : [(hour % 12) + 12, hour % 12];
  return ask(
    day.map((at) => iso(at, minute)),
    "which half of the day",
  );
}

const iso = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
