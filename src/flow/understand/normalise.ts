/** Zeros of the scripts a phone in Indonesia may write digits in; NFKC leaves them (Arabic, Persian, Javanese, Balinese, Sundanese). */
const FOREIGN_ZEROS = [0x0660, 0x06f0, 0xa9d0, 0x1b50, 0x1bb0];
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\ua9d0-\ua9d9\u1b50-\u1b59\u1bb0-\u1bb9]/gu;
/** NFKC makes 20² into 202: an amount ten times as large. The sign keeps it from being read as a figure. */
const RAISED_DIGIT = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]/gu;
/** NFKC makes 1½ into 11⁄2; the space keeps the figures apart. */
const VULGAR_FRACTION = /[\u00bc-\u00be\u2150-\u215f\u2189]/gu;
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}]|\p{Variation_Selector}|\u20e3/gu;
const CONTROL = /\p{Cc}/gu;
const SKIN_TONE = /[\u{1f3fb}-\u{1f3ff}]/gu;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63]/gu;
const APOSTROPHE = /[\u2018\u2019\u02bc\u02bb\u0060\u00b4]/gu;
/** Most messages: nothing to fold but spaces, at a tenth of the cost. */
const PLAIN = /^[\x20-\x7e]*$/;
const OUTER = new Set(" \t\"'“”‘’.,!?;:()[]{}<>*_…|");

/**
 * Folds what a phone adds to a text and a reader does not mean: compatibility forms (NFKC), zero-width, bidi and
 * control characters, variation selectors, runs of whitespace, keycap and foreign digits. Keeps case and punctuation,
 * for names and texts. `clean("  Siti\u200b  ２ ")` is "Siti 2".
 */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text.replace(/ {2,}/g, " ").trim();
  return text
    .replaceAll("🔟", "10")
    .replace(RAISED_DIGIT, "^$&")
    .replace(VULGAR_FRACTION, (fraction) => ` ${fraction.normalize("NFKC").replaceAll("\u2044", "/")}`)
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(CONTROL, " ")
    .replace(FOREIGN_DIGIT, foreignDigit)
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * `clean`, then lower case, plain dashes and apostrophes, and no punctuation around the whole: the form in which
 * answers are compared. Signs that carry meaning stay: the minus of "-20rb", the dot of ".5 juta", the "$".
 */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return trimOuter(clean(text).toLowerCase().replaceAll("`", "'"));
  const folded = clean(text)
    .toLowerCase()
    .replace(SKIN_TONE, "")
    .replace(DASH, "-")
    .replace(APOSTROPHE, "'")
    .replace(/[\u201c\u201d]/gu, '"');
  return trimOuter(folded);
}

function foreignDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = FOREIGN_ZEROS.find((first) => code >= first && code <= first + 9) ?? code;
  return String(code - zero);
}

/** By index, not by pattern: `[.!]+$` takes quadratic time on ten thousand exclamation marks. */
function trimOuter(text: string): string {
  let start = 0;
  let end = text.length;
  while (end > start && OUTER.has(text[end - 1] ?? "")) end--;
  while (start < end && OUTER.has(text[start] ?? "") && !isDecimalMark(text, start)) start++;
  return text.slice(start, end);
}

function isDecimalMark(text: string, at: number): boolean {
  return (text[at] === "." || text[at] === ",") && /\d/u.test(text[at + 1] ?? "");
}
