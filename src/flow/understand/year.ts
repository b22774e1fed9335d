import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS, valuesOf } from "./ask.ts";
import { normalise } from "./normalise.ts";
import { numbersToDigits } from "./number-phrase.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { tokenise } from "./tokens.ts";

/** `today` as ISO; `min` and `max` are years, both included. */
export type YearLimits = { today: string; min: number; max: number };

const OLDEST_LIKELY_AGE = 80;
const FILLER = new Set("tahun thn th lahir kelahiran saya sy pada di sejak mulai dari".split(" "));
const AGE = /(?<!\p{L})(?:umur\p{L}*|usia\p{L}*)(?!\p{L})|\d (?:tahun|thn|th)(?!\p{L})/u;
const AGO = /\d (?:tahun|thn|th) (?:yang |yg )?(?:lalu|silam)/u;

/**
 * Reads a year, of birth or of a beginning: "1985", "tahun 1985". Two digits ("85") and ages ("umur 40", "40 tahun")
 * give computed years and are always asked: who is 40 was born in one of two years.
 */
export function readYear(text: string, limits: YearLimits): Reading<number> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const tokens = numbersToDigits(tokenise(normal));
  const figures = tokens.filter(({ kind }) => kind === "figure").map(({ text: figure }) => figure);
  const [figure = ""] = figures;
  const plain = tokens.map(({ text: piece }) => piece).join(" ");
  if (/^\d{4}$/u.test(figure) && figures.length === 1) {
    const known = tokens.every(({ kind, text: word }) => kind === "figure" || FILLER.has(word));
    const reading = held(Number(figure), limits);
    return known && !isQuestion(text) ? reading : doubt(reading, "words around it");
  }
  if (figures.length !== 1) return yearOfDate(figures, limits);
  if (!/^\d{1,3}$/u.test(figure)) return none;
  return inside(candidates(figure, plain, limits), limits);
}

/** A whole date where a year was asked: its year, asked back. */
function yearOfDate(figures: readonly string[], limits: YearLimits): Reading<number> {
  const years = figures.filter((figure) => /^\d{4}$/u.test(figure)).map(Number);
  const readings = years.map((year) => held(year, limits));
  return years.length > 0 && years.length <= 3 ? inside(readings.flatMap(valuesOf), limits) : none;
}

function candidates(figure: string, plain: string, { today }: YearLimits): number[] {
  const thisYear = Number(today.slice(0, 4));
  const value = Number(figure);
  if (AGO.test(plain)) return [thisYear - value];
  const born = [thisYear - value, thisYear - value - 1];
  if (AGE.test(plain)) return born;
  if (figure.length !== 2) return [];
  const years = figure.startsWith("0") ? [2000 + value, 1900 + value] : [1900 + value, 2000 + value];
  // "85" is a year and "05" too, "40" most likely an age; in between, the year comes first.
  if (figure.startsWith("0") || value > OLDEST_LIKELY_AGE) return years;
  return thisYear - 1900 - value > OLDEST_LIKELY_AGE ? [...born, ...years] : [...years, ...born];
}

function inside(years: readonly number[], { min, max }: YearLimits): Reading<number> {
  return ask(
    years.filter((year) => year >= min && year <= max),
    "computed year",
  );
}

function held(year: number, { min, max }: YearLimits): Reading<number> {
  if (year < min) return refuse("year.below", { limit: min });
  return year > max ? refuse("year.above", { limit: max }) : sure(year, "year");
}
